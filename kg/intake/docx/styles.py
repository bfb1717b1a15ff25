"""Styles: what a paragraph or a run inherits of numbering, hidden text and alignment (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.intake.docx.names import number, switch, value, w

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Style:
    """What counts of a style and those that it is based on."""

    name: str = ""
    """In lower case: `heading 1`, `toc 1`."""
    list_id: int | None = None
    """Of `w:num`; 0 takes numbering away."""
    level: int | None = None
    hidden: bool = False
    centred: bool = False
    chain: tuple[str, ...] = ()
    """Its id and the ids of those that it is based on, the nearest first."""


class Styles:
    """The styles of a document by their ids. `root` is the part `styles`, or None."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {} if root is None else {style.get(w("styleId"), ""): style for style in root.findall(w("style"))}
        self._known: dict[str, Style] = {}
        self._default: dict[str, str] = {
            style.get(w("type"), "paragraph"): id_
            for id_, style in self._elements.items()
            if (style.get(w("default")) or "").lower() in ("1", "true", "on")
        }
        properties = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self.hidden_by_default = bool(switch(properties, "vanish"))

    def style(self, style_id: str | None, kind: str = "paragraph") -> Style:
        """The style with that id, or the default one of its kind (`paragraph`, `character`)."""
        own = style_id if style_id and style_id in self._elements else self._default.get(kind, "")
        if own not in self._known:
            self._resolve(own)
        return self._known[own]

    def list_of(self, style_id: str) -> int | None:
        """The `w:num` of a numbering style."""
        return self.style(style_id, "numbering").list_id

    def _resolve(self, style_id: str) -> None:
        """Resolve a style, the last one that it is based on first. A circle ends where it closes."""
        pending: list[str] = []
        while style_id in self._elements and style_id not in self._known and style_id not in pending:
            pending.append(style_id)
            style_id = value(self._elements[style_id], "basedOn") or ""
        base = self._known.get(style_id, Style())
        for own in reversed(pending):
            base = self._known[own] = _derived(base, own, self._elements[own])
        self._known.setdefault(style_id, base)


def _derived(base: Style, style_id: str, element: etree._Element) -> Style:
    numbering, alignment = element.find(f"{w('pPr')}/{w('numPr')}"), value(element.find(w("pPr")), "jc")
    list_id, level, hidden = number(numbering, "numId"), number(numbering, "ilvl"), switch(element.find(w("rPr")), "vanish")
    return replace(
        base,
        name=(value(element, "name") or "").lower(),
        list_id=base.list_id if list_id is None else list_id,
        level=base.level if level is None else level,
        hidden=base.hidden if hidden is None else hidden,
        centred=base.centred if alignment is None else alignment == "center",
        chain=(style_id, *base.chain[:50]),
    )
