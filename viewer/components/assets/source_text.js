// Draws the blocks of a text: headings, paragraphs, tables, stretches that the scan spoilt. Joined with source.js into one module.
// Every text goes into the page as text, never as markup.

const SHORT = 6; // letters of a cell that stay on one line

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== "") made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// What was read in a clause, as a sign: how many facts, ○ for none, ! for unread.
function readingMark(words, [, , , reading, facts, reason], tag, attributes = {}) {
  const told = { facts: fill(words.margin_facts, { count: facts }), empty: fill(words.margin_empty, { reason }), later_version: fill(words.margin_later, { document: reason }), drafted: words.margin_drafted, open: words.margin_open }[reading];
  const sign = { facts: String(facts), empty: "○", later_version: "→", drafted: "…", open: "!" }[reading];
  return element(tag, { class: `mark ${reading}`, title: told, "aria-label": told, ...attributes }, sign);
}

class TextDrawer {
  // `choose(i)` is called with the number of the clause whose margin is clicked.
  constructor(text, choose) {
    this.text = text;
    this.choose = choose;
    this.spans = []; // {start, end, node, facts, contexts, fault, signs}, in the order of the text
    this.margins = new Set();
    this.spoilt = null;
  }

  draw() {
    const drawn = [];
    let table = null;
    let fault = null;
    for (const block of this.text.blocks) {
      if (block.fault !== (fault?.number ?? null)) {
        fault = block.fault === null ? null : { number: block.fault, node: this.fault(block.fault) };
        if (fault) drawn.push(fault.node);
      }
      const put = (node) => (fault ? fault.node.append(node) : drawn.push(node));
      if (block.table === null) {
        table = null;
        put(this.block(block));
        continue;
      }
      if (!table || table.number !== block.table) {
        const width = Math.max(...this.text.blocks.filter((other) => other.table === block.table).map((other) => other.cells.length));
        table = { number: block.table, width, body: element("tbody") };
        put(element("div", { class: "scroll" }, element("table", {}, table.body)));
      }
      table.body.append(this.row(block, table.width));
    }
    return drawn;
  }

  fault(number) {
    const [name, note, start, end] = this.text.faults[number];
    this.spoilt = number; // its name stands here, and not again at its first words
    const count = element("span", { class: "count" }, fill(this.text.words.letters, { count: end - start }));
    return element("details", { class: "fault" }, element("summary", {}, `⚠ ${fill(this.text.words.says, { what: name, words: note })}`, count));
  }

  block(block) {
    const [, , depth, reading] = this.text.clauses[block.clause];
    const tag = block.kind === "heading" ? `h${Math.min(depth + 3, 6)}` : "p";
    const attributes = { class: `block ${reading}${block.boxed ? " boxed" : ""}`, "data-clause": block.clause };
    return element("div", attributes, ...this.margin(block.clause), element(tag, {}, ...this.pieces(block.cells[0])));
  }

  row(block, width) {
    const row = element("tr", { class: this.text.clauses[block.clause][3], "data-clause": block.clause });
    row.append(element("td", { class: "margin" }, ...this.margin(block.clause)));
    const last = block.cells.length - 1;
    block.cells.forEach((cell, i) => {
      const span = i === last ? width - last : 1;
      const whole = block.kind === "line" || (last === 0 && width > 1) ? "whole" : null;
      const letters = cell.reduce((sum, [, words]) => sum + words.length, 0);
      const kind = whole ?? (letters <= SHORT ? "short" : null);
      row.append(element(block.head ? "th" : "td", { colspan: span > 1 ? span : null, class: kind }, ...this.pieces(cell)));
    });
    return row;
  }

  // Beside the first words of a clause.
  margin(clause) {
    if (this.margins.has(clause)) return [];
    this.margins.add(clause);
    return [readingMark(this.text.words, this.text.clauses[clause], "button", { type: "button", onclick: () => this.choose(clause) })];
  }

  pieces(pieces) {
    const nodes = [];
    for (const [start, words, style = "", facts = [], contexts = [], fault = null, found = false, doubt = null, correction = null] of pieces) {
      if (style === "break") {
        nodes.push(element("span", { class: "break", title: this.text.words.line_break, "aria-hidden": "true" }, "↵"));
        continue;
      }
      const names = [style, found ? "found" : "", fault !== null ? "spoilt" : "", doubt !== null ? "doubt" : "", correction !== null ? "corrected" : ""].filter(Boolean).join(" ");
      const told = correction !== null ? this.text.corrections[correction][0] : doubt !== null ? this.text.doubts[doubt][0] : null;
      const node = element("span", { class: names, title: style === "noise" ? this.text.words.page_mark : told }, words);
      nodes.push(...this.places("query", "?", this.text.doubts, start), ...this.places("edited", "✎", this.text.corrections, start));
      if (fault !== null && fault !== this.spoilt) nodes.push(element("i", { class: "warn", title: this.text.faults[fault][1] }, `⚠ ${this.text.faults[fault][0]}`));
      this.spoilt = fault;
      const signs = this.signs(facts.filter((fact) => this.text.facts[fact][3] === start));
      nodes.push(...signs, node);
      this.spans.push({ start, end: start + [...words].length, node, facts, contexts, fault, signs, told });
    }
    return nodes;
  }

  // A sign for each doubt or correction that begins here; one with words of its own says there too what it is.
  places(kind, sign, known, start) {
    const own = known.filter((place) => place[1] === start);
    return own.map(([told, from, to]) => element("i", { class: kind, title: told, role: "img", "aria-label": told, "data-start": from, "data-end": to }, sign));
  }

  // One for each kind of which facts begin here; a number where there are several.
  signs(facts) {
    return this.text.kinds.flatMap(({ sign, colour }, kind) => {
      const own = facts.filter((fact) => this.text.facts[fact][0] === kind);
      if (!own.length) return [];
      const clash = own.find((fact) => this.text.facts[fact][5]);
      const attributes = { class: `start${clash === undefined ? "" : " clash"}`, style: `--kind:${colour}`, "aria-hidden": "true", "data-fact": clash ?? own[0] };
      return [element("i", attributes, sign, ...(own.length > 1 ? [element("b", {}, String(own.length))] : []))];
    });
  }
}
