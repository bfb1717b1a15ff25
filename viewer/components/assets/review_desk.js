// A clause with what was drafted of it. One key decides: Space accepts, X rejects, E edits, Z takes back, Enter goes on. A decision counts here
// at once and is sent to Python, which writes it; the next clause is at hand already.

const desks = new WeakMap();
const OPEN = new Set(["open"]);

// Whether a draft asks for a decision of its own: a sure one is accepted with its clause.
const undecided = ({ status, sure }) => OPEN.has(status) && !sure;

export default function ({ data, parentElement, setTriggerValue }) {
  let desk = desks.get(parentElement);
  if (!desk) desks.set(parentElement, (desk = new Desk(parentElement)));
  desk.queue.send = (acts) => setTriggerValue("acts", acts);
  desk.show(data);
}

class Desk {
  constructor(parent) {
    this.root = element("div", { class: "zm-review", tabindex: "-1", onkeydown: (event) => this.key(event) });
    parent.append(element("div", { class: "zm-review-box" }, this.root));
    this.queue = new ActQueue(() => {});
    this.decided = new Map(); // id -> status, of decisions that Python has not told yet
    this.read = new Set(); // clauses marked as read here
    this.passed = new Set(); // clauses left for later
    this.text = element("div", { class: "text", tabindex: "0", role: "region" });
    this.list = element("div", { class: "items", role: "listbox", tabindex: "-1" });
    this.state = element("output", { class: "state" });
    this.message = element("div", { class: "message", role: "alert" });
  }

  get words() {
    return this.data.words;
  }

  show(data) {
    const first = !this.data || this.data.document !== data.document;
    this.data = data;
    if (first) {
      this.queue.open(data.document);
      this.decided.clear();
      this.read.clear();
      this.passed.clear();
      this.clause = data.clause;
    }
    const { done, desk, seq, fault, checked, faults, undone } = data.answer;
    this.queue.acknowledge(done);
    if (!this.queue.waiting) {
      this.decided.clear();
      this.read.clear();
    }
    const news = desk === this.queue.desk && seq !== this.answered;
    if (news) this.answered = seq;
    if (news && checked) this.form?.tell(checked, faults);
    if (news && fault) this.fail(fault);
    if (news && undone) this.goToDraft(undone);
    if (!data.desks[this.clause] && (!this.queue.waiting || first)) this.clause = data.clause;
    if (!this.form) this.draw(first);
    else this.tell();
  }

  // Drawing.

  draw(focus = false) {
    const desk = this.data.desks[this.clause];
    if (!desk) {
      const drawing = String(this.clause).startsWith("class:");
      const words = drawing ? this.words.drawing : this.data.queue.length ? this.words.saving : this.words.all_done;
      this.root.replaceChildren(this.outline(), element("div", { class: "desk" }, element("p", { class: "done" }, words), this.message));
      return;
    }
    this.desk = desk;
    const wasOpen = OPEN.has(this.chosen()?.status);
    this.items = desk.items.map((item) => ({ ...item, status: this.decided.get(item.id) ?? item.status }));
    const chosen = this.chosen(); // it may have been decided with another
    if (!chosen || (wasOpen && !OPEN.has(chosen.status))) this.current = (this.firstOpen() ?? chosen ?? this.items[0])?.id;
    this.trail = element("p", { class: "trail" });
    const head = element("header", {}, this.trail, element("h3", {}, desk.name, desk.read || this.read.has(desk.path) ? element("span", { class: "read" }, ` ✓`) : null));
    this.text.setAttribute("aria-label", desk.name);
    this.shownText = null;
    this.list.replaceChildren(...this.items.map((item) => this.item(item)), this.end());
    const left = element("div", { class: "left" }, head, this.text, this.keys());
    const right = element("div", { class: "right" }, this.message, this.list);
    this.root.replaceChildren(this.outline(), element("div", { class: "desk" }, left, right));
    this.mark();
    if (!this.firstOpen()) this.list.lastElementChild.scrollIntoView({ block: "nearest" });
    this.tell();
    if (focus || this.root.contains(this.root.getRootNode().activeElement) || this.held) this.root.focus({ preventScroll: true });
  }

  // The words of the clause that the current draft is of; of a clause's desk there is one.
  write() {
    const { texts, trail, names, path } = this.desk;
    const clause = this.items.find(({ id }) => id === this.current)?.clause ?? path;
    if (this.shownText === clause) return;
    this.shownText = clause;
    this.trail.textContent = [...trail, names?.[clause]].filter(Boolean).join(" › ");
    this.text.replaceChildren(...(texts[clause] ?? []).map((piece) => this.piece(piece)));
  }

