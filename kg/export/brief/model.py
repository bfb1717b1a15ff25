"""What a brief consists of. Every number and every name in it is a `Value`, which says by which question it can be had again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Parameter: TypeAlias = str | tuple[str, ...]
Parameters: TypeAlias = tuple[tuple[str, Parameter], ...]


@dataclass(frozen=True)
class Value:
    """Text out of an answer: `form` (of kg.export.brief.forms) of those rows of `question` that have the values of `where`."""

    text: str
    question: str
    parameters: Parameters
    where: tuple[tuple[str, Any], ...]
    form: str


@dataclass(frozen=True)
class Note:
    """Evidence at the end of the brief: where the words stand, and the words."""

    place: str
    quote: str


Part: TypeAlias = str | Value | Note
"""Words of the brief's own, which have no digit; a value; a mark that refers to a note."""
Words: TypeAlias = Sequence[Part]


CHART_COLOURS = ("17406D", "3F72A8")
"""Of the series of a chart, as RGB."""
NOTHING = "—"
"""What stands where an answer has nothing."""


@dataclass(frozen=True)
class Table:
    columns: Sequence[str]
    rows: Sequence[Sequence[Words]]
    widths: Sequence[int]
    """Shares of the width of the page."""

    def without_empty_columns(self) -> Table:
        """The columns in which some row says something."""
        kept = [place for place in range(len(self.columns)) if any(_says(row[place]) for row in self.rows)]
        return Table(
            [self.columns[place] for place in kept],
            [[row[place] for place in kept] for row in self.rows],
            [self.widths[place] for place in kept],
        )


def _says(words: Words) -> bool:
    return any(part.text != NOTHING if isinstance(part, Value) else bool(part) for part in words)


@dataclass(frozen=True)
class Chart:
    """A chart of horizontal bars: one row of bars a label, one bar a series; several series are stacked."""

    title: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[Value]]]
    """Name and the number of each label."""


@dataclass(frozen=True)
class Section:
    heading: str
    content: Sequence[Words | Table | Chart]


@dataclass(frozen=True)
class Brief:
    """`basis`: what it was made of, and when."""

    title: str
    basis: Words
    sections: Sequence[Section]


def parts_of(brief: Brief) -> list[Part]:
    """All that a brief says, in order."""
    found: list[Part] = [brief.title, *brief.basis]
    for section in brief.sections:
        found.append(section.heading)
        for content in section.content:
            if isinstance(content, Table):
                found += [*content.columns, *(part for row in content.rows for words in row for part in words)]
            elif isinstance(content, Chart):
                found += [content.title, *(value for _, values in content.series for value in values)]
            else:
                found += content
    return found
