"""A changed text becomes a new version beside the old one, with the facts whose words still stand.

The new version is a document of its own: a stored text never changes, and ids of facts name their text. The head of the old one names
it (`later_version`), so that the facts of the two are not counted twice. No `replaces` is written: no words of the text say so.
It is curated as the old one was, because its facts were read and are proven anew; what was not read stands in `unread.csv`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.curation.lock import giving_ids
from kg.errors import InvalidData, writing
from kg.i18n import Message, text
from kg.loaders.documents import HEAD
from kg.watch.carry import Left
from kg.watch.check import Checked
from kg.watch.held import HeldDocument
from kg.watch.new_version import DATA_LANGUAGE, NewVersion, edit_head


@dataclass(frozen=True)
class Taken:
    """A new version: its id, the facts carried over (old id -> new id), what was left, and the clauses still to be read with the reason."""

    document: str
    carried: dict[str, str]
    left: tuple[Left, ...]
    unread: dict[str, Message | str]


def take_version(checked: Checked, data: Path, now: datetime | None = None, wait: float = 5.0) -> Taken:
    """Make the new version of a document that was found changed, and mark the old one. What fails leaves nothing behind.

    `now` is the time of the visit, else this very time. Waits up to `wait` seconds for others who give ids.
    Raises InvalidData where the new text cannot be loaded, CurationInProgress, CannotWrite, DiskFull.
    """
    shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    if problems:
        raise InvalidData(problems)
    document, fetched, now = checked.document, checked.fetched, now or datetime.now(UTC)
    if fetched is None:
        raise ValueError(f"{document.id} is {checked.outcome}")
    id_ = _next_id(document.id, data)
    folder = data / "documents" / id_
    with writing(folder), giving_ids(data, wait), _stage(data, id_) as stage:
        version = NewVersion(document, fetched, data, shared, stage, now, checked.moved_to)
        version.write()
        stage.rename(folder)
        _mark(document, id_, now)
    carried = {row.old_id: row.new_id for row in version.rows}
    return Taken(id_, carried, tuple(version.left), version.unread if document.head.curated else {})


def _next_id(document: str, data: Path) -> str:
    base = re.sub(r"-v\d+$", "", document)
    number = 2
    while (data / "documents" / f"{base}-v{number}").exists():
        number += 1
    return f"{base}-v{number}"


@contextmanager
def _stage(data: Path, id_: str) -> Iterator[Path]:
    """A folder inside `data`, and outside of its documents, that has the name of the new one."""
    above = data / f".taking-{id_}"
    shutil.rmtree(above, ignore_errors=True)
    stage = above / id_
    stage.mkdir(parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(above, ignore_errors=True)


def _mark(document: HeldDocument, later: str, now: datetime) -> None:
    basis = text("watch.basis", DATA_LANGUAGE, day=now.date().isoformat(), later=later)
    edit_head(document.folder / HEAD, {"status": "replaced", "status_basis": basis, "later_version": later})
