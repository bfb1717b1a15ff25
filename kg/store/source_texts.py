"""The whole texts of the documents, as received, and what is known of them as texts: SQLite."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.store.sqlite import open_file

Span = tuple[int, int]

_SCHEMA = "CREATE TABLE text (document TEXT PRIMARY KEY, text TEXT NOT NULL, known TEXT NOT NULL)"


@dataclass(frozen=True)
class ScanFault:
    """A stretch of the text that is the scanner's, not the author's: its words hold no facts."""

    kind: str
    """`contents`, `repetition`, `garbled` or `layout`."""
    start: int
    end: int
    note: str
    """What is wrong, in the curator's words."""


@dataclass(frozen=True)
class SourceText:
    """A text, unedited. Offsets are code points of `text`, end exclusive: those of every fact's evidence."""

    document: str
    text: str
    faults: tuple[ScanFault, ...] = ()
    noise: tuple[Span, ...] = ()
    """Layout that is no text: page marks, rules."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """For each clause that was read and holds no fact of its own, why: clause -> the curator's words."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> SourceText:
        faults = tuple(ScanFault(**fault) for fault in content["faults"])
        noise = tuple((start, end) for start, end in content["noise"])
        return cls(content["document"], content["text"], faults, noise, content["reasons"])


class Texts:
    """Open the texts of a version. A new file gets its table."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
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
        """The text of the document of that id. Raises LookupError."""
        row = self._db.execute("SELECT text, known FROM text WHERE document = ?", [document]).fetchone()
        if row is None:
            raise LookupError(f"no text of {document}")
        return SourceText.from_json({"document": document, "text": row[0], **json.loads(row[1])})
