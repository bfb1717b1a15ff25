// What the reviewer did and Python has not acknowledged. It is kept in the browser until it is, and sent again after a while: a browser or
// a server that ends in between loses nothing. Joined with review_desk.js into one module.

const AGAIN = 4000; // milliseconds

class ActQueue {
  constructor(send) {
    this.send = send;
    this.desk = Math.random().toString(36).slice(2);
    this.seq = 0;
    this.list = [];
  }

  // Acts of a page that ended before they were acknowledged are taken over once.
  open(document) {
    if (this.document === document) return;
    this.document = document;
    this.key = `zm-review-${document}`;
    const kept = this.kept();
    localStorage.removeItem(this.key);
    for (const act of kept) this.add(act);
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  add(act) {
    const made = { ...act, seq: ++this.seq };
    this.list.push(made);
    if (act.do !== "check") this.keep();
    this.flush();
    return made.seq;
  }

  keep() {
    const decisions = this.list.filter((act) => act.do !== "check").map(({ seq, ...act }) => act);
    if (decisions.length) localStorage.setItem(this.key, JSON.stringify(decisions));
    else localStorage.removeItem(this.key);
  }

  flush() {
    clearTimeout(this.timer);
    if (!this.list.length && this.clause === this.told) return;
    this.told = this.clause;
    this.send({ desk: this.desk, list: this.list, clause: this.clause });
    if (this.list.length) this.timer = setTimeout(() => this.flush(), AGAIN);
  }

  acknowledge(done) {
    const last = done?.[this.desk] ?? 0;
    const before = this.list.length;
    this.list = this.list.filter((act) => act.seq > last);
    if (before !== this.list.length) this.keep();
    if (!this.list.length) clearTimeout(this.timer);
  }

  get waiting() {
    return this.list.filter((act) => act.do !== "check").length;
  }
}
