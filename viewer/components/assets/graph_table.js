// The table beside the picture: the same things and relations, for the keyboard and for those who hear the page. Joined with graph.js into one module.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

class Twin {
  // `doing` has choose, expand, hide: what is to be done with an id.
  constructor(root, doing) {
    this.tabs = root.querySelector(".tabs");
    this.box = root.querySelector(".rows");
    this.doing = doing;
    this.tab = "things";
    this.box.addEventListener("keydown", (event) => this.rowKey(event));
    this.tabs.addEventListener("keydown", (event) => this.tabKey(event));
  }

  show({ tables, kinds, words }, at) {
    this.told = { tables, kinds, words };
    this.tabs.setAttribute("aria-label", words.twin);
    this.tabs.replaceChildren(
      ...Object.entries(tables).map(([tab, { title }]) => {
        const open = tab === this.tab;
        const attributes = { type: "button", role: "tab", id: `tab-${tab}`, "data-tab": tab, "aria-controls": "rows", "aria-selected": open, tabindex: open ? 0 : -1 };
        return element("button", { ...attributes, onclick: () => this.open(tab) }, title);
      }),
    );
    this.box.setAttribute("aria-labelledby", `tab-${this.tab}`);
    const { title, head, rows } = tables[this.tab];
    const signs = Object.fromEntries(kinds.map(({ kind, sign }) => [kind, sign]));
    this.rows = new Map(rows.map(({ id, cells }) => [id, this.row(id, cells, signs)]));
    this.chosen = null;
    this.box.replaceChildren(
      element(
        "table",
        { role: "grid", "aria-label": `${title} ${words.keys}` },
        element("thead", {}, element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, ...this.rows.values()),
      ),
    );
    this.select(at);
  }

  row(id, cells, signs) {
    const cell = ({ text, kind, number, short }) =>
      element("td", { class: kind ? "kind" : number ? "number" : short ? "short" : null }, ...(kind ? [element("img", { src: signs[kind], alt: "" })] : []), text);
    const doing = { onclick: () => this.doing.choose(id), ondblclick: () => this.tab === "things" && this.doing.expand(id) };
    return element("tr", { "data-id": id, "aria-selected": false, tabindex: -1, ...doing }, ...cells.map(cell));
  }

  open(tab, focus = false) {
    this.tab = tab;
    this.show(this.told, this.wanted);
    if (focus) this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  // One row is chosen, or the first can be reached.
  select(at) {
    this.wanted = at;
    const before = this.rows.get(this.chosen);
    before?.setAttribute("aria-selected", false);
    for (const row of this.box.querySelectorAll('tr[tabindex="0"]')) row.tabIndex = -1;
    const row = this.rows.get(at);
    this.chosen = row ? at : null;
    row?.setAttribute("aria-selected", true);
    const reached = row ?? this.rows.values().next().value;
    if (reached) reached.tabIndex = 0;
    if (row) this.reveal(row);
  }

  // Scrolls the table alone, never the page; the head of the table covers what is right under it.
  reveal(row) {
    const { box } = this;
    const head = box.querySelector("thead").offsetHeight;
    if (row.offsetTop - head < box.scrollTop) box.scrollTop = row.offsetTop - head;
    else if (row.offsetTop + row.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = row.offsetTop + row.offsetHeight - box.clientHeight;
  }

  rowKey(event) {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const body = row.parentElement;
    const ways = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: body.firstElementChild, End: body.lastElementChild };
    if (event.key in ways) ways[event.key]?.focus();
    else if (event.key === "Enter" || event.key === " ") this.doing.choose(row.dataset.id);
    else if (event.key === "Delete" && this.tab === "things") this.doing.hide(row.dataset.id);
    else return;
    event.preventDefault();
  }

  tabKey(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this.open(Object.keys(this.told.tables).find((tab) => tab !== this.tab), true);
    event.preventDefault();
  }
}
