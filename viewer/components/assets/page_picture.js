// A page of an original: its picture, and boxes over the words that are selected or doubtful. Tells to which page the reader turns.
// The picture itself comes by another component, as globalThis.zmPage.

const sheets = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let sheet = sheets.get(parentElement);
  if (!sheet) sheets.set(parentElement, (sheet = new Sheet(parentElement)));
  sheet.turn = (page) => setTriggerValue("act", { page });
  sheet.show(data);
}

class Sheet {
  constructor(parent) {
    this.root = make("section", { class: "zm-page" });
    parent.append(this.root);
    this.zoomed = false;
    document.addEventListener("zm-page-arrived", () => this.root.isConnected && this.place());
  }

  show(data) {
    this.data = data;
    const { words, page, pages, elsewhere } = data;
    this.root.setAttribute("aria-label", words.original);
    this.picture = make("img", { alt: fillIn(words.picture_of, { page }), draggable: "false" });
    this.boxes = make("div", { class: "boxes" });
    this.sheet = make("div", { class: "sheet", style: `aspect-ratio: 1 / ${data.height}` }, this.picture, this.boxes);
    const before = this.pane && this.before === data.image ? [this.pane.scrollLeft, this.pane.scrollTop] : [0, 0];
    this.pane = make("div", { class: "pane", tabindex: "0", role: "region", "aria-label": words.original }, this.sheet);
    this.zoom = make("button", { type: "button", class: "zoom", onclick: () => this.toggle() });
    const turn = (sign, name, to) =>
      make("button", { type: "button", title: name, "aria-label": name, disabled: to < 1 || to > pages ? "disabled" : null, onclick: () => this.turn(to) }, sign);
    const others = elsewhere.map((other) => make("button", { type: "button", class: "elsewhere", onclick: () => this.turn(other) }, fillIn(words.also_on, { page: other })));
    this.root.replaceChildren(
      make(
        "div",
        { class: "bar" },
        make("b", {}, words.original),
        make("span", { class: "turn", role: "group" }, turn("‹", words.page_before, page - 1), make("output", {}, fillIn(words.page_of, { page, pages })), turn("›", words.page_after, page + 1)),
        ...others,
        this.zoom,
      ),
      this.pane,
    );
    this.before = data.image;
    this.tellZoom();
    this.drawBoxes();
    this.place();
    [this.pane.scrollLeft, this.pane.scrollTop] = before;
    requestAnimationFrame(() => this.goToMark());
  }

  // The picture, once it is there.
  place() {
    const kept = globalThis.zmPage;
    if (kept?.key === this.data.image) this.picture.src = kept.url;
  }

  drawBoxes() {
    const { marks, contexts, doubts } = this.data;
    const box = (kind, [left, top, right, bottom, told]) =>
      make("i", { class: kind, title: told ?? null, style: `left:${100 * left}%;top:${100 * top}%;width:${100 * (right - left)}%;height:${100 * (bottom - top)}%` });
    this.boxes.replaceChildren(...contexts.map((at) => box("context", at)), ...marks.map((at) => box("mark", at)), ...doubts.map((at) => box(at[5] === "line_gap" ? "gap" : "doubt", at)));
  }

  goToMark() {
    const first = this.boxes.querySelector(".mark") ?? this.boxes.querySelector(".context");
    if (!first) return;
    const at = first.getBoundingClientRect(), pane = this.pane.getBoundingClientRect();
    if (at.top < pane.top || at.bottom > pane.bottom) this.pane.scrollTop += at.top - pane.top - this.pane.clientHeight * 0.3;
    if (at.left < pane.left || at.left > pane.right - 60) this.pane.scrollLeft += at.left - pane.left - this.pane.clientWidth * 0.2;
  }

  toggle() {
    this.zoomed = !this.zoomed;
    this.tellZoom();
    this.goToMark();
  }

  tellZoom() {
    this.root.classList.toggle("zoomed", this.zoomed);
    this.zoom.textContent = this.zoomed ? this.data.words.smaller : this.data.words.larger;
    this.zoom.setAttribute("aria-pressed", String(this.zoomed));
  }
}

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function fillIn(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
