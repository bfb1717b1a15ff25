"""The files beside a text: the original that it was made from, its pages, where the text stands on them, what is doubtful."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from kg.curation.files import write_rows
from kg.intake.pages import ReadText
from kg.loaders.original import DOUBTS, LAYOUT, PAGES
from kg.loaders.validation import columns_of
from kg.model.original import Doubt, Original, Page, Stretch

_ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "jpeg": "jpg", "tiff": "tif"}
"""Of media types whose name is no ending."""
_PLACES = 5
"""Of the decimals of a share of a page: a hundredth of a millimetre."""


def describe_original(path: Path, media_type: str, read: ReadText) -> Original:
    """What `document.yaml` says of the file that `read` was made from. Raises OSError."""
    ending = _ENDINGS.get(media_type, media_type)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Original(file=f"original.{ending}", name=path.name, sha256=sha256, reader=read.reader, version=read.version)


def keep_files(folder: Path, path: Path, original: Original, read: ReadText) -> None:
    """Write them into `folder`. A table without rows is not written. Raises OSError."""
    shutil.copyfile(path, folder / original.file)
    _write(folder / PAGES, Page, read.pages)
    _write(folder / LAYOUT, Stretch, read.layout)
    _write(folder / DOUBTS, Doubt, read.doubts)


def _write(path: Path, model: type[BaseModel], records: Sequence[BaseModel]) -> None:
    if records:
        write_rows(path, columns_of(model), [{name: _cell(value) for name, value in record} for record in records])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.{_PLACES}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
