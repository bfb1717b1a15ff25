"""A Word document as lines, story by story (the body, text boxes, notes): paragraphs with their numbers, tables, what floats over them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.intake.docx.fields import Fields
from kg.intake.docx.inline import Inline, InlineReader
from kg.intake.docx.lines import Line, Span, cleaned, joined, to_lines
from kg.intake.docx.names import local, switch, value, w
from kg.intake.docx.notes import Notes
from kg.intake.docx.numbering import Counters, Numbering
from kg.intake.docx.package import Package
from kg.intake.docx.styles import Style, Styles
from kg.intake.docx.tables import table_lines
from kg.intake.docx.walk import Shape, children

if TYPE_CHECKING:
    from lxml import etree

_CONTENTS_HEADING = re.compile(r"^目[ \u3000]*[录錄次]$")


@dataclass
class _Shared:
    """What all stories of a document share."""

    styles: Styles
    numbering: Numbering
    inline: InlineReader
    pictures: int = 0


def document_lines(package: Package, *, converted: bool = False) -> tuple[list[Line], int]:
    """The lines of the body, then those of the notes; how many pictures there are. `converted`: see `Numbering`."""
    root = package.document
    styles = Styles(package.part("styles"))
    notes = Notes(package, root)
    shared = _Shared(styles, Numbering(package.part("numbering"), styles, converted=converted), InlineReader(package, styles, notes))
    lines = [line for body in root.findall(w("body")) for line in _Story(shared, body).lines(body)]
    lines += _note_lines(shared, notes)
    return lines, shared.pictures


def _note_lines(shared: _Shared, notes: Notes) -> Iterator[Line]:
    counters = Counters(shared.numbering)
    for mark, note in notes.called():
        words = joined(_Story(shared, note, counters).lines(note), " ")
        yield joined([Line(mark), words], " ") if mark else words


@dataclass
class _Begun:
    """A paragraph whose mark is not shown: what follows it goes on in it."""

    inline: Inline
    properties: etree._Element | None = None
    style: Style | None = None
    """Those that the whole has, where it has not those of its end."""


class _Story:
    """Reads one story: its numbers and its fields are its own."""

    def __init__(self, shared: _Shared, content: etree._Element, counters: Counters | None = None) -> None:
        self._shared = shared
        self._fields = Fields(content)
        self._counters = counters or Counters(shared.numbering)
        self._begun: _Begun | None = None

    def lines(self, container: etree._Element) -> list[Line]:
        """The lines of all blocks of a container, the body or a cell."""
        lines: list[Line] = []
        for block in children(container):
            name = local(block)
            if name == "p":
                own = self._paragraph(block)
                if _only_contents(own):
                    _drop_heading(lines)
                lines += own
                continue
            lines += self._flushed()
            if name == "tbl":
                lines += table_lines(block, self.lines)
            elif name == "sdt":
                _drop_heading(lines)
                words = cleaned("".join(text.text or "" for text in block.iter(w("t"))))
                lines.append(Line("", (Span(0, 0, "contents", words),)))
            elif name in ("altChunk", "subDoc"):
                lines.append(Line("", (Span(0, 0, "unreadable", name),)))
        return lines + self._flushed()

    def _paragraph(self, paragraph: etree._Element) -> list[Line]:
        properties = paragraph.find(w("pPr"))
        style = self._shared.styles.style(value(properties, "pStyle"))
        inline = self._shared.inline.read(paragraph, style, self._fields)
        self._shared.pictures += inline.pictures
        whole_properties, whole_style = properties, style
        if self._begun is not None:
            inline = _following(self._begun.inline, inline)
            if self._begun.style is not None:
                whole_properties, whole_style = self._begun.properties, self._begun.style
            self._begun = None
        mark = None if properties is None else properties.find(w("rPr"))
        if _goes_on(properties, mark, style):
            deleted = mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None)
            keeps = not deleted and bool(inline.text.strip())
            self._begun = _Begun(inline, whole_properties if keeps else None, whole_style if keeps else None)
            return []
        return self._finished(inline, whole_properties, whole_style)

    def _flushed(self) -> list[Line]:
        """What was begun, where no paragraph follows."""
        begun, self._begun = self._begun, None
        return (
            [] if begun is None else self._finished(begun.inline, begun.properties, begun.style or Style(), counted=begun.style is not None)
        )

    def _finished(self, inline: Inline, properties: etree._Element | None, style: Style, *, counted: bool = True) -> list[Line]:
        hides_all = not inline.text.strip() and any(span.kind == "contents" for span in inline.spans)
        place = self._shared.numbering.place(properties, style) if counted and not hides_all else None
        label = self._counters.next(*place) if place else ""
        alignment = value(properties, "jc")
        centred = style.centred if alignment is None else alignment == "center"
        lines = to_lines(inline.text, inline.spans, label=label, centred=centred)
        above = [line for shape in inline.floating if shape.above for line in self._floating(shape)]
        below = [line for shape in inline.floating if not shape.above for line in self._floating(shape)]
        return [*above, *lines, *below]

    def _floating(self, shape: Shape) -> list[Line]:
        if shape.content is not None:
            return _Story(self._shared, shape.content).lines(shape.content)
        return [Line(words) for words in shape.lines]


def _goes_on(properties: etree._Element | None, mark: etree._Element | None, style: Style) -> bool:
    """Whether the end of a paragraph is not shown: its mark is deleted or hidden, or it is an initial that is set larger."""
    if mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None):
        return True
    hidden = switch(mark, "vanish")
    frame = None if properties is None else properties.find(w("framePr"))
    initial = frame is not None and frame.get(w("dropCap")) in ("drop", "margin")
    return initial or (style.hidden if hidden is None else hidden)


def _following(first: Inline, second: Inline) -> Inline:
    shift = len(first.text)
    moved = [span._replace(start=span.start + shift, end=span.end + shift) for span in second.spans]
    return Inline(first.text + second.text, first.spans + moved, first.floating + second.floating)


def _only_contents(lines: list[Line]) -> bool:
    spans = [span for line in lines for span in line.spans]
    return not any(line.text for line in lines) and any(span.kind == "contents" for span in spans)


def _drop_heading(lines: list[Line]) -> None:
    """Take away the heading 目录 of the table of contents that follows."""
    place = next((place for place in reversed(range(len(lines))) if lines[place].text), None)
    if place is not None and _CONTENTS_HEADING.match(lines[place].text):
        lines[place] = Line("", (Span(0, 0, "contents", lines[place].text),))
