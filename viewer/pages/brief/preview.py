"""A brief on the page: as it will be printed, with its notes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from kg.export.brief.model import Brief, Chart, Note, Table, Value, Words
from kg.export.brief.notes import numbered, written
from viewer.html import render


@dataclass(frozen=True)
class _Mark:
    number: int


_Text = list[str | _Mark]


def preview(brief: Brief) -> Markup:
    notes = numbered(brief)
    sections = [(section.heading, [_content(content, notes) for content in section.content]) for section in brief.sections]
    listed = [(number, written(note)) for note, number in notes.items()]
    return render("brief/brief.html", title=brief.title, basis=_words(brief.basis, notes), sections=sections, notes=listed)


def _content(content: Words | Table | Chart, notes: dict[Note, int]) -> tuple[str, object]:
    if isinstance(content, Table):
        return "table", (content.columns, [[_words(words, notes) for words in row] for row in content.rows])
    if isinstance(content, Chart):
        longest = max((sum(_number(values[place]) for _, values in content.series) for place in range(len(content.labels))), default=0) or 1
        rows = [
            (label, [(values[place].text, 100 * _number(values[place]) / longest) for _, values in content.series])
            for place, label in enumerate(content.labels)
        ]
        return "chart", (content.title, rows, [name for name, _ in content.series])
    return "words", _words(content, notes)


def _number(value: Value) -> float:
    return float(value.text.replace(",", ""))


def _words(words: Words, notes: dict[Note, int]) -> _Text:
    return [_Mark(notes[part]) if isinstance(part, Note) else part.text if isinstance(part, Value) else part for part in words]
