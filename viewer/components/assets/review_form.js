// The form of a fact or a registry entry: each field with what there is to choose from. While somebody types, the values are held against
// the text. Every text goes into the page as text, never as markup. Joined with review_desk.js into one module.

const TYPING = 180; // milliseconds without a key before the values are checked

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false && (value !== "" || name === "value")) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

class Form {
  // fields: [{name, heading, codes?, entries?, by_name?, facts?, several?, required?}]; entries: kind -> [[id, name]]; facts: the same of facts; check(values) or null.
  constructor({ title, fields, values, entries, facts = {}, words, check, save, cancel, extra }) {
    Object.assign(this, { fields, entries, facts, words, check, save, cancel });
    this.before = values;
    this.inputs = new Map();
    this.faults = element("ul", { class: "faults", role: "status" });
    const rows = fields.map((field) => [field, this.row(field, values[field.name] ?? "")]);
    const shown = rows.filter(([field]) => field.required || values[field.name]).map(([, row]) => row);
    const rest = rows.filter(([field]) => !field.required && !values[field.name]).map(([, row]) => row);
    const more = rest.length && shown.length ? element("details", {}, element("summary", {}, words.more_fields), ...rest) : null;
    this.done = element("button", { type: "submit", class: "primary" }, words.save);
    const buttons = element("div", { class: "buttons" }, this.done, element("button", { type: "button", onclick: cancel }, words.cancel));
    this.node = element("form", { class: "form", onsubmit: (event) => this.submit(event), onkeydown: (event) => this.key(event) }, element("h4", {}, title), extra ?? null, this.faults, ...(more ? [...shown, buttons, more] : [...rest, ...shown, buttons]));
    this.typed();
  }

  row(field, value) {
    const id = `zm-field-${field.name}`;
    let input;
    if (field.codes && !field.several) {
      const options = [["", "–"], ...field.codes].map(([code, name]) => element("option", { value: code, selected: code === value }, name));
      input = element("select", { id, onchange: () => this.typed() }, ...options);
    } else {
      const list = field.entries || field.facts ? `${id}-list` : null;
      input = element("input", { id, value, list, autocomplete: "off", spellcheck: "false", oninput: () => this.typed() });
    }
    this.inputs.set(field.name, input);
    const known = field.facts ? field.facts.flatMap((kind) => this.facts[kind] ?? []) : (this.entries[field.entries] ?? []);
    const options = known.map(([key, name]) => (field.by_name ? element("option", { value: name }) : element("option", { value: key }, name)));
    const list = field.entries || field.facts ? element("datalist", { id: `${id}-list` }, ...options) : null;
    const named = element("small", { class: "named" });
    input.named = (field.entries || field.facts) && !field.by_name ? { node: named, known: new Map(known) } : null;
    return element("div", { class: "field", "data-name": field.name }, element("label", { for: id }, field.heading), input, named, list);
  }

  values() {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value.trim()]));
  }

  changed() {
    return Object.fromEntries(Object.entries(this.values()).filter(([name, value]) => value !== (this.before[name] ?? "")));
  }

  typed() {
    for (const input of this.inputs.values()) {
      if (input.named) input.named.node.textContent = input.value.split("|").map((id) => input.named.known.get(id) ?? "").filter(Boolean).join("、");
    }
    if (!this.check) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.asked = this.check(this.values())), TYPING);
  }

  tell(checked, faults) {
    if (checked !== this.asked) return;
    const told = faults.map(([column, sentence, nearest]) => element("li", {}, sentence, nearest ? element("b", {}, ` ${nearest}`) : null));
    this.faults.replaceChildren(...(told.length ? told : [element("li", { class: "good" }, `✓ ${this.words.proven}`)]));
    const wrong = new Set(faults.map(([column]) => column));
    for (const row of this.node.querySelectorAll(".field")) row.classList.toggle("wrong", wrong.has(row.dataset.name));
  }

  fail(sentence) {
    this.faults.replaceChildren(element("li", {}, sentence));
  }

  focus(name) {
    const input = this.inputs.get(name) ?? [...this.inputs.values()][0];
    input?.focus();
    input?.select?.();
  }

  key(event) {
    event.stopPropagation(); // the keys of the desk do not work while somebody types
    if (event.key === "Escape") {
      event.preventDefault();
      this.cancel();
    } else if (event.key === "Enter" && event.target.tagName === "SELECT") this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    this.save(this);
  }
}
