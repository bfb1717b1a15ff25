"""The clauses of a document, listed for a curator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InvalidData, UnknownDocument
from kg.i18n import text
from kg.loaders.documents import read_document
from kg.text.clauses import SkippedHeading


def list_clauses(data: Path, document: str) -> Iterator[str]:
    """A line a clause: its path, kind, number, heading, offsets; then odd numbers, and numbered lines that are no heading.

    Raises InvalidData, LookupError.
    """
    folder = data / "documents" / document
    if not folder.is_dir():
        raise UnknownDocument(document, str(data / "documents"))
    _, source, problems = read_document(folder, data, data.parent)
    if source is None:
        raise InvalidData(problems)
    for clause in source.tree.clauses.values():
        yield "\t".join([clause.path, clause.kind, clause.number or "", clause.heading or "", f"{clause.start}:{clause.end}"])
    for odd in source.tree.odd:
        yield text("curation.odd_number", path=odd.path, number=source.tree.clauses[odd.path].number or "", expected=odd.expected)
    for line in source.tree.skipped:
        yield text("curation.not_a_heading", words=line.words, start=line.start, reason=_reason(line))


def _reason(line: SkippedHeading) -> str:
    match line.reason:
        case "reference":
            return text("curation.no_heading.reference")
        case "contents":
            return text("curation.no_heading.contents")
        case "annexes":
            return text("curation.no_heading.annexes")
        case "sequence":
            return text("curation.no_heading.sequence", expected=line.expected)
