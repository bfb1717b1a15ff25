"""The few styles that decide what a reader sees: hidden or not, block or not, centred, the numbers of a list.

Inline styles and the rules of `<style>` whose selector is one name: a tag, a class, an id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import html

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SELECTOR = re.compile(r"^(?P<tag>[a-z][\w-]*)?(?:\.(?P<cls>[\w-]+)|#(?P<id>[\w-]+))?$", re.IGNORECASE)
_KNOWN = ("display", "visibility", "list-style-type", "list-style", "text-align")
_LONGEST_SHEET = 300_000

Styles = Mapping[str, str]


class StyleSheet:
    """The rules of a page for the properties that matter here."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._rules: dict[tuple[str, str, str], dict[str, str]] = {}
        for sheet in root.iter("style"):
            if not re.search(r"print|handheld", sheet.get("media") or ""):
                self._add((sheet.text or "")[:_LONGEST_SHEET])

    def _add(self, text: str) -> None:
        plain = _AT_BLOCK.sub("", _COMMENT.sub("", text.replace("<!--", "").replace("-->", "")))
        for selectors, body in _RULE.findall(plain):
            if declared := declarations(body):
                for selector in selectors.split(","):
                    if match := _SELECTOR.match(selector.strip()):
                        key = (match["tag"] or "").lower(), match["cls"] or "", match["id"] or ""
                        self._rules.setdefault(key, {}).update(declared)

    def of(self, element: html.HtmlElement) -> Styles:
        """The properties of an element: inline before id before class before tag."""
        found: dict[str, str] = {}
        if self._rules:
            tag, name = element.tag, element.get("id") or ""
            classes = (element.get("class") or "").split()
            keys = [(tag, "", "")]
            keys += [(of_tag, cls, "") for cls in classes for of_tag in ("", tag)]
            keys += [(of_tag, "", name) for of_tag in ("", tag) if name]
            for key in keys:
                found |= self._rules.get(key, {})
        if inline := element.get("style"):
            found |= declarations(inline)
        return found


def declarations(text: str) -> dict[str, str]:
    """The properties that matter here, of the declarations in a style attribute or rule."""
    found = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon and (name := name.strip().lower()) in _KNOWN:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def is_hidden(element: html.HtmlElement, styles: Styles) -> bool:
    """Whether a reader of the page does not see the element."""
    return styles.get("display") == "none" or styles.get("visibility") in ("hidden", "collapse") or element.get("hidden") is not None


def is_centred(element: html.HtmlElement, styles: Styles) -> bool:
    return element.tag == "center" or styles.get("text-align", (element.get("align") or "").lower()) == "center"
