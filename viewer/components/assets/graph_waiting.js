// The picture is drawn by what the library brings; here it is only waited for, so that a click sends no program.

const waiting = new WeakMap();

export default function (given) {
  const { parentElement } = given;
  const begin = () => {
    if (!globalThis.zmDraw || waiting.get(parentElement) !== begin) return;
    waiting.delete(parentElement);
    document.removeEventListener("zm-arrived", begin);
    end = globalThis.zmDraw(given);
  };
  let end = null;
  document.removeEventListener("zm-arrived", waiting.get(parentElement));
  waiting.set(parentElement, begin);
  document.addEventListener("zm-arrived", begin);
  begin();
  return () => {
    waiting.delete(parentElement);
    document.removeEventListener("zm-arrived", begin);
    end?.();
  };
}
