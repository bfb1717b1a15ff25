// The picture of the graph, its legend and its table: one selection in all of them. Draws what Python sends, tells what the reader does.
// Python decides; here nothing is asked, laid out or kept. Texts go into the page as text, never as markup.
// Joined into one module with the other files of its name.

const pictures = new WeakMap();
const MOST_NAMED = 14;
const LARGEST = 1.15; // of the picture at its full size
const READABLE = 0.7;
const NARROW = 600; // pixels
const EDGE = 14;

globalThis.zmDraw = ({ data, parentElement, setTriggerValue }) => {
  let picture = pictures.get(parentElement);
  if (!picture) pictures.set(parentElement, (picture = new Picture(parentElement.querySelector(".zm-graph"))));
  picture.act = (what) => setTriggerValue("act", what);
  whenArrived(data.revision, picture, () => picture.show({ ...globalThis.zmPicture, ...data }));
  return () => {
    pictures.delete(parentElement);
    picture.waiting = null;
    picture.end();
  };
};

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

class Picture {
  constructor(root) {
    this.root = root;
    root.picture = this;
    this.frame = root.querySelector(".frame");
    this.canvas = root.querySelector(".canvas");
    this.menu = new Menu(root.querySelector(".menu"), this.canvas);
    this.nodes = null;
    this.twin = new Twin(root, {
      choose: (id) => this.choose(id),
      expand: (id) => this.expand(id),
      hide: (id) => this.act({ do: "hide", id }),
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
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
      this.around();
      this.twin.show(data, data.at);
    } else if (this.colours.ground !== getComputedStyle(this.root).getPropertyValue("--zm-ground").trim()) this.colour();
    this.select();
    if (this.wanted && this.wanted === data.choicesOf) this.openMenu(this.wanted);
    this.root.dataset.at = data.at ?? "";
  }

  // --- the canvas

  draw(before) {
    const { nodes, edges, options } = this.data;
    this.ways = edges.filter(({ way }) => way).map(({ id }) => id);
    if (!this.network) {
      this.nodes = new vis.DataSet(nodes);
      this.edges = new vis.DataSet(edges);
      this.network = new vis.Network(this.canvas, { nodes: this.nodes, edges: this.edges }, options);
      this.names = new LineNames(this.network, options.nodes.font.face);
      this.listen();
      this.colour();
      this.fit(false, true);
      return;
    }
    const old = new Set(this.nodes.getIds());
    const fresh = nodes.filter((node) => !old.has(node.id)).map((node) => node.id);
    replace(this.edges, []);
    replace(this.nodes, nodes);
    replace(this.edges, edges);
    this.colour();
    if (before && before.thing !== this.data.thing) this.fit(false, true);
    else if (fresh.some((id) => !this.inSight(id)) || (before && nodes.length < old.size)) this.fit(true);
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
    net.on("dragging", ({ nodes }) => nodes.length && this.names.moved());
    net.on("dragEnd", ({ nodes }) => {
      if (!nodes.length) return;
      const { x, y } = net.getPositions(nodes)[nodes[0]];
      this.act({ do: "pin", id: nodes[0], x: Math.round(x), y: Math.round(y) });
    });
    net.on("hoverEdge", ({ edge }) => this.nameLines(edge));
    net.on("blurEdge", () => this.nameLines());
    net.on("zoom", () => this.closeMenu());
    net.on("beforeDrawing", (pen) => this.marks(pen));
    net.on("afterDrawing", (pen) => this.names.draw(pen, this.colours));
  }

  // The thing selected, the one that a way begins at, those that were put somewhere; the lines of ways.
  marks(pen) {
    const { pinned, mark, at } = this.data;
    const { quiet, support, accent } = this.colours;
    drawBands(pen, this.network, this.ways, this.colours.mark);
    const ring = (id, look) => this.nodes.get(id) && drawRing(pen, this.network.getPositions([id])[id], look);
    for (const id of pinned) ring(id, { radius: 22, width: 2, colour: quiet, dashes: [1, 3] });
    if (mark) ring(mark, { radius: 26, width: 3, colour: support, dashes: [6, 4] });
    if (at) ring(at, { radius: 25, width: 3.5, colour: accent });
  }

  colour() {
    const style = getComputedStyle(this.root);
    const names = ["text", "ground", "quiet", "accent", "lead", "support", "mark"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--zm-${name}`).trim()]));
    const { text, ground, quiet, lead, support } = this.colours;
    this.network.setOptions({
      nodes: { font: { color: text, strokeColor: ground } },
      edges: { color: { color: quiet, opacity: 0.55, highlight: text, hover: text } },
    });
    const toned = { leads: lead, supports: support, Responsibility: support };
    const tone = ({ relation }) => toned[relation];
    this.edges.update(
      this.edges
        .get({ filter: tone })
        .map((edge) => ({ id: edge.id, color: { color: tone(edge), opacity: 0.9, highlight: tone(edge), hover: tone(edge) } })),
    );
  }

  // All signs with their names in the window, as large as they may be. On a telephone first what is selected, large enough to be read.
  fit(moving, readable = false) {
    const { network, canvas } = this;
    network.body.emitter.emit("_resizeNodes");
    const boxes = this.nodes.getIds().map((id) => network.getBoundingBox(id));
    if (!boxes.length || !canvas.clientWidth) return;
    const [left, top] = ["left", "top"].map((side) => boxes.reduce((least, box) => Math.min(least, box[side]), Infinity));
    const [right, bottom] = ["right", "bottom"].map((side) => boxes.reduce((most, box) => Math.max(most, box[side]), -Infinity));
    const whole = Math.min(LARGEST, canvas.clientWidth / (right - left + 2 * EDGE), canvas.clientHeight / (bottom - top + 2 * EDGE));
    const animation = moving && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const begun = this.data.at ?? this.data.thing;
    if (readable && canvas.clientWidth < NARROW && whole < READABLE && this.nodes.get(begun))
      network.moveTo({ position: network.getPositions([begun])[begun], scale: READABLE, animation });
    else network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: whole, animation });
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

  // Those of ways and of the selection, and the one that the mouse is over.
  nameLines(over) {
    const ids = new Set([...this.ways, ...this.named, ...(over ? [over] : [])]);
    const lines = this.edges.get([...ids]).map(({ id, title }) => ({ id, text: title, needed: id === over || id === this.data.at }));
    this.names.want(lines);
    this.network.redraw();
  }

  named = [];

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
    this.nameLines();
    this.twin.select(at);
    const told = isNode ? this.nodes.get(at).title : isEdge ? this.edges.get(at).title : "";
    this.root.querySelector(".told").textContent = told;
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

  // --- the menu of what to expand

  expand(id) {
    this.wanted = id;
    if (this.data.choicesOf === id) this.openMenu(id);
    else this.choose(id);
  }

  openMenu(id) {
    this.wanted = null;
    const place = this.nodes.get(id) ? this.network.canvasToDOM(this.network.getPositions([id])[id]) : { x: 20, y: 20 };
    this.menu.open(this.data, place, (group) => this.act({ do: "expand", id, group }));
  }

  closeMenu() {
    this.wanted = null;
    this.menu.close();
  }

  // --- what stands around the canvas

  around() {
    const { words } = this.data;
    this.canvas.setAttribute("aria-label", words.canvas);
    drawTools(this.root.querySelector(".tools"), words, {
      fit: () => this.fit(true),
      closer: () => this.zoom(1.25),
      farther: () => this.zoom(0.8),
      save: () => this.save(),
    });
    drawLegend(this.root.querySelector(".legend"), this.data, (kind) => this.act({ do: "kind", kind }));
  }

  zoom(by) {
    this.closeMenu();
    this.network.moveTo({ scale: this.network.getScale() * by });
  }

  save() {
    const { caption, file, options } = this.data;
    const { text, ground } = this.colours;
    savePicture(this.canvas.querySelector("canvas"), this.canvas.clientWidth, caption, { face: options.nodes.font.face, text, ground, file });
  }
}

// What is new is added, what is gone removed, what stays is brought up to date.
function replace(set, items) {
  const wanted = new Set(items.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}
