"""Places of a text that a person should hold against the original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InvalidData, UnknownDocument
from kg.loaders.documents import read_document
from kg.loaders.evidence import ParsedSource
from kg.model.original import Doubt
from kg.text.edits import Edit, Edits
from kg.text.quotes import on_one_line

_AROUND = 12


@dataclass(frozen=True)
class DoubtfulPlace:
    """`start` is the offset in `source.txt`, as a row of `corrections.csv` has it. `words` has the doubtful ones between 【 and 】."""

    clause: str
    page: int | None
    kind: str
    start: int
    words: str
    found: str
    corrected: bool
    """Whether a correction touches it."""


def list_doubts(data: Path, document: str) -> list[DoubtfulPlace]:
    """The doubts of `doubts.csv`, in the order of the text. Raises InvalidData, UnknownDocument."""
    folder = data / "documents" / document
    if not folder.is_dir():
        raise UnknownDocument(document, str(data / "documents"))
    _, source, problems = read_document(folder, data, data.parent)
    if source is None or problems:
        raise InvalidData(problems)
    return list(_places(source))


def _places(source: ParsedSource) -> Iterator[DoubtfulPlace]:
    corrections = source.provenance.corrections
    as_read = Edits.of(Edit(c.correction.start, c.correction.as_read, c.correction.as_printed) for c in corrections).inverse()
    for doubt in sorted(source.provenance.doubts, key=lambda doubt: (doubt.start, doubt.end)):
        touched = any(c.start <= doubt.end and doubt.start <= c.end for c in corrections)
        start, _ = as_read.span(doubt.start, doubt.end)
        yield DoubtfulPlace(_clause(source, doubt), doubt.page, doubt.kind, start, _words(source.text, doubt), doubt.found, touched)


def _clause(source: ParsedSource, doubt: Doubt) -> str:
    """The smallest clause that holds the place; none where it stands in no clause."""
    around = [clause for clause in source.tree.clauses.values() if clause.start <= doubt.start < max(clause.end, clause.start + 1)]
    return min(around, key=lambda clause: clause.end - clause.start).path if around else ""


def _words(text: str, doubt: Doubt) -> str:
    before, after = text[max(0, doubt.start - _AROUND) : doubt.start], text[doubt.end : doubt.end + _AROUND]
    return on_one_line(f"{before}【{text[doubt.start : doubt.end]}】{after}")
