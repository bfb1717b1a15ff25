"""How well the words of a page can be read: WCAG 2.2, 1.4.3, as the browser draws them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_FAINT = """() => {
  const parsed = (colour) => { const n = colour.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]; return [n[0], n[1], n[2], n[3] ?? 1]; };
  const over = (top, ground, alpha) => [0, 1, 2].map((i) => top[i] * alpha + ground[i] * (1 - alpha));
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const faint = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const words = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent.trim()).join("");
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (!words || !box.width || !box.height || style.visibility !== "visible" || /^(SCRIPT|STYLE|TITLE)$/.test(element.tagName)) continue;
      if (element.closest("[aria-hidden='true'], [disabled], [aria-disabled='true']")) continue;
      const behind = [];
      let seen = 1;
      for (let node = element; node; node = up(node)) {
        const its = getComputedStyle(node);
        behind.push(parsed(its.backgroundColor));
        seen *= Number(its.opacity);
      }
      if (seen === 0) continue;
      let ground = [255, 255, 255];
      for (const colour of behind.reverse()) ground = over(colour, ground, colour[3]);
      const colour = parsed(style.color);
      const [more, less] = [light(over(colour, ground, colour[3] * seen)), light(ground)].sort((a, b) => b - a);
      const ratio = (more + 0.05) / (less + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5) - 0.01) faint.push([words.slice(0, 30), Number(ratio.toFixed(2)), element.className?.toString().slice(0, 60)]);
    }
  };
  look(document);
  return faint;
}"""


def faint_words(page: Page) -> list[Any]:
    """Words that are too faint on their ground, each with its contrast and the class of what holds them. Signs for the eye alone are left out."""
    found: list[Any] = page.evaluate(_FAINT)
    return found
