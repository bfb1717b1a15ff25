"""Scans: PNG, JPEG and TIFF pictures of pages, read offline by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnreadableFile, reading
from kg.i18n import message
from kg.intake.pages import Page, ReadText
from kg.intake.scans import read_picture, require_ocr

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "ocr"
VERSION = "1"
_PIXELS = 80_000_000
"""An A3 page of 600 dpi has 70 million."""
_PAGES = 500
_A4 = (595.28, 841.89)
_RESOLUTIONS = range(60, 1201)
"""Dots an inch that a scanner writes down; others are made up by programs."""


def version() -> str:
    """Of this reader and of what recognises letters."""
    from kg.intake import ocr

    return f"{VERSION}, {ocr.version()}"


def read(path: Path) -> ReadText:
    """The text of a picture, or of all pictures of a TIFF. Raises UnreadableFile, MissingReader, CannotRead."""
    require_ocr(path)
    from kg.intake.layout import compose

    contents, pages = [], []
    for number, (image, (width, height)) in enumerate(_pictures(path), 1):
        contents.append(read_picture(path, image, number, (width, height)))
        pages.append(Page(page=number, width=round(width, 2), height=round(height, 2)))
    composed = compose(contents)
    if not composed.text.strip():
        raise UnreadableFile(str(path), message("intake.fault.no_text"), message("intake.remedy.no_text"))
    return ReadText(composed.text, NAME, version(), tuple(pages), composed.layout, composed.doubts)


def _pictures(path: Path) -> Iterator[tuple[Image, tuple[float, float]]]:
    """The pictures of a file as cameras and scanners meant them to be seen, with their sizes in points."""
    import PIL.Image
    from PIL import ImageOps, UnidentifiedImageError

    PIL.Image.MAX_IMAGE_PIXELS = None  # the size is checked here, before anything is decoded
    with reading(path):
        path.open("rb").close()
    try:
        with PIL.Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            if count > _PAGES:
                fault = message("intake.fault.many_pages", pages=count, limit=_PAGES)
                raise UnreadableFile(str(path), fault, message("intake.remedy.too_large"))
            for number in range(count):
                image.seek(number)
                if image.width * image.height > _PIXELS:
                    fault = message("intake.fault.large_image", width=image.width, height=image.height)
                    raise UnreadableFile(str(path), fault, message("intake.remedy.large_image"))
                resolution = image.info.get("dpi", (0, 0))[0]
                upright = ImageOps.exif_transpose(image)
                yield upright, _size(upright, float(resolution))
    except (UnidentifiedImageError, SyntaxError, ValueError, EOFError, OSError) as error:
        fault = message("intake.fault.damaged", detail=str(error)[:120])
        raise UnreadableFile(str(path), fault, message("intake.remedy.damaged")) from error


def _size(image: Image, resolution: float) -> tuple[float, float]:
    """In points, by the resolution that the file states; without one, as A4, of which a tall screenshot has the width."""
    width, height = image.size
    scale = width / _A4[0] if height > 2 * width else max(width, height) / _A4[1]
    if round(resolution) in _RESOLUTIONS and resolution != 72:
        scale = resolution / 72
    return width / scale, height / scale
