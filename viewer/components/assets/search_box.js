// A search box with suggestions. What is typed is told to Python after a short pause; the answer is shown if it is that to the words in the
// box. Arrow keys move, Enter opens, Escape closes (WAI-ARIA combobox with a list).
const PAUSE = 140;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function goTo(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

class SearchBox {
  constructor(root) {
    this.input = element("input", { type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
    this.list = element("div", { class: "found", id: "found", role: "listbox", hidden: "" });
    root.replaceChildren(this.input, this.list);
    this.at = -1;
    this.input.addEventListener("input", (event) => event.isComposing || this.typed());
    this.input.addEventListener("compositionend", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.show());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.click(event));
  }

  get words() {
    return this.input.value.trim();
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.input.setAttribute("aria-label", data.label);
    this.input.placeholder = data.placeholder;
    this.show();
  }

  typed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tell("typed", this.words), PAUSE);
    if (!this.words) this.close();
  }

  show() {
    const { data } = this;
    const active = this.input.getRootNode().activeElement === this.input;
    if (!active || !this.words || data.words !== this.words) return;
    const groups = data.groups.map(({ name, items }) =>
      element("div", { role: "group", "aria-label": name }, element("h4", {}, name), ...items.map((item) => this.option(item.href, item.words, item.about))));
    const none = data.groups.length ? [] : [element("p", {}, data.nothing)];
    const all = this.option(data.all + encodeURIComponent(this.words), `${data.all_words}“${this.words}”`, "");
    this.list.replaceChildren(...groups, ...none, all);
    this.at = -1;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  option(href, words, about) {
    return element("a", { href, role: "option", tabindex: "-1", id: `o${Math.random().toString(36).slice(2)}` }, element("span", {}, words), element("small", {}, about));
  }

  options() {
    return [...this.list.querySelectorAll("a")];
  }

  key(event) {
    if (event.isComposing) return;
    const options = this.options();
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault(); // which would clear the box
      this.close();
    }
    else if (event.key === "Enter" && this.words) this.open(options[Math.max(this.at, 0)], event);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) return this.show();
      event.preventDefault();
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.at)));
      options[this.at].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", options[this.at].id);
    }
  }

  open(option, event) {
    event.preventDefault();
    const known = option && !this.list.hidden && this.data.words === this.words;
    const href = known ? option.getAttribute("href") : this.data.all + encodeURIComponent(this.words);
    this.input.value = "";
    this.close();
    this.input.blur();
    goTo(href);
  }

  click(event) {
    const option = event.target.closest("a");
    if (option && !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) this.open(option, event);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

const boxes = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let root = parentElement.querySelector(".zm-search");
  if (!root) {
    root = element("div", { class: "zm-search", "data-listening": "" });
    parentElement.appendChild(root);
    boxes.set(root, new SearchBox(root));
  }
  boxes.get(root).update(data, setStateValue);
}
