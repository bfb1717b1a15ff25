// The picture of the graph, its legend and its table: one selection in all of them. Draws what Python sends, tells what the reader does.
// Python decides; here nothing is asked, laid out or kept. Texts go into the page as text, never as markup.

const pictures = new WeakMap();
const MOST_NAMED = 10;

export default function ({ data, parentElement, setTriggerValue }) {
  let picture = pictures.get(parentElement);
  if (!picture) pictures.set(parentElement, (picture = new Picture(parentElement.querySelector(".zm-graph"))));
  picture.act = (what) => setTriggerValue("act", what);
  whenArrived(data.revision, picture, () => picture.show({ ...globalThis.zmPicture, ...data }));
  return () => {
    pictures.delete(parentElement);
    picture.waiting = null;
    picture.end();
  };
}

// The library and the picture travel by themselves, so that each is sent once. Only the last that was asked for is shown.
function whenArrived(revision, picture, then) {
  const look = () => {
    if (picture.waiting !== look || !globalThis.vis || globalThis.zmPicture?.revision !== revision) return;
    document.removeEventListener("zm-arrived", look);
    picture.waiting = null;
    then();
  };
  document.removeEventListener("zm-arrived", picture.waiting);
  picture.waiting = look;
  document.addEventListener("zm-arrived", look);
  look();
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

class Picture {
  constructor(root) {
    this.root = root;
    root.picture = this;
    this.frame = root.querySelector(".frame");
    this.canvas = root.querySelector(".canvas");
    this.menu = root.querySelector(".menu");
    this.nodes = null;
    this.tab = "things";
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.menu.addEventListener("keydown", (event) => this.menuKey(event));
    root.querySelector(".rows").addEventListener("keydown", (event) => this.rowKey(event));
  }

  end() {
    this.network?.destroy();
  }

  show(data) {
    const before = this.data;
    this.data = data;
    if (!before || before.revision !== data.revision) {
      const started = performance.now();
      this.draw(before);
      this.network.once("afterDrawing", () => (this.root.dataset.drawn = Math.round(performance.now() - started)));
      this.tools();
      this.legend();
      this.twin();
    } else if (this.colours.ground !== getComputedStyle(this.root).getPropertyValue("--zm-ground").trim()) this.colour();
    this.select();
    if (this.wanted && this.wanted === data.choicesOf) this.openMenu(this.wanted);
    this.root.dataset.at = data.at ?? "";
  }

  // --- the canvas

  draw(before) {
    const { nodes, edges, options } = this.data;
    if (!this.network) {
      this.nodes = new vis.DataSet(nodes);
      this.edges = new vis.DataSet(edges);
      this.network = new vis.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, options);
      this.listen();
      this.colour();
      this.fit(false);
      return;
    }
    const old = new Set(this.nodes.getIds());
    const fresh = nodes.filter((node) => !old.has(node.id)).map((node) => node.id);
    replace(this.edges, []);
    replace(this.nodes, nodes);
    replace(this.edges, edges);
    this.colour();
    if (before && before.thing !== this.data.thing) this.fit(false);
    else if (fresh.some((id) => !this.inSight(id))) this.fit(true);
  }

  listen() {
    const net = this.network;
    net.on("click", ({ nodes, edges, event }) => {
      this.closeMenu();
      if (!nodes.length && !edges.length) return;
      if (nodes.length && (event.srcEvent.ctrlKey || event.srcEvent.metaKey || event.srcEvent.shiftKey)) this.act({ do: "way", id: nodes[0] });
      else this.choose(nodes[0] ?? edges[0]);
    });
    net.on("doubleClick", ({ nodes }) => nodes.length && this.expand(nodes[0]));
    net.on("dragStart", ({ nodes }) => nodes.length && this.closeMenu());
    net.on("dragEnd", ({ nodes }) => {
      if (!nodes.length) return;
      const { x, y } = net.getPositions(nodes)[nodes[0]];
      this.act({ do: "pin", id: nodes[0], x: Math.round(x), y: Math.round(y) });
    });
    net.on("hoverEdge", ({ edge }) => this.name([edge], true));
    net.on("blurEdge", () => this.nameChosen());
    net.on("zoom", () => this.closeMenu());
    net.on("beforeDrawing", (pen) => this.marks(pen));
  }

  // Rings, not colours alone: the thing selected, the one that a way begins at, those that were put somewhere.
  marks(pen) {
    const ring = (id, radius, colour, dashes, width) => {
      if (!this.nodes.get(id)) return;
      const { x, y } = this.network.getPositions([id])[id];
      pen.beginPath();
      pen.arc(x, y, radius, 0, 2 * Math.PI);
      pen.setLineDash(dashes);
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
      pen.setLineDash([]);
    };
    for (const id of this.data.pinned) ring(id, 22, this.colours.quiet, [1, 3], 2);
    if (this.data.mark) ring(this.data.mark, 26, this.colours.support, [6, 4], 3);
    if (this.data.at) ring(this.data.at, 25, this.colours.accent, [], 3.5);
  }

  colour() {
    const style = getComputedStyle(this.root);
    const names = ["text", "ground", "quiet", "accent", "lead", "support"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--zm-${name}`).trim()]));
    const { text, ground, quiet, accent, lead, support } = this.colours;
    this.network.setOptions({
      nodes: { font: { color: text, strokeColor: ground } },
      edges: { color: { color: quiet, opacity: 0.55, highlight: text, hover: text }, font: { color: text, strokeColor: ground } },
    });
    const toned = { leads: lead, supports: support, Responsibility: support };
    const tone = ({ way, relation }) => (way ? accent : toned[relation]);
    this.edges.update(
      this.edges
        .get({ filter: tone })
        .map((edge) => ({ id: edge.id, color: { color: tone(edge), opacity: 0.9, highlight: tone(edge), hover: tone(edge) } })),
    );
  }

  fit(moving) {
    this.network.fit({ animation: moving && !matchMedia("(prefers-reduced-motion: reduce)").matches, maxZoomLevel: 1.15 });
  }

  onScreen(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPositions([id])[id]);
    const box = this.canvas.getBoundingClientRect();
    return [box.x + x, box.y + y];
  }

  inSight(id) {
    const { x, y } = this.network.canvasToDOM(this.network.getPositions([id])[id]);
    return x > 20 && y > 20 && x < this.canvas.clientWidth - 20 && y < this.canvas.clientHeight - 40;
  }

  name(ids, also) {
    const wanted = new Set(also ? [...this.named, ...ids] : ids);
    const changed = [...new Set([...this.labelled, ...wanted])].filter((id) => this.edges.get(id));
    this.labelled = wanted;
    this.edges.update(changed.map((id) => ({ id, label: wanted.has(id) ? this.edges.get(id).title : "" })));
  }

  nameChosen() {
    this.name(this.named, false);
  }

  named = [];
  labelled = new Set();

  // --- the selection

  choose(id) {
    if (id === this.data.at) return;
    performance.mark("zm-chosen");
    this.data.at = id;
    this.select();
    this.act({ do: "select", id });
  }

  select() {
    const { at } = this.data;
    const isNode = at && this.nodes.get(at);
    const isEdge = at && !isNode && this.edges.get(at);
    this.network.setSelection({ nodes: isNode ? [at] : [], edges: isEdge ? [at] : [] }, { highlightEdges: true });
    const edges = isNode ? this.network.getConnectedEdges(at) : isEdge ? [at] : [];
    this.named = edges.length <= MOST_NAMED ? edges : [];
    this.nameChosen();
    for (const row of this.root.querySelectorAll("tbody tr")) {
      const chosen = row.dataset.id === at;
      row.setAttribute("aria-selected", chosen);
      row.tabIndex = chosen ? 0 : -1;
      if (chosen) reveal(row);
    }
    if (!this.root.querySelector('tbody tr[tabindex="0"]')) this.root.querySelector("tbody tr")?.setAttribute("tabindex", 0);
    const told = isNode ? this.nodes.get(at).title : isEdge ? this.edges.get(at).title : "";
    this.root.querySelector(".told").textContent = told;
    this.network.redraw();
  }

  // --- the keyboard

  key(event) {
    const { at } = this.data;
    const turns = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };
    if (event.key in turns) this.walk(turns[event.key]);
    else if (event.key === "Enter" && at) this.expand(at);
    else if (event.key === "Delete" && this.nodes.get(at)) this.act({ do: "hide", id: at });
    else if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "Escape") this.closeMenu();
    else return;
    event.preventDefault();
  }

  // To the thing that lies that way: a neighbour if there is one, else any.
  walk(turn) {
    const places = this.network.getPositions();
    const here = places[this.data.at] ?? { x: 0, y: 0 };
    const off = (id) => {
      const across = places[id].x - here.x, down = places[id].y - here.y;
      const aside = Math.abs(Math.atan2(Math.sin(Math.atan2(down, across) - turn), Math.cos(Math.atan2(down, across) - turn)));
      return aside > Math.PI / 3 ? Infinity : Math.hypot(across, down) * (1 + aside);
    };
    const best = (ids) => ids.filter((id) => places[id] && id !== this.data.at).map((id) => [off(id), id]).sort((a, b) => a[0] - b[0])[0];
    const near = this.nodes.get(this.data.at) ? best(this.network.getConnectedNodes(this.data.at)) : undefined;
    const found = near && near[0] < Infinity ? near : best(Object.keys(places));
    if (found && found[0] < Infinity) {
      this.choose(found[1]);
      if (!this.inSight(found[1])) this.network.moveTo({ position: places[found[1]] });
    }
  }

  rowKey(event) {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const to = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: row.parentElement.firstElementChild, End: row.parentElement.lastElementChild }[event.key];
    if (to) to.focus();
    else if (event.key === "Enter" || event.key === " ") this.choose(row.dataset.id);
    else if (event.key === "Delete" && this.tab === "things") this.act({ do: "hide", id: row.dataset.id });
    else return;
    event.preventDefault();
  }

  // --- the menu of what to expand

  expand(id) {
    this.wanted = id;
    if (this.data.choicesOf === id) this.openMenu(id);
    else this.choose(id);
  }

  openMenu(id) {
    this.wanted = null;
    const { choices, words } = this.data;
    const items = choices.map(({ key, name, shown, count, more }) =>
      element(
        "button",
        { role: "menuitem", ...(more ? {} : { disabled: "" }), onclick: () => (this.closeMenu(), this.act({ do: "expand", id, group: key })) },
        element("span", {}, name),
        element("span", { class: "count" }, `${shown} / ${count}`),
      ),
    );
    this.menu.replaceChildren(...(items.length ? items : [element("div", {}, words.nothing)]));
    this.menu.setAttribute("aria-label", words.expand);
    const place = this.nodes.get(id) ? this.network.canvasToDOM(this.network.getPositions([id])[id]) : { x: 20, y: 20 };
    this.menu.hidden = false;
    this.menu.style.left = `${Math.max(4, Math.min(place.x + 14, this.canvas.clientWidth - this.menu.offsetWidth - 8))}px`;
    this.menu.style.top = `${Math.max(4, Math.min(place.y + 10, this.canvas.clientHeight - this.menu.offsetHeight - 8))}px`;
    this.menu.querySelector("button:not([disabled])")?.focus();
  }

  closeMenu() {
    this.wanted = null;
    this.menu.hidden = true;
  }

  menuKey(event) {
    const items = [...this.menu.querySelectorAll("button:not([disabled])")];
    const at = items.indexOf(this.menu.getRootNode().activeElement);
    if (event.key === "Escape") this.closeMenu(), this.canvas.focus();
    else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
  }

  // --- what stands around the canvas

  tools() {
    const { words } = this.data;
    const button = (name, label, onclick) => element("button", { type: "button", title: label, "aria-label": label, onclick }, name);
    this.canvas.setAttribute("aria-label", words.canvas);
    this.root.querySelector(".tools").replaceChildren(
      button(words.fit, words.fit, () => this.fit(true)),
      button("+", words.closer, () => this.zoom(1.25)),
      button("−", words.farther, () => this.zoom(0.8)),
      button("PNG", words.png, () => this.png()),
    );
  }

  zoom(by) {
    this.closeMenu();
    this.network.moveTo({ scale: this.network.getScale() * by });
  }

  legend() {
    const { kinds, lines, words } = this.data;
    const legend = this.root.querySelector(".legend");
    legend.setAttribute("aria-label", words.legend);
    legend.replaceChildren(
      ...kinds.map(({ kind, name, sign, count, shown }) =>
        element(
          "button",
          { type: "button", "data-kind": kind, "aria-pressed": shown, title: shown ? words.leave : words.bring, onclick: () => this.act({ do: "kind", kind }) },
          element("img", { src: sign, alt: "" }),
          element("span", { class: "name" }, name),
          element("span", { class: "count" }, count),
        ),
      ),
      ...lines.map(({ relation, name }) => element("span", { class: "line", "data-relation": relation }, element("i"), name)),
    );
  }

  twin() {
    const { words, tables } = this.data;
    const tabs = Object.entries(tables).map(([tab, { title }]) =>
      element("button", { type: "button", role: "tab", "aria-selected": tab === this.tab, onclick: () => ((this.tab = tab), this.twin(), this.select()) }, title),
    );
    this.root.querySelector(".tabs").replaceChildren(...tabs);
    const { title, head, rows } = tables[this.tab];
    const signs = Object.fromEntries(this.data.kinds.map(({ kind, sign }) => [kind, sign]));
    const cell = ({ text, kind, number, short }) =>
      element("td", { class: kind ? "kind" : number ? "number" : short ? "short" : null }, ...(kind ? [element("img", { src: signs[kind], alt: "" })] : []), text);
    this.root.querySelector(".rows").replaceChildren(
      element(
        "table",
        { role: "grid", "aria-label": `${title} ${words.twin}` },
        element("thead", {}, element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name)))),
        element(
          "tbody",
          {},
          ...rows.map(({ id, cells }) => element("tr", { "data-id": id, tabindex: -1, onclick: () => this.choose(id), ondblclick: () => this.expand(id) }, ...cells.map(cell))),
        ),
      ),
    );
  }

  // The canvas as it is seen, on the page's ground, with the sentence of what it shows under it.
  png() {
    const seen = this.canvas.querySelector("canvas");
    const lines = this.data.caption;
    const ratio = seen.width / this.canvas.clientWidth;
    const out = element("canvas");
    out.width = seen.width;
    out.height = seen.height + (14 + lines.length * 20) * ratio;
    const pen = out.getContext("2d");
    pen.fillStyle = this.colours.ground;
    pen.fillRect(0, 0, out.width, out.height);
    pen.drawImage(seen, 0, 0);
    pen.fillStyle = this.colours.text;
    pen.font = `${13 * ratio}px ${this.data.options.nodes.font.face}`;
    lines.forEach((line, place) => pen.fillText(line, 10 * ratio, seen.height + (20 + place * 20) * ratio, out.width - 20 * ratio));
    out.toBlob((blob) => {
      const address = URL.createObjectURL(blob);
      element("a", { href: address, download: `${this.data.file}.png` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }
}

// Scrolls the table alone, never the page; the head of the table covers what is right under it.
function reveal(row) {
  const box = row.closest(".rows");
  const head = box.querySelector("thead").offsetHeight;
  if (row.offsetTop - head < box.scrollTop) box.scrollTop = row.offsetTop - head;
  else if (row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = row.offsetTop + row.offsetHeight - box.clientHeight;
}

// What is new is added, what is gone removed, what stays is brought up to date.
function replace(set, items) {
  const wanted = new Set(items.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}
