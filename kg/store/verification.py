"""Everything that a home keeps, held against what is on record of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.i18n import message
from kg.store.files import original_faults
from kg.store.integrity import CACHE_RECORDS, Fault, faults, records_from_json
from kg.store.manifest import MANIFEST
from kg.store.versions import Version, all_versions, current_version, open_version


@dataclass(frozen=True)
class Verified:
    """What was read: files, bytes, and the faults found. `name`: the id of a version, `originals` or `cache`."""

    name: str
    files: int
    bytes: int
    faults: tuple[Fault, ...]


def verify(home: Path) -> Iterator[Verified]:
    """Read every file of the versions, of the originals and of the cache.

    Raises NoVersion, UnreadableHome, DamagedVersion where no version can be opened at all.
    """
    if current_version(home) is None:
        open_version(home)
    versions = sorted(all_versions(home), key=lambda version: version.id)
    for version in versions:
        yield _version(version)
    originals = {sha256: sha256 for version in versions for sha256 in version.originals.values()}
    yield Verified("originals", len(originals), _bytes(home / "files"), tuple(original_faults(home, originals, contents=True)))
    yield _cache(home / "cache")


def _version(version: Version) -> Verified:
    try:
        records = version.records
    except (OSError, ValueError, TypeError) as error:
        fault = Fault(version.path / MANIFEST, message("errors.damaged-version.unreadable", fault=str(error)))
        return Verified(version.id, 1, 0, (fault,))
    found = tuple(version.faults(contents=True))
    return Verified(version.id, len(records), sum(record.size for record in records.values()), found)


def _cache(cache: Path) -> Verified:
    found: list[Fault] = []
    files = size = 0
    for path in sorted(cache.glob(f"*/*/{CACHE_RECORDS}")):
        try:
            records = records_from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            found.append(Fault(path, message("errors.damaged-version.unreadable", fault=str(error))))
            continue
        files, size = files + len(records), size + sum(record.size for record in records.values())
        found += faults(path.parent, records, contents=True)
    return Verified("cache", files, size, tuple(found))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir()) if folder.is_dir() else 0
