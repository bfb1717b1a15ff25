"""What a home keeps and nothing needs any more: older versions, build results of other inputs, originals that no version refers to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store.files import remove_other_files
from kg.store.versions import all_versions, building, open_version


@dataclass(frozen=True)
class Collected:
    """Folders that were removed, and by how many bytes the home is smaller. A file that a kept version links too frees nothing."""

    versions: int
    results: int
    bytes: int


def collect(home: Path, *, everything: bool = False) -> Collected:
    """Remove what the version in use and the one before it do not need; with `everything`, the one before it too.

    No reader of the version in use is disturbed. Raises NoVersion, UnreadableHome, DamagedVersion, OtherBase, BuildInProgress.
    """
    current = open_version(home)
    with building(home):
        before = _size(home)
        versions = [version for version in all_versions(home) if version.path != current.path] if everything else []
        results = list(_unused(home / "cache", current.manifest["documents"]))
        for folder in (*(version.path for version in versions), *results):
            shutil.rmtree(folder, ignore_errors=True)
        for left in (home / "cache").iterdir():
            if not any(left.iterdir()):
                left.rmdir()
        remove_other_files(home, {sha256 for version in all_versions(home) for sha256 in version.originals.values()})
        return Collected(len(versions), len(results), before - _size(home))


def _unused(cache: Path, documents: dict[str, str]) -> Iterator[Path]:
    for folder in cache.iterdir():
        yield from (result for result in folder.iterdir() if documents.get(folder.name) != result.name)


def _size(home: Path) -> int:
    """The bytes of all files, each counted once however many names it has."""
    sizes = {}
    for path in home.rglob("*"):
        if path.is_file():
            state = path.stat()
            sizes[state.st_ino] = state.st_size
    return sum(sizes.values())
