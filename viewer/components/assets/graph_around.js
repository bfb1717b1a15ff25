// What stands around the picture: its tools, its legend, and the picture as a file. Joined with graph.js into one module.

const MARGIN = 10;
const LINE = 20;

function drawTools(box, words, doing) {
  const button = (name, label, onclick) => element("button", { type: "button", title: label, "aria-label": label, onclick }, name);
  box.setAttribute("aria-label", words.tools);
  box.replaceChildren(
    button(words.fit, words.fit, doing.fit),
    button("+", words.closer, doing.closer),
    button("−", words.farther, doing.farther),
    button("PNG", words.png, doing.save),
  );
}

// Kinds of things, each to be left out or brought back; kinds of lines.
function drawLegend(box, { kinds, lines, words }, toggle) {
  box.setAttribute("aria-label", words.legend);
  box.replaceChildren(
    ...kinds.map(({ kind, name, sign, count, shown }) =>
      element(
        "button",
        { type: "button", "data-kind": kind, "aria-pressed": shown, title: shown ? words.leave : words.bring, onclick: () => toggle(kind) },
        element("img", { src: sign, alt: "" }),
        element("span", { class: "name" }, name),
        element("span", { class: "count" }, count),
      ),
    ),
    ...lines.map(({ relation, name }) => element("span", { class: "line", "data-relation": relation }, element("i"), name)),
  );
}

// The canvas as it is seen, on the page's ground, with the sentences of what it shows under it.
function savePicture(seen, width, sentences, { face, text, ground, file }) {
  const ratio = seen.width / width;
  const out = element("canvas");
  const pen = out.getContext("2d");
  const font = `${13 * ratio}px ${face}`;
  pen.font = font;
  const lines = sentences.flatMap((sentence) => broken(pen, sentence, (width - 2 * MARGIN) * ratio));
  out.width = seen.width;
  out.height = seen.height + (lines.length * LINE + MARGIN) * ratio;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, out.width, out.height);
  pen.drawImage(seen, 0, 0);
  pen.fillStyle = text;
  pen.font = font; // a new size takes it away
  lines.forEach((line, place) => pen.fillText(line, MARGIN * ratio, seen.height + (place + 1) * LINE * ratio));
  out.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    element("a", { href: address, download: `${file}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });
}

function broken(pen, sentence, width) {
  const lines = [""];
  for (const letter of sentence) {
    if (pen.measureText(lines.at(-1) + letter).width > width) lines.push("");
    lines.push(lines.pop() + letter);
  }
  return lines;
}
