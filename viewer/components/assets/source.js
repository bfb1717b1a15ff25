// A source text with what was taken from it. Draws what Python sends, tells what the reader does: a fact or clause chosen,
// kinds shown, words sought. Joined with source_text.js into one module.

const readers = new WeakMap();
const WIDE = 900; // pixels: outline and text side by side

export default function ({ data, parentElement, setTriggerValue }) {
  let reader = readers.get(parentElement);
  if (!reader) readers.set(parentElement, (reader = new Reader(parentElement)));
  reader.act = (what) => setTriggerValue("act", what);
  reader.show(data);
}

class Reader {
  constructor(parent) {
    this.root = element("div", { class: "zm-source" });
    parent.append(this.root);
    this.chosen = null;
  }

  show(data) {
    const drawn = this.text?.key !== data.text.key;
    if (drawn) this.draw(data.text);
    if (drawn || JSON.stringify(data.kinds) !== this.sent) this.mark(data.kinds);
    this.sent = JSON.stringify(data.kinds);
    this.markDoubts(data.doubts);
    if (this.root.getRootNode().activeElement !== this.search) this.search.value = data.sought;
    this.sought = data.sought;
    this.tellHits();
    if (this.jump === data.go.jump) return;
    this.jump = data.go.jump;
    requestAnimationFrame(() => this.go(data.go));
  }

  draw(text) {
    const before = this.text?.document === text.document ? this.pane.scrollTop : 0;
    const drawer = new TextDrawer(text, (clause) => this.clause(clause));
    this.text = text;
    this.words = text.words;
    this.pane = element("div", { class: "text", tabindex: "0", role: "region", "aria-label": this.words.text, onclick: (event) => this.click(event) }, ...drawer.draw());
    this.spans = drawer.spans;
    this.root.replaceChildren(this.tools(), this.legend(), element("div", { class: "panes" }, this.outline(), this.pane));
    this.pane.scrollTop = before;
    this.pane.addEventListener("scroll", () => this.follow(), { passive: true });
    this.hit = -1;
    this.reading = null;
    this.follow();
  }

  // The bar above the text.

  tools() {
    this.search = element("input", { type: "search", placeholder: this.words.search, "aria-label": this.words.search });
    this.search.addEventListener("search", () => this.search.value || !this.sought || this.find(""));
    this.hits = element("output", { class: "hits" });
    this.at = element("output", { class: "at" });
    return element(
      "div",
      { class: "tools" },
      element("form", { role: "search", onsubmit: (event) => this.seek(event) }, this.search, this.hits, ...this.arrows((step) => this.toHit(step))),
      element("div", { class: "walk", role: "group" }, this.at, ...this.arrows((step) => this.toFact(step))),
    );
  }

  arrows(step) {
    const arrow = (sign, name, by) => element("button", { type: "button", title: name, "aria-label": name, onclick: () => step(by) }, sign);
    return [arrow("‹", this.words.previous, -1), arrow("›", this.words.next, 1)];
  }

  seek(event) {
    event.preventDefault();
    const words = this.search.value.trim();
    if (words === this.sought) this.toHit(1);
    else this.find(words);
  }

  find(words) {
    this.sought = words;
    this.act({ do: "find", words });
  }

  tellHits() {
    const count = this.text.found.length;
    this.hits.textContent = count && this.sought ? fill(this.words.hit_of, { at: this.hit + 1 || "–", count }) : "";
  }

  legend() {
    const chip = ({ kind, name, sign, colour, line, count }) =>
      element(
        "button",
        { type: "button", "data-kind": kind, style: `--kind:${colour}`, disabled: count ? null : "disabled", onclick: () => this.toggle(kind) },
        element("i", { class: `sign ${line}`, "aria-hidden": "true" }, sign),
        name,
        element("span", { class: "count" }, String(count)),
      );
    this.chips = this.text.kinds.map(chip);
    const all = element("button", { type: "button", class: "all", onclick: () => this.choose(this.text.kinds.map(({ kind }) => kind)) }, this.words.all_kinds);
    return element("div", { class: "legend", role: "group", "aria-label": this.words.kinds }, all, ...this.chips, ...this.doubtChip());
  }