  piece([start, words, stated, further]) {
    const drafts = stated.map((id) => this.items.find((item) => item.id === id)).filter(Boolean);
    const span = element("span", { "data-start": start, onclick: () => this.pick(drafts) }, words);
    span.drafts = drafts.map(({ id }) => id);
    span.contexts = further;
    const kind = drafts.length ? this.data.kinds[drafts[0].kind] : null;
    if (kind) {
      span.className = `stated ${kind.line}`;
      span.style.setProperty("--kind", kind.colour);
    }
    return span;
  }

  item(item) {
    const kind = item.entry ? null : this.data.kinds[item.kind];
    const sign = element("i", { class: `sign ${kind?.line ?? "solid"}`, style: `--kind:${kind?.colour ?? "var(--zm-quiet)"}`, "aria-hidden": "true" }, kind?.sign ?? "＋");
    const name = item.entry ? fill(this.words.entry, { kind: this.data.entry_kinds[item.entry].name, count: item.waiting }) : kind.name;
    const sure = item.entry ? null : item.confidence === null ? this.words.unmeasured : fill(this.words.confidence, { percent: Math.round(100 * item.confidence) });
    const about = [name, sure, item.origin, item.sampled ? this.words.by_sample : null, item.with_clause ? this.words.with_clause : null, item.sure && OPEN.has(item.status) ? this.words.sure : null].filter(Boolean).join(" · ");
    const chips = item.details.map(([heading, value]) => element("span", { class: "detail" }, element("b", {}, heading), ` ${value}`));
    const failed = this.data.answer.failed[item.id];
    const buttons = OPEN.has(item.status)
      ? [["accept", "Space"], ["reject", "X"], ["edit", "E"]].map(([act, key]) => element("button", { type: "button", title: key, onclick: (event) => (event.stopPropagation(), this.decide(act, item)) }, this.words[act]))
      : [element("span", { class: "status" }, [this.words[item.status], item.by].filter(Boolean).join(" · "))];
    const node = element(
      "div",
      { class: `item ${item.status}`, role: "option", "data-id": item.id, onclick: () => this.choose(item.id) },
      element("div", { class: "about" }, sign, about),
      element("div", { class: "reading" }, item.reading),
      element("div", { class: "details" }, ...chips),
      OPEN.has(item.status) && failed ? element("p", { class: "failed" }, failed) : null,
      element("div", { class: "buttons" }, ...buttons),
    );
    return node;
  }

  end() {
    if (this.desk.class) return this.endOfClass();
    const left = this.items.filter(undecided).length;
    const sure = this.items.filter(({ status }) => OPEN.has(status)).length - left;
    if (left) return element("p", { class: "left-over" }, fill(this.words.open, { count: left }));
    if (!this.data.queue.length) return element("div", { class: "end" }, element("p", {}, this.words.all_done));
    const words = sure ? fill(this.words.sure_left, { count: sure }) : this.items.length ? this.words.all_decided : this.words.no_drafts;
    return element("div", { class: "end" }, this.gaps(), element("p", {}, words), element("button", { type: "button", class: "primary", onclick: () => this.next(true) }, `${this.words.mark_read} ↵`));
  }

  endOfClass() {
    const { subject, told, acceptable } = this.desk.class;
    const accept = () => {
      this.queue.add({ do: "accept_class", subject });
      this.next(false);
    };
    return element("div", { class: "end" }, element("p", {}, told), acceptable ? element("button", { type: "button", class: "primary", onclick: accept }, `${this.words.accept_rest} ↵`) : null);
  }

  // Telling words that no draft quotes: a click selects them, so that A adds a fact of them.
  gaps() {
    if (!this.desk.gaps.length) return null;
    const gap = ([start, end, words]) => element("button", { type: "button", class: "gap", onclick: () => this.select(start, end) }, words);
    return element("div", { class: "gaps" }, element("p", {}, this.words.gaps), ...this.desk.gaps.map(gap));
  }

  select(start, end) {
    const at = (place) => {
      const span = [...this.text.children].filter((node) => Number(node.dataset.start) <= place).pop();
      return [span.firstChild, Math.min(place - Number(span.dataset.start), span.firstChild.length)];
    };
    const range = document.createRange();
    range.setStart(...at(start));
    range.setEnd(...at(end));
    this.selection().removeAllRanges();
    this.selection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    this.held = true;
    this.root.focus({ preventScroll: true });
  }

  nextGap() {
    if (!this.desk?.gaps.length) return;
    this.gap = ((this.gap ?? -1) + 1) % this.desk.gaps.length;
    this.select(...this.desk.gaps[this.gap]);
  }

  keys() {
    return element("details", { class: "keys" }, element("summary", {}, this.words.help), element("p", {}, this.words.keys));
  }

