"""What a ledger that came back is held against: the tasks, targets and offers of the graph, and what was said of them before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InvalidData
from kg.export.ledger.reading import read_ledger
from kg.export.ledger.rows import Entry
from kg.loaders.progress import progress_file, read_progress
from kg.model.progress_entry import SAID, ProgressEntry

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


_FACTS = ("targets", "funding")


@dataclass(frozen=True)
class Known:
    """tasks: id -> its line of the ledger; facts: id -> the task that it stands under; said: id -> the last word on each column."""

    tasks: Mapping[str, Entry]
    facts: Mapping[str, str | None]
    said: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_known(graph: KnowledgeGraph, data: Path, ids: Iterable[str]) -> Known:
    """What is known of the documents that `ids` name. A document that is not held has nothing. Raises InvalidData."""
    held = {row["document"] for row in graph.answer("documents").rows}
    documents = sorted({id_.partition("/")[0] for id_ in ids} & held)
    entries = [entry for document in documents for entry in read_ledger(graph, document=document).entries]
    facts = {row["id"]: row["task"] for document in documents for name in _FACTS for row in graph.answer(name, {"document": document}).rows}
    said: dict[str, dict[str, Any]] = {}
    for document in documents:
        for entry in _entries(data, document):
            stated = {name: value for name in SAID if (value := getattr(entry, name)) is not None}
            said.setdefault(entry.fact or entry.task or "", {}).update(stated)
    return Known({entry.task: entry for entry in entries}, facts, said)


def _entries(data: Path, document: str) -> list[ProgressEntry]:
    path = progress_file(data, document)
    if not path.exists():
        return []
    entries, problems = read_progress(path, data.parent)
    if problems:
        raise InvalidData(problems)
    return sorted(entries, key=lambda entry: entry.entered)