  doubtChip() {
    const count = this.text.doubts.length;
    if (!count) return [];
    const sign = element("i", { class: "sign wavy", "aria-hidden": "true" }, "\u2007?\u2007");
    const click = () => {
      this.markDoubts(!this.doubts);
      this.act({ do: "doubts", on: this.doubts });
    };
    const attributes = { type: "button", class: "doubts", style: "--kind:var(--zm-warn)", title: this.words.doubts_shown, onclick: click };
    return [element("button", attributes, sign, this.words.doubts, element("span", { class: "count" }, String(count)))];
  }

  markDoubts(on) {
    this.doubts = on;
    this.root.classList.toggle("no-doubts", !on);
    this.root.querySelector("button.doubts")?.setAttribute("aria-pressed", String(on));
  }

  // Where all kinds are shown, a click leaves only one.
  toggle(kind) {
    const all = this.text.kinds.filter(({ count }) => count).map((known) => known.kind);
    if (all.every((known) => this.shown.has(known))) return this.choose([kind]);
    const shown = new Set(this.shown);
    if (!shown.delete(kind)) shown.add(kind);
    this.choose(shown.size ? [...shown] : this.text.kinds.map((known) => known.kind));
  }

  choose(kinds) {
    this.mark(kinds);
    this.act({ do: "kinds", kinds });
  }

  // The outline.

  outline() {
    const entry = (clause, i) => {
      const [, name, depth, , , , kind] = clause;
      if (kind === "row") return [];
      const button = element("button", { type: "button", "data-clause": i, onclick: () => this.clause(i) }, element("span", { class: "name" }, name), readingMark(this.words, clause, "span"));
      return [element("li", { style: `--depth:${depth}` }, button)];
    };
    this.entries = element("ol", {}, ...this.text.clauses.flatMap(entry));
    const details = element("details", { open: window.innerWidth > WIDE ? "open" : null }, element("summary", {}, this.words.outline), this.entries);
    return element("nav", { class: "outline", "aria-label": this.words.outline }, details);
  }

  clause(i) {
    const target = this.pane.querySelector(`[data-clause="${i}"]`);
    if (target) this.scrollTo(target);
    this.act({ do: "clause", id: this.text.clauses[i][0] });
  }

  // Marks in the outline where the reader is.
  follow() {
    const top = this.pane.getBoundingClientRect().top + this.pane.clientHeight * 0.25;
    let current = 0;
    for (const block of this.pane.querySelectorAll("[data-clause]")) {
      if (block.closest("details:not([open])")) continue;
      if (block.getBoundingClientRect().top > top) break;
      current = Number(block.dataset.clause);
    }
    if (current === this.reading) return;
    this.reading = current;
    const entries = [...this.entries.querySelectorAll("button")];
    const nearest = entries.filter((entry) => Number(entry.dataset.clause) <= current).pop(); // rows of a table have none
    for (const entry of entries) entry.toggleAttribute("aria-current", entry === nearest);
    if (nearest) this.entries.scrollTop = nearest.offsetTop - 120;
  }

  // What is marked.

  mark(kinds) {
    this.shown = new Set(kinds);
    for (const chip of this.chips) chip.setAttribute("aria-pressed", String(this.shown.has(chip.dataset.kind)));
    for (const span of this.spans) this.markSpan(span);
    this.order = this.text.facts.map((_, i) => i).filter((i) => this.isShown(i));
    this.tellAt();
  }

  markSpan(span) {
    const { facts, kinds, faults } = this.text;
    const length = (fact) => facts[fact][4] - facts[fact][3];
    span.visible = span.facts.filter((fact) => this.isShown(fact)).sort((a, b) => length(a) - length(b));
    for (const sign of span.signs) sign.hidden = !this.isShown(sign.dataset.fact);
    if (!span.facts.length && span.fault === null) return;
    const lines = [...new Set(span.visible.map((fact) => facts[fact][0]))].slice(0, 3).map((kind) => kinds[kind]);
    span.node.classList.toggle("fact", lines.length > 0);
    span.node.style.backgroundImage = lines.map(gradient).join(",");
    span.node.style.backgroundPosition = lines.map((_, i) => `0 calc(100% - ${3 * i}px)`).join(",");
    span.node.style.paddingBottom = lines.length ? `${3 * lines.length - 1}px` : "";
    const told = span.visible.map((fact) => fill(this.words.says, { what: kinds[facts[fact][0]].name, words: facts[fact][1] }) + (facts[fact][5] ? ` ≠ ${this.words.clash}` : ""));
    if (span.fault !== null) told.push(fill(this.words.says, { what: faults[span.fault][0], words: faults[span.fault][1] }));
    if (span.told) told.push(span.told);
    span.node.title = told.join("\n");
  }

