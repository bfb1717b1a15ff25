// One gesture of the reader is one step of the browser's history, so that going back goes back to where the reader was. Streamlit makes more:
// one of the old page with the parameters of the new one, and one for each time that a page completes its address.
// A plain click on a link of ours with `data-step` is such a step too: nothing is loaded anew.
if (!window.zhengmaiSteps) {
  window.zhengmaiSteps = true;
  const push = history.pushState.bind(history);
  let moved = false;
  for (const gesture of ["pointerdown", "click", "keydown"]) addEventListener(gesture, () => (moved = true), { capture: true, passive: true });
  history.pushState = (...step) => {
    if (moved) push(...step);
    else history.replaceState(...step);
    moved = false;
  };
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-step]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.getAttribute("href"));
    dispatchEvent(new PopStateEvent("popstate"));
  });
}
