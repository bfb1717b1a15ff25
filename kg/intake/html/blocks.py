"""The lines that a reader sees of an element: paragraphs, items with their numbers, rows of tables. What is hidden has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import html

from kg.intake.html.lines import Line, joined, plain
from kg.intake.html.lists import Numbering
from kg.intake.html.styles import Styles, StyleSheet, is_centred, is_hidden
from kg.intake.html.tables import table_lines
from kg.intake.line_breaks import goes_on, title_goes_on

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr legend li main menu nav ol p pre search section summary tbody td tfoot th thead tr ul html head optgroup"
)
_UNREAD_NAMES = (
    "script style title meta link template noscript iframe object embed applet svg canvas audio video map select datalist button input"
    " textarea option rt rp noframes param source math"
)
"""Elements without words of the page: programs, pictures, what a visitor fills in."""
_BLOCKS, _UNREAD = frozenset(_BLOCK_NAMES.split()), frozenset(_UNREAD_NAMES.split())
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|rtf|txt|jpe?g|png)(?:[?#]|$)|/download|filedown|fileId=", re.IGNORECASE
)
_MOST_DEPTH = 150
_BREAK, _LINK, _END = "\v", "\x0e", "\x0f"
"""In the words of a block: a line break, the beginning and the end of a link."""
_LINKED = re.compile("\x0e([^\x0f]*)")
_INDENT = re.compile("[ \n\r\t]*[\u3000\xa0\u2003]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Skip = Callable[[html.HtmlElement], bool]


class Blocks:
    """Reads elements of one page. `skip` says which elements are left out besides those that are hidden."""

    def __init__(self, sheet: StyleSheet, skip: Skip = lambda element: False, *, hidden: bool = False) -> None:
        self._sheet = sheet
        self.skip = skip
        self._hidden = hidden
        """Whether what is hidden is read too."""

    def lines(self, element: html.HtmlElement) -> list[Line]:
        """The lines of an element, none of them blank."""
        reading = _Reading(element)
        self._children(element, reading, 0)
        reading.end_block(element)
        return reading.lines

    def _left_out(self, element: html.HtmlElement, styles: Styles) -> bool:
        return self.skip(element) or (not self._hidden and is_hidden(element, styles))

    def _children(self, element: html.HtmlElement, reading: _Reading, depth: int) -> None:
        if depth > _MOST_DEPTH:
            reading.add("".join(element.itertext()))
            return
        reading.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, reading, depth)
            reading.add(child.tail)

    def _element(self, element: html.HtmlElement, reading: _Reading, depth: int) -> None:
        tag = element.tag
        if tag == "br":
            reading.add(_BREAK)
            return
        styles = self._sheet.of(element)
        if tag in _UNREAD or self._left_out(element, styles):
            return
        if tag == "table":
            reading.end_block(element.getparent())
            reading.lines += table_lines(element, self.lines, lambda part: self._left_out(part, self._sheet.of(part)))
            return
        display = styles.get("display", "")
        block = (tag in _BLOCKS and not display.startswith("inline")) or display in ("block", "flex", "table", "list-item", "grid")
        if block:
            reading.begin_block(element, centred=is_centred(element, styles) or None, verbatim=tag == "pre")
        elif tag in _BLOCKS:
            reading.add(" ")
        if tag == "ol":
            reading.numbering.append(Numbering(element, styles))
        elif tag in ("ul", "dl", "menu", "dir"):
            reading.numbering.append(None)
        elif tag == "li" and reading.numbering and (numbering := reading.numbering[-1]):
            reading.number = numbering.number(element)
        linked = tag == "a" and element.get("href") is not None
        reading.linked += linked
        reading.file |= linked and bool(_FILE.search(element.get("href") or ""))
        self._children(element, reading, depth + 1)
        reading.linked -= linked
        if tag in ("ol", "ul", "dl", "menu", "dir"):
            reading.numbering.pop()
        if block:
            reading.end_block(element)
        elif tag in _BLOCKS:
            reading.add(" ")


class _Reading:
    """The lines so far, and the words of the block that is being read."""

    def __init__(self, element: html.HtmlElement) -> None:
        self.lines: list[Line] = []
        self.numbering: list[Numbering | None] = []
        self.number = ""
        self.linked = 0
        self.file = False
        self._words: list[str] = []
        self._open: list[tuple[html.HtmlElement, bool, bool]] = [(element, False, False)]

    def add(self, words: str | None) -> None:
        if words:
            self._words.append(f"{_LINK}{words}{_END}" if self.linked else words)

    def begin_block(self, element: html.HtmlElement, *, centred: bool | None, verbatim: bool) -> None:
        self._flush()
        _, around_centred, around_verbatim = self._open[-1]
        self._open.append((element, around_centred if centred is None else centred, around_verbatim or verbatim))

    def end_block(self, element: html.HtmlElement) -> None:
        self._flush()
        if len(self._open) > 1 and self._open[-1][0] is element:
            self._open.pop()

    def _flush(self) -> None:
        element, centred, verbatim = self._open[-1]
        written = "".join(self._words)
        if verbatim:
            written = re.sub(r"\r\n?|\n", _BREAK, written)
        title = centred or element.tag in _HEADINGS
        for part in _rejoined([_Part.of(words) for words in written.split(_BREAK) if plain(words)], title=title):
            number, self.number = self.number, ""
            self.lines.append(Line(number + part.text, element, part.linked, self.file and part.linked > 0, centred=title))
        self._words = []
        self.file = self.file and bool(self.linked)


class _Part(NamedTuple):
    """What stands between two line breaks of a block."""

    text: str
    linked: int
    """Characters of it that are links."""
    indented: bool

    @classmethod
    def of(cls, words: str) -> _Part:
        linked = sum(len(re.sub(r"\s", "", link)) for link in _LINKED.findall(words))
        return cls(plain(words), linked, bool(_INDENT.match(words)))


def _rejoined(parts: list[_Part], *, title: bool) -> list[_Part]:
    """The paragraphs of a block with line breaks: most breaks end one, those within a title or a sentence do not."""
    lines: list[_Part] = []
    for part in parts:
        before = lines[-1] if lines else None
        if before and not part.indented and (title_goes_on if title else goes_on)(before.text, part.text):
            wide = ord(before.text[-1]) > 0x2000 and ord(part.text[0]) > 0x2000
            words = before.text + part.text if wide else joined([before.text, part.text])
            lines[-1] = _Part(words, before.linked + part.linked, before.indented)
        else:
            lines.append(part)
    return lines
