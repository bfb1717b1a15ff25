// Copies the address of the view. Without a secure connection (http on an intranet) browsers have no clipboard for scripts: then the address is
// copied out of a field, and where that fails too the field stays, selected, to be copied by hand.
const SHOWN = 2500;

function copyOutOf(field) {
  field.hidden = false;
  field.value = location.href;
  field.focus();
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

export default function ({ data, parentElement }) {
  let box = parentElement.querySelector(".copy-link");
  if (!box) {
    box = document.createElement("div");
    box.className = "copy-link";
    box.innerHTML = '<button type="button"></button><input type="text" readonly hidden><span role="status"></span>';
    parentElement.appendChild(box);
  }
  const [button, field, status] = box.children;
  button.textContent = data.copy;
  field.setAttribute("aria-label", data.copy);
  button.onclick = async () => {
    let copied = false;
    try {
      await navigator.clipboard.writeText(location.href);
      copied = true;
    } catch {
      copied = copyOutOf(field);
      if (copied) field.hidden = true;
    }
    status.textContent = copied ? data.copied : data.by_hand;
    if (copied) setTimeout(() => (status.textContent = ""), SHOWN);
  };
}
