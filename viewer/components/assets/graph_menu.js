// The menu of what a thing can be expanded by, with counts. Joined with graph.js into one module.

class Menu {
  constructor(box, canvas) {
    this.box = box;
    this.canvas = canvas;
    box.addEventListener("keydown", (event) => this.key(event));
  }

  // Beside `x`, `y` of the canvas. `take` is told which of the choices.
  open({ choices, words }, { x, y }, take) {
    const items = choices.map(({ key, name, shown, count, more }) =>
      element(
        "button",
        { type: "button", role: "menuitem", ...(more ? {} : { disabled: "" }), onclick: () => (this.close(), this.canvas.focus(), take(key)) },
        element("span", {}, name),
        element("span", { class: "count" }, `${shown} / ${count}`),
      ),
    );
    const nothing = element("button", { type: "button", role: "menuitem", disabled: "" }, words.nothing);
    this.box.replaceChildren(...(items.length ? items : [nothing]));
    this.box.setAttribute("aria-label", words.expand);
    this.box.hidden = false;
    const within = (wanted, room) => `${Math.max(4, Math.min(wanted, room - 8))}px`;
    this.box.style.left = within(x + 14, this.canvas.clientWidth - this.box.offsetWidth);
    this.box.style.top = within(y + 10, this.canvas.clientHeight - this.box.offsetHeight);
    (this.items()[0] ?? this.box).focus();
  }

  items() {
    return [...this.box.querySelectorAll("button:not([disabled])")];
  }

  close() {
    this.box.hidden = true;
  }

  key(event) {
    const items = this.items();
    const at = items.indexOf(this.box.getRootNode().activeElement);
    if (event.key === "Escape" || event.key === "Tab") this.close(), this.canvas.focus();
    else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else return;
    event.preventDefault();
  }
}
