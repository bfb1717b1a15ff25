// One gesture of the reader is one step of the browser's history, so that going back goes back to where the reader was. Streamlit makes more:
// one of the old page with the parameters of the new one, and one for each time that a page completes its address.
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
}
