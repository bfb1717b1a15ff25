"""One at a time gives ids."""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import CurationInProgress

_LOCK = ".ids.lock"


@contextmanager
def giving_ids(data: Path, wait: float) -> Iterator[None]:
    """Hold the right to give ids in `data`. Waits up to `wait` seconds. Raises CurationInProgress, OSError."""
    path = data.resolve() / _LOCK
    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise CurationInProgress(str(data), _holder(path)) from error
    try:
        with suppress(OSError):  # a locked file cannot be written on every system, and the lock holds without a name
            path.write_text(f"{_myself()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def _myself() -> str:
    user = ""
    with suppress(KeyError, OSError, ImportError):
        user = f"{getpass.getuser()}@"
    return f"{user}{platform.node()}, PID {os.getpid()}, {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"


def _holder(path: Path) -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text(encoding="utf-8").strip() or None
    return None
