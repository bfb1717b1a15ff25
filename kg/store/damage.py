"""Files of a published version that cannot be read: the errors of the engines as one of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import DamagedVersion
from kg.i18n import Message

_DUCKDB = {"Error", "FatalException", "IOException", "InternalException", "InvalidInputException", "SerializationException"}
"""What DuckDB raises for a Parquet file that is missing, cut or overwritten; `Error` itself where a page cannot be decoded."""
_ROCKSDB = ("Corruption", "IO error")
"""How messages of Oxigraph's storage begin; pyoxigraph raises RuntimeError and OSError."""
_LONGEST = 200


@contextmanager
def reading_version(file: Path) -> Iterator[None]:
    """Read `file`, a file or folder of a version, inside. Raises DamagedVersion where it cannot be read."""
    try:
        yield
    except Exception as error:
        if not is_damage(error):
            raise
        raise damaged(file, error) from error


def is_damage(error: Exception) -> bool:
    """Whether an engine says by this error that what it reads is not whole."""
    if isinstance(error, sqlite3.Error):
        return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError)
    if type(error).__module__.endswith("duckdb"):
        return type(error).__name__ in _DUCKDB
    return isinstance(error, OSError | RuntimeError) and str(error).startswith(_ROCKSDB)


def damaged(file: Path, error: object) -> DamagedVersion:
    """The error of ours, with the folder of the version that `file` belongs to; a bare store belongs to none."""
    version = next((folder for folder in file.parents[:2] if folder.parent.name == "versions"), None)
    if isinstance(error, Message):
        return DamagedVersion(str(version) if version else None, str(file), error)
    fault = next(iter(str(error).splitlines()), "") or type(error).__name__
    return DamagedVersion(str(version) if version else None, str(file), fault[:_LONGEST])
