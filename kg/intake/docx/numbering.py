"""Automatic numbers as Word shows them: 第一条, （一）, 1.2 (ECMA-376 part 1, 17.9).

Counts belong to the abstract list: lists that share one go on from each other, and `w:startOverride` starts anew once, where its list is
first used. A deeper level restarts after a level above it, as `w:lvlRestart` says. A level that was passed over counts as begun.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.intake.docx.names import COMPATIBILITY, integer, number, switch, value, w
from kg.intake.docx.numerals import written, written_custom
from kg.intake.docx.symbols import from_symbol_font

if TYPE_CHECKING:
    from lxml import etree

    from kg.intake.docx.styles import Style, Styles

_LEVELS = 9
_LONGEST = 100
"""Characters of the text of a level. Word takes 31."""
_CIRCLE = "○"
"""What the bullet `o` of Courier New is drawn for."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list. `text` is `w:lvlText`; `suffix` is `tab`, `space` or `nothing`."""

    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    """Of the format `custom`."""
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""
    """The paragraph style whose paragraphs are of this level."""
    font: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class ListDefinition:
    """A list (`w:num`) with its levels, its own ones in place of those of the abstract list."""

    counted: int
    """The abstract list whose counts it shares."""
    levels: dict[int, Level]
    starts: dict[int, int]
    """Level -> where it starts anew when the list is first used."""


class Numbering:
    """The lists of a document. `root` is the part `numbering`, or None.

    converted: LibreOffice made it of another format and lost which levels run on. Articles (第三条) do, through all chapters.
    """

    def __init__(self, root: etree._Element | None, styles: Styles, *, converted: bool = False) -> None:
        self._converted = converted
        self._styles = styles
        self._abstract = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self._lists = {} if root is None else _by_id(root, "num", "numId")
        self._known: dict[int, ListDefinition | None] = {}

    def definition(self, list_id: int) -> ListDefinition | None:
        """The list with that id, or None where there is no such list."""
        if list_id not in self._known:
            self._known[list_id] = self._read(list_id)
        return self._known[list_id]

    def place(self, properties: etree._Element | None, style: Style) -> tuple[int, int] | None:
        """List and level of a paragraph with `w:pPr` and style, or None where it has no number."""
        direct = None if properties is None else properties.find(w("numPr"))
        own_list, own_level = number(direct, "numId"), number(direct, "ilvl")
        list_id = style.list_id if own_list is None else own_list
        found = self.definition(list_id) if list_id else None
        if not list_id or found is None:
            return None
        linked = (level for name in style.chain for level, made in found.levels.items() if made.style == name)
        level = own_level if own_level is not None else next(linked, style.level or 0)
        return (list_id, level) if level in found.levels else None

    def _read(self, list_id: int) -> ListDefinition | None:
        element = self._lists.get(list_id)
        abstract_id = self._abstract_of(list_id)
        if element is None or abstract_id is None:
            return None
        levels = {place: _level(item) for place, item in _levels(self._abstract[abstract_id])}
        if self._converted:
            levels = {place: replace(own, restart=0) if f"第%{place + 1}条" in own.text else own for place, own in levels.items()}
        starts = {}
        for override in element.findall(w("lvlOverride")):
            place = integer(override.get(w("ilvl")))
            if place is None or not 0 <= place < _LEVELS:
                continue
            own, start = override.find(w("lvl")), number(override, "startOverride")
            if own is not None:
                levels[place] = _level(own)
            if start is not None:
                starts[place] = start
                if place in levels:
                    levels[place] = replace(levels[place], start=start)
        return ListDefinition(abstract_id, levels, starts)

    def _abstract_of(self, list_id: int) -> int | None:
        """The abstract list, by way of the numbering style where it has its levels from one (`w:numStyleLink`)."""
        seen: set[int] = set()
        current: int | None = list_id
        while current is not None and current not in seen:
            seen.add(current)
            abstract_id = number(self._lists.get(current), "abstractNumId")
            abstract = self._abstract.get(abstract_id) if abstract_id is not None else None
            if abstract is None:
                return None
            link = value(abstract, "numStyleLink")
            if link is None or abstract.find(w("lvl")) is not None:
                return abstract_id
            current = self._styles.list_of(link)
        return None


class Counters:
    """The counts of one story (the body, a text box, the footnotes), in the order of its paragraphs."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[int] = set()

    def next(self, list_id: int, level: int) -> str:
        """Count a paragraph of that list and level; its number with what separates it from the text: `第一条 `, `（一）`, or nothing."""
        found = self._numbering.definition(list_id)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counted, [None] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in found.starts:
                counts[place] = None
        for place in range(level):
            if counts[place] is None:
                counts[place] = found.levels.get(place, Level(start=1)).start
        own, before = found.levels[level], counts[level]
        counts[level] = own.start if before is None else before + 1
        for place in range(level + 1, _LEVELS):
            restart = found.levels.get(place, Level()).restart
            if restart is None or restart > place or level < restart:
                counts[place] = None
        return "" if own.hidden else _label(own, level, found, counts)


def _label(own: Level, level: int, found: ListDefinition, counts: list[int | None]) -> str:
    if own.form == "bullet":
        return _separated(_CIRCLE if own.text == "o" else from_symbol_font(own.text, own.font), own.suffix)

    def filled(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        made = found.levels.get(place, Level(start=1))
        count = counts[place]
        count = made.start if count is None else count
        if made.form == "none":
            return ""
        if own.legal and not (place == level and made.form == "decimalZero"):
            return str(count)
        return written_custom(count, made.pattern) if made.pattern else written(count, made.form)

    return _separated(_PLACE.sub(filled, own.text), own.suffix)


def _separated(label: str, suffix: str) -> str:
    """A number that ends in a mark needs no blank after it: 一、甲, （一）甲, 1.甲; a letter or figure does: 第一条 甲."""
    label = label.replace("\t", " ").strip()
    closed = not label or unicodedata.category(label[-1]).startswith("P")
    return label if suffix == "nothing" or closed else f"{label} "


def _by_id(root: etree._Element, name: str, attribute: str) -> dict[int, etree._Element]:
    found: dict[int, etree._Element] = {}
    for element in root.findall(w(name)):
        if (id_ := integer(element.get(w(attribute)))) is not None:
            found.setdefault(id_, element)
    return found


def _levels(abstract: etree._Element) -> list[tuple[int, etree._Element]]:
    placed = ((integer(level.get(w("ilvl"))), level) for level in abstract.findall(w("lvl")))
    return [(place, level) for place, level in placed if place is not None and 0 <= place < _LEVELS]


def _level(element: etree._Element) -> Level:
    form = element.find(w("numFmt"))
    if form is None:
        form = element.find(f"{COMPATIBILITY}AlternateContent/{COMPATIBILITY}Choice/{w('numFmt')}")
    properties = element.find(w("rPr"))
    fonts = None if properties is None else properties.find(w("rFonts"))
    restart = number(element, "lvlRestart")
    return Level(
        start=max(number(element, "start") or 0, 0),
        form=(form.get(w("val")) if form is not None else None) or "decimal",
        pattern=(form.get(w("format")) if form is not None else None) or "",
        text=(value(element, "lvlText") or "")[:_LONGEST],
        suffix=value(element, "suff") or "tab",
        restart=restart,
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle") or "",
        font=(fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "") if fonts is not None else "",
        hidden=bool(switch(properties, "vanish")),
    )
