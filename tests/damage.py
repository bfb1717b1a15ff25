"""Ways in which files of a home get damaged, and manifests that say something else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.store.manifest import read_manifest, records_of, write_manifest


def version_folder(home: Path) -> Path:
    """The folder of the version in use."""
    return home / "versions" / (home / "current").read_text(encoding="ascii").strip()


def largest(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern), key=lambda path: path.stat().st_size)


def noise(path: Path, *, unnoticed: bool = False) -> Path:
    """Other bytes in the middle of a file; `unnoticed`: as a disk changes them, so that the file system does not know."""
    state = path.stat()
    with path.open("r+b") as file:
        file.seek(state.st_size // 2)
        held = file.read(64)
        file.seek(state.st_size // 2)
        file.write(bytes(byte ^ 0x5A for byte in held))
    moment = state.st_mtime_ns if unnoticed else state.st_mtime_ns + 1_000_000
    os.utime(path, ns=(state.st_atime_ns, moment))
    return path


def cut(path: Path) -> Path:
    """The file without its second half."""
    os.truncate(path, path.stat().st_size // 2)
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


Spoil = Callable[[Path], Path]
"""Damages a version in its folder and gives the file."""

DAMAGES: dict[str, Spoil] = {
    "noise in an .sst": lambda version: noise(largest(version, "graph/*.sst")),
    "a lost .sst": lambda version: (path := largest(version, "graph/*.sst"), path.unlink())[0],
    "noise in SQLite": lambda version: noise(version / "words.sqlite"),
    "SQLite cut short": lambda version: cut(version / "texts.sqlite"),
    "Parquet cut short": lambda version: cut(version / "tables" / "tasks.parquet"),
    "noise in Parquet": lambda version: noise(version / "tables" / "funding.parquet"),
}


def rewritten(folder: Path, changes: Mapping[str, Any]) -> None:
    """Make the manifest in `folder` say something else, as a program would that wrote it."""
    content = read_manifest(folder / "manifest.json")
    files = records_of(content)
    write_manifest(folder, {name: value for name, value in content.items() if name != "files"} | dict(changes), files)
