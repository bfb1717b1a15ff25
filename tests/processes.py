"""Processes of this machine, as /proc tells of them. One that goes while it is looked at is told as gone."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def parents() -> dict[int, int]:
    """Every process, with the one that began it."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            found[int(path.parent.name)] = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    return found


def below(pid: int) -> list[int]:
    """Every process that this one began, and those began."""
    known = parents()
    found = [pid]
    for parent in found:
        found += [child for child, of in known.items() if of == parent]
    return found[1:]


def command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def threads(pid: int) -> list[Path]:
    with contextlib.suppress(OSError):
        return list(Path(f"/proc/{pid}/task").iterdir())
    return []


def alive(pid: int) -> bool:
    """Whether any thread of it is; the first of several may be dead already."""
    return any(map(_runs, threads(pid)))


def _runs(thread: Path) -> bool:
    with contextlib.suppress(OSError):
        return "\nState:\tZ" not in (thread / "status").read_text(encoding="ascii")
    return False


def resident(pid: int) -> int:
    """Bytes."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0
