"""Opens the SQLite files of a version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.store.damage import reading_version


def open_file(path: Path, schema: str, *, write: bool) -> sqlite3.Connection:
    """A connection to an immutable file, to read from any thread; with `write`, one to write: a new file gets the tables of `schema`."""
    if not write:
        with reading_version(path):
            return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    file = sqlite3.connect(path)
    if not file.execute("SELECT 1 FROM sqlite_master").fetchone():
        file.executescript(schema)
    return file