  outline() {
    const entry = ([path, name, depth, left, done, drafted]) => {
      const finished = done || this.read.has(path);
      const button = element("button", { type: "button", class: finished ? "finished" : "", "aria-current": path === this.clause ? "true" : null, onclick: () => this.go(path) }, element("span", { class: "name" }, name), element("span", { class: "count" }, finished ? "✓" : left ? String(left) : "·"));
      return element("li", { style: `--depth:${depth}` }, button);
    };
    const group = ([path, name, open, needed]) => element("li", { style: "--depth:0" }, element("button", { type: "button", "aria-current": path === this.clause ? "true" : null, onclick: () => this.sample(path) }, element("span", { class: "name" }, name), element("span", { class: "count" }, `${needed}/${open}`)));
    const title = (words) => element("li", { class: "title" }, words);
    const classes = this.data.classes.length ? [title(this.words.classes), ...this.data.classes.map(group), title(this.words.clauses)] : [];
    const list = element("ol", {}, ...classes, ...this.data.clauses.map(entry));
    requestAnimationFrame(() => list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }));
    return element("nav", { class: "outline", "aria-label": this.words.clauses }, list);
  }

  mark() {
    this.write();
    for (const span of this.text.children) {
      span.classList.toggle("chosen", span.drafts.includes(this.current));
      span.classList.toggle("context", span.contexts.includes(this.current));
    }
    for (const node of this.list.querySelectorAll(".item")) {
      const chosen = node.dataset.id === this.current;
      node.classList.toggle("chosen", chosen);
      node.setAttribute("aria-selected", String(chosen));
      if (chosen) node.scrollIntoView({ block: "nearest" });
    }
    this.text.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  tell() {
    this.state.textContent = this.queue.waiting ? this.words.saving : this.words.saved;
    this.text.after(this.state);
  }

  fail(sentence) {
    if (this.form) return this.form.fail(sentence);
    this.message.textContent = sentence;
    this.decided.clear();
  }

  // Deciding.

  chosen() {
    return this.items?.find(({ id }) => id === this.current);
  }

  firstOpen() {
    return this.items.find(undecided);
  }

  pick(drafts) {
    if (String(this.selection()).length) return; // words are being selected
    const at = drafts.findIndex(({ id }) => id === this.current);
    if (drafts.length) this.choose(drafts[(at + 1) % drafts.length].id);
  }

  choose(id) {
    this.current = id;
    this.held = true;
    this.mark();
    this.root.focus({ preventScroll: true });
  }

  step(by) {
    const at = this.items.findIndex(({ id }) => id === this.current);
    const next = this.items[Math.max(0, Math.min(this.items.length - 1, at + by))];
    if (next) this.choose(next.id);
  }

  decide(act, item) {
    if (!item || !OPEN.has(item.status)) return;
    if (act === "edit") return this.edit(item);
    this.settle(item, act === "accept" ? "accepted" : "rejected", { do: item.entry ? `${act}_entry` : act, id: item.id });
  }

  settle(item, status, act) {
    this.message.textContent = "";
    this.decided.set(item.id, status);
    this.queue.add(act);
    this.held = true;
    const at = this.items.findIndex(({ id }) => id === item.id);
    const open = (other) => other.id !== item.id && undecided(other);
    this.current = (this.items.slice(at + 1).find(open) ?? this.items.find(open) ?? item).id;
    this.draw();
  }

  // All that rests on the same words as the chosen draft: one decision, taken back as one.
  together(chosen) {
    if (!chosen || chosen.entry || !OPEN.has(chosen.status)) return;
    const same = this.items.filter(({ entry, status, clause, words }) => !entry && OPEN.has(status) && clause === chosen.clause && String(words) === String(chosen.words));
    for (const { id } of same) this.decided.set(id, "accepted");
    this.settle(chosen, "accepted", { do: "accept_together", id: chosen.id, ids: same.map(({ id }) => id) });
  }

  // A draft with the entries of the registry that it waits for, as they are proposed.
  withEntries(chosen) {
    if (!chosen || chosen.entry || !OPEN.has(chosen.status)) return;
    this.settle(chosen, "accepted", { do: "accept_with_entries", id: chosen.id });
  }

  undo() {
    this.message.textContent = "";
    this.queue.add({ do: "undo" });
    this.held = true;
    this.tell();
  }

  goToDraft(subject) {
    const desk = Object.values(this.data.desks).find(({ path, items }) => path === subject || items.some(({ id }) => id === subject));
    const path = desk?.path ?? subject.split("/")[1];
    this.current = subject;
    if (path && path !== this.clause) this.go(path);
  }

  go(path) {
    this.clause = path;
    this.current = null;
    this.gap = null;
    this.held = true;
    this.message.textContent = "";
    this.queue.clause = path;
    this.queue.flush();
    this.draw();
  }

  // A class: its sample is drawn where that was not done.
  sample(path) {
    this.queue.add({ do: "draw", subject: path.slice("class:".length) });
    this.go(path);
  }

  // To the clause with most at risk that is neither done nor left for later.
  next(read) {
    const here = this.clause;
    if (read && this.desk?.class) {
      if (this.firstOpen()) return this.choose(this.firstOpen().id);
      if (this.desk.class.acceptable) this.queue.add({ do: "accept_class", subject: this.desk.class.subject });
    } else if (read) {
      if (this.firstOpen()) return this.choose(this.firstOpen().id);
      if (!this.desk.read) {
        this.read.add(here);
        this.queue.add({ do: "read", clause: here });
      }
    }
    if (!read) this.passed.add(here);
    const rest = this.data.queue.filter((path) => path !== here && !this.read.has(path));
    const onward = rest.find((path) => !this.passed.has(path));
    if (!onward) this.passed.clear();
    this.go(onward ?? rest[0] ?? here);
  }

  // Forms.

  edit(item) {
    const kind = item.entry ? null : this.data.kinds[item.kind];
    const { fields, name } = kind ?? this.data.entry_kinds[item.entry];
    const title = `${name}：${item.reading}`;
    const check = kind ? (values) => this.queue.add({ do: "check", kind: item.kind, values: { ...item.values, ...values } }) : null;
    const same = kind ? null : this.sameAs(item);
    this.open(new Form({ title, fields, values: item.values, entries: this.data.entries, facts: this.desk.facts, words: this.words, check, cancel: () => this.close(), extra: same, save: (form) => this.saveEdit(item, form) }));
    this.form.focus(fields.find(({ required }) => required)?.name);
  }

  saveEdit(item, form) {
    const same = form.node.querySelector("input.same")?.value.trim();
    this.close();
    if (same) return this.settle(item, "accepted", { do: "same_entry", id: item.id, entry: same });
    const values = form.changed();
    if (item.entry) return this.settle(item, "accepted", { do: "accept_entry", id: item.id, values: { ...item.values, ...values } });
    if (!Object.keys(values).length) return this.decide("accept", item);
    this.settle(item, "edited", { do: "edit", id: item.id, values });
  }

  sameAs(item) {
    const options = (this.data.entries[item.entry] ?? []).filter(([id]) => id !== item.id).map(([id, name]) => element("option", { value: id }, name));
    return element("div", { class: "field" }, element("label", { for: "zm-same" }, this.words.same), element("input", { id: "zm-same", class: "same", list: "zm-same-list", autocomplete: "off" }), element("datalist", { id: "zm-same-list" }, ...options));
  }

  selection() {
    const root = this.root.getRootNode();
    return root.getSelection ? root.getSelection() : document.getSelection();
  }

  // Words that are selected become a fact that was missed.
  add() {
    const quote = String(this.selection()).trim();
    if (!quote) return (this.message.textContent = this.words.select_first);
    const choose = (kind) => {
      const fields = this.data.kinds[kind].fields;
      const values = { clause: this.clause, quote };
      const check = (typed) => this.queue.add({ do: "check", kind, values: { ...values, ...typed } });
      const select = element("select", { "aria-label": this.words.kind, onchange: (event) => (this.close(), choose(event.target.value)) }, ...Object.entries(this.data.kinds).map(([name, { name: words }]) => element("option", { value: name, selected: name === kind }, words)));
      const save = (form) => {
        this.queue.add({ do: "add", kind, values: { ...values, ...form.values() } });
        this.close();
      };
      this.open(new Form({ title: `${this.words.add}：${quote}`, fields, values, entries: this.data.entries, facts: this.desk.facts, words: this.words, check, cancel: () => this.close(), extra: select, save }));
      select.focus();
    };
    choose(Object.keys(this.data.kinds)[0]);
  }

  open(form) {
    this.form = form;
    this.list.replaceChildren(form.node);
  }

  close() {
    this.form = null;
    this.held = true;
    this.draw();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.form) return;
    const tag = event.target.tagName;
    if (tag === "BUTTON" && (event.key === " " || event.key === "Enter")) return;
    const chosen = this.chosen();
    const acts = {
      " ": () => this.decide("accept", chosen),
      s: () => this.together(chosen),
      w: () => this.withEntries(chosen),
      x: () => this.decide("reject", chosen),
      e: () => this.decide("edit", chosen),
      z: () => this.undo(),
      a: () => this.add(),
      j: () => this.step(1),
      ArrowDown: () => this.step(1),
      k: () => this.step(-1),
      ArrowUp: () => this.step(-1),
      g: () => this.nextGap(),
      n: () => this.next(false),
      Enter: () => this.next(true),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}
