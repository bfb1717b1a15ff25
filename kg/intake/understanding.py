"""What is understood of a file: its text, its clauses, its head, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.intake.head import Head, Related, Words, read_head
from kg.intake.head.several import second_document
from kg.intake.pages import Doubt, ReadText
from kg.intake.read import read_file
from kg.text.clauses import ClauseTree
from kg.text.structure import read_structure

NOT_A_CLAUSE = "not_a_clause"
"""The kind of doubt of a numbered line that is not taken for a heading."""


@dataclass(frozen=True)
class Understood:
    """A file as it is understood. Offsets are code points of `read.text`."""

    path: Path
    read: ReadText
    head: Head
    tree: ClauseTree

    @property
    def second_document(self) -> Doubt | None:
        """Where another document begins in the text, if it seems to hold several."""
        return next((doubt for doubt in self.read.doubts if doubt.kind == "several_documents" and doubt.end > doubt.start), None)


def understand(path: Path) -> Understood:
    """Read a file of any format. Nothing is written. Raises UnreadableFile, MissingReader, CannotRead."""
    read = read_file(path)
    if second := second_document(read.text, read.stated.get("title")):
        start, end = second
        doubt = Doubt(kind="several_documents", start=start, end=end, found=read.text[start:end])
        read = replace(read, doubts=(*read.doubts, doubt))
    return Understood(path, read, read_head(read.text, read.stated), read_structure(read.text))


def as_json(understood: Understood) -> dict[str, Any]:
    """`text`, `document`, `clauses`, `pages`, `doubts`, as `kg read --format json` gives them: see docs/intake.md."""
    read = understood.read
    return {
        "text": read.text,
        "document": document_json(understood.head, read.text),
        "clauses": [
            {name: getattr(clause, name) for name in ("path", "number", "heading", "parent", "start", "end")}
            for clause in understood.tree.clauses.values()
        ],
        "pages": [page.model_dump() for page in read.pages],
        "doubts": list(doubts_json(understood)),
    }


def document_json(head: Head, text: str) -> dict[str, Any]:
    """The head, with the words of each value that has one."""
    return {
        "title": head.title,
        "number": head.number,
        "issuer": list(head.issuers),
        "issued": head.issued,
        "effective": head.effective,
        "valid_until": head.ends,
        "valid_for": head.valid_for,
        "draft": head.draft,
        "status": "draft" if head.draft else "unknown",
        "place": head.place,
        "place_name": head.place_name,
        "level": head.level,
        "based_on": _related(head.based_on, text),
        "repeals": _related(head.repeals, text),
        "replaces": _related(head.replaces, text),
        "words": {key: _words(words, text) for key, words in head.words.items()},
    }


def _related(documents: tuple[Related, ...], text: str) -> list[dict[str, Any]]:
    return [
        {"title": one.title, "number": one.number, "quote": text[one.start : one.end], "start": one.start, "end": one.end}
        for one in documents
    ]


def _words(words: Words, text: str) -> dict[str, Any]:
    stated = {} if words.start is None else {"quote": text[words.start : words.end], "start": words.start, "end": words.end}
    return stated | ({"inferred": True} if words.inferred else {})


def doubts_json(understood: Understood) -> Iterator[dict[str, Any]]:
    """The doubts of the reader, then the numbered lines that are no clauses."""
    yield from (doubt.model_dump() for doubt in understood.read.doubts)
    for line in understood.tree.skipped:
        yield {"kind": NOT_A_CLAUSE, "start": line.start, "end": line.start + len(line.words), "page": None, "found": line.words}
