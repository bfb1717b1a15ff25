"""Taking a ledger in: its statements are appended to `data/progress/`, its doubts told.

As crawlers of OpenSanctions (zavod) do: what cannot be read is left out and reported, the rest is taken; only a file without a table of the
ledger, or an import that is `strict` and has doubts, is refused whole. Taken in twice, a file adds nothing.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.curation.files import append_rows
from kg.curation.lock import giving_ids
from kg.errors import writing
from kg.loaders.progress import progress_file
from kg.loaders.validation import columns_of
from kg.model.progress_entry import ProgressEntry
from kg.progress.doubts import Doubt
from kg.progress.known import Known, read_known
from kg.progress.sheets import read_workbook
from kg.progress.statements import Reader, Stated

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

_WAIT = 10.0


@dataclass(frozen=True)
class Imported:
    """`entries` were added, unless `written` is false; `rows` were read, of which most say nothing new."""

    entries: Sequence[ProgressEntry]
    doubts: Sequence[Doubt]
    rows: int
    written: bool

    @property
    def left(self) -> list[Doubt]:
        """What was not taken."""
        return [doubt for doubt in self.doubts if not doubt.taken]


def import_ledger(
    graph: KnowledgeGraph,
    data: Path,
    content: bytes,
    name: str,
    *,
    by: str = "",
    on: date | None = None,
    strict: bool = False,
    dry: bool = False,
) -> Imported:
    """Take the workbook `content`, a file of that `name`, into `data`, in the name of `by`, as said on the day `on` (today).

    strict: take nothing where something would be left. dry: take nothing.
    Raises UnreadableFile, InvalidData, CannotWrite, CurationInProgress.
    """
    entered = on or date.today()
    rows, doubts = read_workbook(content, name)
    with writing(data), giving_ids(data, _WAIT):
        known = read_known(graph, data, (row.id for row in rows))
        reader = Reader(known, entered)
        statements = reader.statements(rows)
        entries = [_entry(id_, stated, known, entered, by or _account(), name) for id_, stated in sorted(statements.items())]
        doubts += reader.doubts
        refused = dry or (strict and any(not doubt.taken for doubt in doubts))
        if not refused:
            _append(data, entries)
    return Imported(entries, doubts, len(rows), written=not refused)


def _entry(id_: str, stated: Stated, known: Known, entered: date, by: str, name: str) -> ProgressEntry:
    is_fact = id_ in known.facts
    about = {"task": known.facts[id_], "fact": id_} if is_fact else {"task": id_}
    return ProgressEntry.model_validate({**about, "entered": entered.isoformat(), "by": by, "source": name, **stated})


def _append(data: Path, entries: Sequence[ProgressEntry]) -> None:
    columns = columns_of(ProgressEntry)
    for document in dict.fromkeys(entry.document for entry in entries):
        path = progress_file(data, document)
        path.parent.mkdir(exist_ok=True)
        own = [entry for entry in entries if entry.document == document]
        append_rows(path, columns, [_cells(entry) for entry in own])


def _cells(entry: ProgressEntry) -> dict[str, str]:
    return {name: _cell(value) for name, value in entry.model_dump().items() if value is not None}


def _cell(value: object) -> str:
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)


def _account() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "-"


def publish(data: Path, home: Path) -> None:
    """Publish what was taken in. Raises BuildInProgress, InvalidData, GateFailed."""
    from kg.build.pipeline import build

    build(data, home)
