"""Draws a page of a PDF or image: `python -m kg.store.draw_page FILE MEDIA_TYPE PAGE WIDTH` writes a PNG to standard output."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from kg.isolation import isolate, limit_file_size, limit_memory, limit_time

if TYPE_CHECKING:
    from PIL.Image import Image

_MEMORY, _CPU_SECONDS = 2 << 30, 15
_TALLEST = 4
"""Pages higher than so many widths are not drawn."""
_MOST_PIXELS = 200_000_000
"""Of an image, as it is stored."""


def draw(path: str, media_type: str, page: int, width: int) -> bytes:
    """The page, counted from 1, as a PNG of that width in pixels. Raises what the libraries raise, ValueError."""
    picture = _of_pdf(path, page, width) if media_type == "application/pdf" else _of_image(path, page, width)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=False)
    return content.getvalue()


def _of_pdf(path: str, page: int, width: int) -> Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    sheet = document[page - 1]
    wide, high = sheet.get_size()
    _check_shape(wide, high)
    picture: Image = sheet.render(scale=width / wide, may_draw_forms=False).to_pil()
    return picture.convert("RGB")


def _of_image(path: str, page: int, width: int) -> Image:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # twice as many are an error
    picture = Image.open(path, formats=("PNG", "JPEG", "TIFF"))
    picture.seek(page - 1)
    picture.draft("RGB", (width, width * _TALLEST))
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    _check_shape(*upright.size)
    return upright.resize((width, max(1, round(upright.height * width / upright.width))), Image.Resampling.LANCZOS, reducing_gap=2)


def _check_shape(width: float, height: float) -> None:
    if not (width > 0 and 0 < height <= _TALLEST * width):
        raise ValueError(f"a page of {width} by {height}")


if __name__ == "__main__":
    isolate(niceness=5)
    limit_time(_CPU_SECONDS)
    limit_file_size(0)
    limit_memory(_MEMORY)
    sys.stdout.buffer.write(draw(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
