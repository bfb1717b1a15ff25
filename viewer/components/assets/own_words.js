// Words of Streamlit itself in the language of the page: a text or label that is one of those known is replaced as soon as it appears.
if (!window.zhengmaiWords) {
  window.zhengmaiWords = {};
  const said = (words) => {
    const known = window.zhengmaiWords[words.trim()];
    if (known) return known;
    const asked = /^You have requested page (\S+), but/.exec(words.trim());
    if (asked && window.zhengmaiWords["You have requested page"]) return window.zhengmaiWords["You have requested page"].replace("{name}", asked[1]);
    const help = /^Help for (.*)$/.exec(words.trim());
    return help && window.zhengmaiWords["Help for"] ? window.zhengmaiWords["Help for"].replace("{name}", help[1]) : null;
  };
  const LABELS = ["aria-label", "title", "placeholder"];
  const speak = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = said(node.data);
      if (words && words !== node.data) node.data = words;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.shadowRoot) {
      for (const name of LABELS) {
        const words = node.hasAttribute(name) && said(node.getAttribute(name));
        if (words && words !== node.getAttribute(name)) node.setAttribute(name, words);
      }
      node.childNodes.forEach(speak);
    }
  };
  const seen = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(speak);
      else speak(target);
    }
  });
  seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: LABELS });
  window.zhengmaiSpeak = () => speak(document.body);
}