  isShown(fact) {
    return this.shown.has(this.text.kinds[this.text.facts[fact][0]].kind);
  }

  click(event) {
    if (String(window.getSelection()).length) return; // words are being copied
    const doubt = event.target.closest("i.query, i.edited");
    if (doubt) return this.act({ do: "place", start: Number(doubt.dataset.start), end: Number(doubt.dataset.end) });
    const sign = event.target.closest("i.start");
    const fact = sign ? Number(sign.dataset.fact) : this.spans.find(({ node }) => node === event.target)?.visible[0];
    if (fact === undefined) return;
    this.take(fact, false);
    if (window.innerWidth <= WIDE) this.pane.scrollIntoView({ block: "start" }); // the card stands below
  }

  take(fact, scroll) {
    this.select(fact, scroll);
    this.act({ do: "fact", id: this.text.facts[fact][2] });
  }

  select(fact, scroll) {
    this.chosen = fact;
    for (const { node, facts, contexts } of this.spans) {
      node.classList.toggle("chosen", facts.includes(fact));
      node.classList.toggle("context", contexts.includes(fact));
    }
    const first = this.spans.find(({ facts }) => facts.includes(fact));
    if (first && scroll) this.scrollTo(first.node);
    this.tellAt();
  }

  tellAt() {
    const at = this.order.indexOf(this.chosen);
    this.at.textContent = fill(this.words.fact_of, { at: at < 0 ? "–" : at + 1, count: this.order.length });
  }

  toFact(step) {
    if (!this.order.length) return;
    const at = this.order.indexOf(this.chosen);
    const next = at < 0 ? this.nearest() - (step < 0 ? 1 : 0) : at + step;
    this.take(this.order[(next + this.order.length) % this.order.length], true);
  }

  // The place in the order of the first fact that stands below the upper edge.
  nearest() {
    const top = this.pane.getBoundingClientRect().top;
    const span = this.spans.find(({ node, visible }) => visible.length && node.getBoundingClientRect().top >= top);
    return span ? Math.max(0, this.order.findIndex((fact) => span.visible.includes(fact))) : 0;
  }

  // Where there are pages, the one of the place is shown when the reader goes there.
  toHit(step, tell = true) {
    const count = this.text.found.length;
    if (!count) return;
    this.hit = (this.hit + step + count) % count;
    const [start, end] = this.text.found[this.hit];
    if (tell && this.text.paged && this.sought) this.act({ do: "hit", start, end });
    const span = this.spans.find((known) => known.start <= start && start < known.end);
    for (const known of this.spans) known.node.classList.toggle("here", known === span);
    if (span) this.scrollTo(span.node);
    this.tellHits();
  }

  // Where the reader is to stand: at a fact, at what was found, at some characters, at a clause, or nowhere.
  go({ fact, clause, start, find }) {
    const number = fact ? this.text.facts.findIndex((known) => known[2] === fact) : -1;
    this.select(number < 0 ? null : number, true);
    if (number >= 0) return;
    if (find) return this.toHit(1, false);
    const at = this.text.clauses.findIndex((known) => known[0] === clause);
    const span = typeof start === "number" ? this.spans.find((known) => start < known.end) : null;
    const target = span ? span.node : this.pane.querySelector(`[data-clause="${at}"]`);
    if (target) this.scrollTo(target);
  }

  scrollTo(node) {
    const folded = node.closest("details.fault");
    if (folded) folded.open = true;
    this.pane.scrollTop += node.getBoundingClientRect().top - this.pane.getBoundingClientRect().top - this.pane.clientHeight * 0.22;
    for (const lit of this.pane.querySelectorAll(".lit")) lit.classList.remove("lit");
    node.closest("[data-clause]")?.classList.add("lit");
  }
}

function gradient({ colour, line }) {
  const parts = { solid: `${colour} 0 100%`, dashed: `${colour} 0 6px,transparent 6px 9px`, dotted: `${colour} 0 2px,transparent 2px 4px` };
  return `repeating-linear-gradient(90deg,${parts[line]})`;
}
