"""The source texts of the documents, with the faults of their scans and where they come from: SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.model.original import Box, Provenance
from kg.store.damage import reading_version
from kg.store.page_places import places
from kg.store.provenance_json import provenance_from_json, provenance_to_json
from kg.store.sqlite import open_file
from kg.text.edits import Edit, Edits
from kg.text.quotes import normalise_outside

Span = tuple[int, int]

_SCHEMA = "CREATE TABLE text (document TEXT PRIMARY KEY, text TEXT NOT NULL, known TEXT NOT NULL)"


@dataclass(frozen=True)
class ScanFault:
    """A range of the text that is an error of the scan. It holds no facts."""

    kind: str
    """`contents`, `repetition`, `garbled` or `layout`."""
    start: int
    end: int
    note: str
    """What is wrong, as the curator describes it."""


@dataclass(frozen=True)
class SourceText:
    """The source text of a document. Offsets, here and in all evidence, are code points of `text`, end exclusive."""

    document: str
    text: str
    faults: tuple[ScanFault, ...] = ()
    noise: tuple[Span, ...] = ()
    """Ranges of layout: page marks, rules."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Clause id -> why the clause holds no fact, as the curator explains it."""
    provenance: Provenance = field(default_factory=Provenance)
    """The original with its pages, where the words stand on them, what is doubtful and what was corrected."""

    def places(self, start: int, end: int) -> list[tuple[int, Box]]:
        """The pages and boxes of `text[start:end]`, one a printed line, in order. None where the original has no pages."""
        return list(places(self.text, self.provenance.layout, start, end))

    def find(self, quote: str) -> list[Span]:
        """Where the words of `quote` stand, whatever white space, page marks and forms of characters lie between."""
        return normalise_outside(self.text, self.noise).find(quote, [(0, len(self.text))])

    @property
    def as_read(self) -> str:
        """The text before it was corrected: that of the curated file `source.txt`."""
        made = Edits.of(Edit(c.correction.start, c.correction.as_read, c.correction.as_printed) for c in self.provenance.corrections)
        return made.inverse().apply(self.text)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(replace(self, provenance=Provenance())), "provenance": provenance_to_json(self.provenance)}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> SourceText:
        faults = tuple(ScanFault(**fault) for fault in content["faults"])
        noise = tuple((start, end) for start, end in content["noise"])
        return cls(content["document"], content["text"], faults, noise, content["reasons"], provenance_from_json(content["provenance"]))


class SourceTexts:
    """The source texts in a file. With `write`, a new file gets its table."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self._path = path
        self._db = open_file(path, _SCHEMA, write=write)

    def close(self) -> None:
        self._db.commit()
        self._db.close()

    def remove(self, document: str) -> None:
        self._db.execute("DELETE FROM text WHERE document = ?", [document])

    def add(self, source: SourceText) -> None:
        known = {name: value for name, value in source.to_json().items() if name not in ("document", "text")}
        self._db.execute("INSERT INTO text VALUES (?, ?, ?)", [source.document, source.text, json.dumps(known, ensure_ascii=False)])

    def read(self, document: str) -> SourceText:
        """The source text of the document with that id. Raises LookupError."""
        with reading_version(self._path):
            row = self._db.execute("SELECT text, known FROM text WHERE document = ?", [document]).fetchone()
        if row is None:
            raise LookupError(f"no text of {document}")
        return SourceText.from_json({"document": document, "text": row[0], **json.loads(row[1])})
