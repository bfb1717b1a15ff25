"""Whether the files of a folder are as they were written.

Each file has a record: its size, when it was written, its SHA-256. A file of the same size and time is taken as it was; one of another time
is hashed. So an open costs one `stat` a file, and whoever writes into a file by the file system is found out. What changes below it (a disk
that returns other bytes) is found where contents are checked too: by `kg verify`, by `kg build` where nothing changed, by a server
when it opens a version and once a day.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kg.i18n import Message, message

CACHE_RECORDS = "files.json"
"""The file with the records of the other files of a folder of the cache."""
_NOT_RECORDED = {"LOCK", "LOG"}
"""RocksDB's lock and diary: they hold no data."""


class FileRecord(NamedTuple):
    """What is on record of a file: bytes, time of writing in microseconds since 1970, SHA-256."""

    size: int
    modified: int
    sha256: str


Records = dict[str, FileRecord]
"""Path relative to the folder -> its record."""


class Fault(NamedTuple):
    """A file that is not as it was written."""

    file: Path
    fault: Message


def hash_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name != "posix":
        return  # elsewhere a folder cannot be synced
    file = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def write_synced(path: Path, content: bytes) -> None:
    """Write a file in one step: it is there whole, or as it was before."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(content)
    sync(beside)
    beside.replace(path)
    sync(path.parent)


def recorded(folder: Path, known: Mapping[str, FileRecord] | None = None, linked: Path | None = None) -> Records:
    """Sync and hash all files below `folder`. Those that are hard links into the folder `linked` keep what is `known` of them."""
    records: Records = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            sync(path)
        elif path.name not in _NOT_RECORDED:
            if known and linked and name in known and (linked / name).is_file() and path.samefile(linked / name):
                records[name] = known[name]
                continue
            sync(path)
            state = path.stat()
            records[name] = FileRecord(state.st_size, state.st_mtime_ns // 1000, hash_of(path))
    sync(folder)
    return records


def faults(folder: Path, records: Mapping[str, FileRecord], *, contents: bool = False) -> Iterator[Fault]:
    """The files of `folder` that are missing or changed. With `contents`, each is read and hashed.

    A file that was only touched or copied gets the time on record back, so that it is not hashed again.
    """
    for name, expected in records.items():
        path = folder / name
        try:
            state = path.stat()
            if state.st_size != expected.size:
                yield Fault(path, message("errors.damaged-version.size", size=state.st_size, expected=expected.size))
            elif contents or state.st_mtime_ns // 1000 != expected.modified:
                if hash_of(path) != expected.sha256:
                    yield Fault(path, message("errors.damaged-version.content"))
                elif state.st_mtime_ns // 1000 != expected.modified:
                    with suppress(OSError):
                        os.utime(path, ns=(state.st_atime_ns, 1000 * expected.modified))
        except FileNotFoundError:
            yield Fault(path, message("errors.damaged-version.missing"))
        except OSError as error:
            yield Fault(path, message("errors.damaged-version.unreadable", fault=error.strerror or str(error)))


def records_from_json(content: Mapping[str, Iterable[object]]) -> Records:
    """The records that a JSON file holds. Raises TypeError where they are none."""
    return {str(name): FileRecord(*fields) for name, fields in content.items()}  # type: ignore[arg-type]
