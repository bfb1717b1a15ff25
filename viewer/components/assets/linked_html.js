// Draws rendered HTML with links. A plain click on a link with `data-go` does not load the page anew: Streamlit goes to its address as if it
// were the next in the browser's history. Of a link with `data-choose` Python is told the address instead, and so of a row with `data-choice`.
// Elements and attributes that could run code are removed: the HTML is escaped where it is made, and this is the second defence.
const REFUSED = "script, style, iframe, object, embed, img, svg, link, meta, base, form, input, button";

function sanitized(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  template.content.querySelectorAll(REFUSED).forEach((element) => element.remove());
  template.content.querySelectorAll("*").forEach((element) => {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("on") || (name === "href" && !value.startsWith("./"))) element.removeAttribute(name);
    }
  });
  return template.content;
}

// The scroll position of tables and the focused link survive the replacement.
function replace(box, content) {
  const scrolled = [...box.querySelectorAll(".scroll")].map(({ scrollTop, scrollLeft }) => [scrollTop, scrollLeft]);
  const focused = [...box.querySelectorAll("a[data-go]")].indexOf(box.getRootNode().activeElement);
  box.replaceChildren(content);
  box.querySelectorAll(".scroll").forEach((part, place) => {
    [part.scrollTop, part.scrollLeft] = scrolled[place] ?? [0, 0];
  });
  if (focused >= 0) box.querySelectorAll("a[data-go]")[focused]?.focus({ preventScroll: true });
}

function goTo(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".zm-linked");
  if (!box) {
    box = document.createElement("div");
    box.className = "zm-linked";
    parentElement.appendChild(box);
  }
  if (box.dataset.html !== data.html) {
    box.dataset.html = data.html;
    replace(box, sanitized(data.html));
  }
  box.onclick = (event) => {
    const link = event.target.closest("a[data-go]");
    const row = event.target.closest("tr[data-choice]");
    if (!link && row && !String(getSelection())) return setTriggerValue("chosen", row.dataset.choice);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = link.getAttribute("href");
    if ("choose" in link.dataset) setTriggerValue("chosen", address);
    else goTo(address);
  };
}
