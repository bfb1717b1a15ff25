"""Pages that are pictures, which OCR reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MissingReader
from kg.intake.page_content import PageContent
from kg.isolation import limit_time

if TYPE_CHECKING:
    from PIL.Image import Image

COMMAND = 'make ocr, or pip install "zhengmai[ocr]"'
_PACKAGES = ("rapidocr", "onnxruntime", "cv2")
_SECONDS = 60
"""CPU time that a page may take; it takes about 5."""
_DPI = 200
_MOST_PIXELS = 20_000_000


def require_ocr(path: Path) -> None:
    """Raises MissingReader where the extra `ocr` is not installed."""
    if not all(find_spec(package) for package in _PACKAGES):
        raise MissingReader(str(path), "ocr", COMMAND)


def read_picture(path: Path, image: Image, number: int, size: tuple[float, float]) -> PageContent:
    """What is written on a picture of page `number`, of `size` in points. Raises MissingReader where OCR is not installed."""
    require_ocr(path)
    from kg.intake.ocr import read_page_image, version

    limit_time(_SECONDS)
    return replace(read_page_image(image, number, size), read_by=version())


def with_readers(version: str, contents: Iterable[PageContent]) -> str:
    """The version of a reader with those of what read its pictures."""
    return ", ".join([version, *sorted({content.read_by for content in contents if content.read_by})])


def read_scan(path: Path, number: int) -> PageContent:
    """A page of a PDF that is a picture. Raises MissingReader where OCR is not installed."""
    require_ocr(path)
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
        page.close()
    return read_picture(path, image, number, (width, height))
