"""The originals of documents in a home: `<home>/files/<sha256>`, each once, whatever versions refer to it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import CannotRead
from kg.model.original import Original
from kg.store.damage import damaged

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
    """The original as it is kept in `home`. Raises DamagedVersion where it is not there any more."""
    path = kept_path(home, original.sha256)
    if not path.is_file():
        raise damaged(path, FileNotFoundError(str(path)))
    return OriginalFile(path, original.name, media_type_of(original.file), original.sha256)


def kept_path(home: Path, sha256: str) -> Path:
    return home / "files" / sha256


def keep_file(home: Path, source: Path, sha256: str) -> None:
    """Copy `source` into the home, unless it is there. Raises CannotRead where it has another hash, OSError."""
    path = kept_path(home, sha256)
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{sha256}-{os.getpid()}")
    try:
        with source.open("rb") as file, beside.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        with beside.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            raise CannotRead(str(source), f"SHA-256 {found}")
        beside.replace(path)
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
