"""What stands in a paragraph: runs, changes, fields, symbols, notes, shapes; what is shown, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from kg.intake.docx.fields import Fields, is_contents
from kg.intake.docx.lines import BREAK, NEW_PAGE, Span, cleaned
from kg.intake.docx.names import COMPATIBILITY, MATH, local, switch, value, w
from kg.intake.docx.symbols import UNKNOWN, from_symbol_font, symbol
from kg.intake.docx.walk import Shape, branch, diagrams, drawn_words, embedded, pictures, shapes

if TYPE_CHECKING:
    from lxml import etree

    from kg.intake.docx.notes import Notes
    from kg.intake.docx.package import Package
    from kg.intake.docx.styles import Style, Styles

Mark = Literal["", "inserted", "struck", "deleted", "hidden", "contents"]
_CONTAINERS = {"hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "ruby"}
_KEPT = ("", "inserted", "struck")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHOWN = {"tab": " ", "ptab": " ", "cr": BREAK, "noBreakHyphen": "-"}
"""Elements of a run that are a character. `softHyphen` is none: it shows where a line ends."""


@dataclass
class Inline:
    """The content of a paragraph: its text with BREAK and NEW_PAGE, what is doubtful, what floats over it."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    floating: list[Shape] = field(default_factory=list)
    pictures: int = 0

    def add(self, text: str, mark: Mark) -> None:
        """Append what is shown; note what is left out."""
        place = len(self.text)
        if mark in ("deleted", "hidden", "contents"):
            if text:
                self.spans.append(Span(place, place, mark, text.replace(BREAK, " ")))
            return
        self.text += text
        if mark in ("inserted", "struck") and text:
            self.spans.append(Span(place, len(self.text), mark))
        at = text.find(UNKNOWN)
        if at >= 0:
            self.spans.append(Span(place + at, place + at + 1, "unreadable"))


class InlineReader:
    """Reads the content of paragraphs of one document."""

    def __init__(self, package: Package, styles: Styles, notes: Notes) -> None:
        self._package = package
        self._styles = styles
        self._notes = notes

    def read(self, paragraph: etree._Element, style: Style, fields: Fields) -> Inline:
        """The content of `paragraph`, whose style is `style`; `fields` are those that are open before it."""
        inline = Inline()
        _Walk(self._package, self._styles, self._notes, fields, style, inline).through(paragraph, "")
        return inline


@dataclass
class _Walk:
    package: Package
    styles: Styles
    notes: Notes
    fields: Fields
    style: Style
    inline: Inline
    _raised: bool = False
    """Whether the run is set as superscript."""

    def through(self, element: etree._Element, mark: Mark) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, mark)
            elif name in _CONTAINERS:
                self.through(child, mark)
            elif name == "sdt":
                self._inside(child.find(w("sdtContent")), mark)
            elif name in ("ins", "moveTo"):
                self.through(child, mark or "inserted")
            elif name in ("del", "moveFrom"):
                self.through(child, "deleted")
            elif name == "fldSimple":
                self.through(child, "contents" if is_contents(child.get(w("instr")) or "") else mark)
            elif name == f"{COMPATIBILITY}AlternateContent":
                self._inside(branch(child), mark)
            elif name in (f"{MATH}oMath", f"{MATH}oMathPara"):
                self.inline.add(cleaned(_formula(child)), mark)

    def _inside(self, element: etree._Element | None, mark: Mark) -> None:
        if element is not None:
            self.through(element, mark)

    def _run(self, run: etree._Element, mark: Mark) -> None:
        properties = run.find(w("rPr"))
        if mark != "deleted" and self._is_hidden(properties):
            mark = "hidden"
        elif mark in _KEPT and (switch(properties, "strike") or switch(properties, "dstrike")):
            mark = "struck"
        self._raised = value(properties, "vertAlign") == "superscript"
        fonts = None if properties is None else properties.find(w("rFonts"))
        self._content(run, mark, "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "")

    def _content(self, run: etree._Element, outer: Mark, font: str) -> None:
        for child in run:
            name = local(child)
            if name == "fldChar":
                self.inline.add(self.fields.mark(child), outer)
            elif name in ("instrText", "delInstrText"):
                self.fields.instruct(child.text or "")
            elif self.fields.hides:
                continue
            elif name == f"{COMPATIBILITY}AlternateContent":
                chosen = branch(child)
                if chosen is not None:
                    self._content(chosen, outer, font)
            elif name == "ruby":
                self._inside(child.find(w("rubyBase")), outer)
            else:
                self._shown(child, name, "contents" if self.fields.in_contents else outer, font)

    def _shown(self, child: etree._Element, name: str, mark: Mark, font: str) -> None:
        if name in ("t", "delText"):
            self.inline.add(self._in_place(from_symbol_font(_words(child), font)), mark)
        elif name == "br":
            self.inline.add(NEW_PAGE if child.get(w("type")) in ("page", "column") else BREAK, mark)
        elif name in _SHOWN:
            self.inline.add(_SHOWN[name], mark)
        elif name == "sym":
            self.inline.add(symbol(child.get(w("char")) or "", child.get(w("font")) or ""), mark)
        elif name in ("footnoteReference", "endnoteReference"):
            if mark in _KEPT:
                self.inline.add(self.notes.call(name.removesuffix("Reference"), child), mark)
        elif name in ("drawing", "pict", "object") and mark in _KEPT:
            self._drawn(child)

    def _in_place(self, words: str) -> str:
        """A raised figure after another one is no part of it: 10⁴, not 104."""
        return words.translate(_RAISED) if self._raised and self.inline.text[-1:].isdecimal() else words

    def _drawn(self, element: etree._Element) -> None:
        found = list(shapes(element))
        for relationship in diagrams(element):
            data = self.package.named(self.package.target(relationship))
            found.append(Shape(None, () if data is None else drawn_words(data)))
        self.inline.floating += found
        place = len(self.inline.text)
        self.inline.spans += [Span(place, place, "unreadable", kind) for kind in embedded(element)]
        for relationship, large in pictures(element):
            self.inline.pictures += 1
            if large:
                self.inline.spans.append(Span(place, place, "unreadable", self.package.target(relationship)))

    def _is_hidden(self, properties: etree._Element | None) -> bool:
        """Whether a run is hidden: by itself, else by its style or that of its paragraph, which undo each other (17.7.3)."""
        own = switch(properties, "vanish")
        if own is not None:
            return own
        named = value(properties, "rStyle")
        by_run = self.styles.style(named, "character").hidden if named else False
        return (by_run != self.style.hidden) or self.styles.hidden_by_default


def _words(element: etree._Element) -> str:
    """The text of `w:t`. Blanks at its ends count only where `xml:space` keeps them."""
    text = element.text or ""
    if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
        text = text.strip(" \t\r\n")
    return cleaned(text)


def _formula(element: etree._Element) -> str:
    """A formula in one line: fractions with a stroke."""
    name = element.tag
    if name == f"{MATH}t":
        return element.text or ""
    parts = [_formula(child) for child in element if isinstance(child.tag, str)]
    return "/".join(filter(None, parts)) if name == f"{MATH}f" else "".join(parts)
