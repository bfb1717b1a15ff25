"""The originals of documents in a home: `<home>/files/<sha256>`, each once, whatever versions refer to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import CannotRead
from kg.i18n import message
from kg.model.original import Original
from kg.store.damage import damaged
from kg.store.integrity import Fault, hash_of, sync

_MEDIA_TYPES: Mapping[str, str] = {
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "htm": "text/html",
    "mht": "multipart/related",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "wps": "application/vnd.ms-works",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
    "xml": "application/xml",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}


@dataclass(frozen=True)
class OriginalFile:
    """The file that the text of a document was made from, byte for byte."""

    path: Path
    name: str
    """The name it was brought under."""
    media_type: str
    sha256: str

    def read(self) -> bytes:
        return self.path.read_bytes()


def media_type_of(file: str) -> str:
    """The media type that the ending of `original.<ext>` stands for."""
    return _MEDIA_TYPES.get(file.rpartition(".")[2], "application/octet-stream")


def original_file(home: Path, original: Original) -> OriginalFile:
    """The original as it is kept in `home`. Raises DamagedVersion where it is not there any more, or has other bytes."""
    path = kept_path(home, original.sha256)
    for fault in original_faults(home, {original.file: original.sha256}, contents=True):
        raise damaged(path, fault.fault)
    return OriginalFile(path, original.name, media_type_of(original.file), original.sha256)


def kept_path(home: Path, sha256: str) -> Path:
    return home / "files" / sha256


def original_faults(home: Path, originals: Mapping[str, str], *, contents: bool = False) -> Iterator[Fault]:
    """The originals (document -> SHA-256) that are not in the home; with `contents`, those too whose bytes are others. Raises OSError."""
    for sha256 in sorted(set(originals.values())):
        path = kept_path(home, sha256)
        if not path.is_file():
            yield Fault(path, message("errors.damaged-version.missing"))
        elif contents and hash_of(path) != sha256:
            yield Fault(path, message("errors.damaged-version.content"))


def keep_file(home: Path, source: Path, sha256: str, *, check: bool = False) -> None:
    """Copy `source` into the home, unless it is there; with `check`, unless it is there with these bytes.

    Raises CannotRead where `source` has another hash, OSError.
    """
    path = kept_path(home, sha256)
    if path.is_file() and not (check and hash_of(path) != sha256):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{sha256}-{os.getpid()}")
    try:
        with source.open("rb") as file, beside.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        if (found := hash_of(beside)) != sha256:
            raise CannotRead(str(source), f"SHA-256 {found}")
        sync(beside)
        beside.replace(path)
        sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def remove_other_files(home: Path, kept: Collection[str]) -> None:
    """Remove originals, and the pictures of their pages, whose hash is not in `kept`."""
    for folder in (home / "files", home / "pictures"):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name in kept:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
