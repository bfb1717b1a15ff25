"""Readers, one a family of formats. Each module has NAME, VERSION and `read(path) -> ReadText`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kg.intake.pages import ReadText

READERS = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "docx": "docx",
    "doc": "office",
    "wps": "office",
    "rtf": "office",
    "odt": "office",
    "xml": "office",
    "pdf": "pdf",
    "png": "ocr",
    "jpeg": "ocr",
    "tiff": "ocr",
    "ofd": "ofd",
}
"""Media type -> the module of this package that reads it."""


class Reader(Protocol):
    """What a module of this package gives. `NAME` stands in `ReadText.reader`; `VERSION` rises when its texts change."""

    NAME: str
    VERSION: str

    def read(self, path: Path) -> ReadText:
        """The text of a file whose content is of the reader's media type. Raises UnreadableFile, MissingReader, CannotRead."""
        ...


def reader_of(media_type: str) -> Reader:
    """The module that reads files of a media type of `READERS`, imported now."""
    return cast(Reader, import_module(f"{__name__}.{READERS[media_type]}"))
