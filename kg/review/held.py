"""The documents of the data that may be reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.loaders.documents import document_folders, load_head
from kg.loaders.reading import UNREAD
from kg.review.rows import clauses_in


@dataclass(frozen=True)
class HeldDocument:
    """A document with its head. read_whole: it is curated, and none of its clauses is still to be read."""

    id: str
    title: str
    number: str | None
    read_whole: bool


def held_documents(data: Path) -> Iterator[HeldDocument]:
    """Those whose head can be read, in the order of their ids."""
    for folder in document_folders(data):
        head, _ = load_head(folder, data.parent)
        if head is not None:
            yield HeldDocument(folder.name, head.title, head.number, head.curated and not clauses_in(folder / UNREAD))
