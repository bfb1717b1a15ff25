"""Published versions: a folder each, and a file `current` that names the one in use.

<home>/current                      the id of the version in use, replaced in one step
<home>/versions/<id>/manifest.json  what it was built from, and the records of its files
<home>/versions/<id>/graph/         Oxigraph
<home>/versions/<id>/tables/        Parquet
<home>/versions/<id>/words.sqlite   the full-text index
<home>/versions/<id>/names.sqlite   the index of names
<home>/versions/<id>/texts.sqlite   the source texts
<home>/files/<sha256>               the originals of documents
<home>/pictures/<sha256>/           pictures of their pages, made when asked for
<home>/drafts/<id>/                 drafts of its documents, made when asked for
<home>/cache/<document>/<hash>/     the build result of one document
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import BuildInProgress, DamagedVersion, NoVersion, OtherBase, UnreadableHome
from kg.store.damage import damaged
from kg.store.integrity import Fault, Records, faults, recorded, sync, write_synced
from kg.store.manifest import MANIFEST, read_manifest, records_of, write_manifest

LAYOUT = "6: names in a file of their own"
"""Changed whenever the files of a version, or their formats, change."""
KEPT_VERSIONS = 2
"""How many versions are kept on disk. Readers may still use the previous one."""


@dataclass(frozen=True)
class Version:
    path: Path

    @property
    def id(self) -> str:
        return self.path.name

    @property
    def graph(self) -> Path:
        return self.path / "graph"

    @property
    def tables(self) -> Path:
        return self.path / "tables"

    @property
    def fulltext(self) -> Path:
        return self.path / "words.sqlite"

    @property
    def names(self) -> Path:
        return self.path / "names.sqlite"

    @property
    def texts(self) -> Path:
        return self.path / "texts.sqlite"

    @property
    def home(self) -> Path:
        return self.path.parent.parent

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Raises OSError, ValueError."""
        return read_manifest(self.path / MANIFEST)

    @property
    def published(self) -> int:
        """When the version was published, in nanoseconds. It differs where the same version was published anew. Raises OSError."""
        return (self.path / MANIFEST).stat().st_mtime_ns

    @property
    def records(self) -> Records:
        """The records of all files but the manifest; none in a version of an older program."""
        return records_of(self.manifest)

    def faults(self, *, contents: bool = False) -> Iterator[Fault]:
        """The files that are missing or changed; with `contents`, all are hashed. Raises OSError, ValueError."""
        return faults(self.path, self.records, contents=contents)

    def check_files(self) -> None:
        """Raises DamagedVersion where a file is missing or changed."""
        for fault in self.faults():
            raise damaged(fault.file, fault.fault)

    @property
    def originals(self) -> dict[str, str]:
        """Document -> SHA-256 of its original. Empty for a version of before there were any, or one without a manifest."""
        try:
            content: dict[str, str] = self.manifest.get("originals", {})
            return content
        except (OSError, ValueError):
            return {}


def all_versions(home: Path) -> list[Version]:
    """The versions that are kept in `home`."""
    return [Version(path) for path in (home / "versions").iterdir() if not path.name.startswith(".")]


def current_version(home: Path) -> Version | None:
    """The version in use; None where none is published, or its files are incomplete."""
    try:
        name = (home / "current").read_text(encoding="ascii").strip()
        version = Version(home / "versions" / name)
        return version if name and isinstance(version.manifest, dict) else None
    except (OSError, ValueError):
        return None


def open_version(home: Path) -> Version:
    """The version in use. Raises NoVersion, UnreadableHome, DamagedVersion, OtherBase."""
    version = current_version(home)
    if version is None:
        raise _why_none(home)
    check_base(version)
    return version


def _why_none(home: Path) -> NoVersion | UnreadableHome | DamagedVersion:
    """Why `current_version` gives none."""
    try:
        version = Version(home / "versions" / (home / "current").read_text(encoding="ascii", errors="replace").strip())
        fault: object = f"found {type(version.manifest).__name__}"
    except (FileNotFoundError, NotADirectoryError):
        return NoVersion(str(home))
    except OSError as error:
        return UnreadableHome(str(error.filename), error.strerror or str(error))
    except ValueError as error:
        fault = error
    return damaged(version.path / MANIFEST, fault)


def check_base(version: Version) -> None:
    """Raises OtherBase where the version was built with another base. One whose manifest names none has the canonical one."""
    from kg.rdf.namespaces import BASE, CANONICAL

    built = version.manifest.get("base", CANONICAL)
    if built != BASE:
        raise OtherBase(version.id, built, BASE)


@contextmanager
def building(home: Path) -> Iterator[None]:
    """Hold the build lock of `home`. Raises BuildInProgress where another process has it."""
    from filelock import FileLock, Timeout

    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / "building.lock", timeout=0):
            for left in (home / "versions").glob(".*-*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
    except Timeout as error:
        raise BuildInProgress(str(home)) from error


def new_folder(home: Path) -> Path:
    """A new empty folder to build a version in."""
    folder = home / "versions" / f".new-{os.getpid()}"
    folder.mkdir(parents=True)
    return folder


def seal(folder: Path, manifest: dict[str, Any], previous: Version | None = None) -> None:
    """Sync and record the files that were built in `folder`, and write its manifest. Links into `previous` keep their records."""
    files = recorded(folder, previous.records, previous.path) if previous else recorded(folder)
    write_manifest(folder, manifest, files)


def switch_to(home: Path, folder: Path, id_: str) -> Version:
    """Make the sealed `folder` the version `id_` and the one in use, atomically. Deletes all but KEPT_VERSIONS."""
    version = Version(home / "versions" / id_)
    replaced = version.path.with_name(f".old-{id_}")
    shutil.rmtree(replaced, ignore_errors=True)
    if version.path.exists():
        version.path.rename(replaced)
    folder.replace(version.path)
    sync(version.path.parent)
    write_synced(home / "current", f"{id_}\n".encode("ascii"))
    shutil.rmtree(replaced, ignore_errors=True)
    others = sorted((p for p in version.path.parent.iterdir() if p != version.path), key=lambda p: p.stat().st_mtime)
    for old in others[: -(KEPT_VERSIONS - 1)]:
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(home / "drafts" / old.name, ignore_errors=True)
    return version
