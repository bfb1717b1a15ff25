"""OFD, the fixed layout of Chinese offices (GB/T 33190): its characters put in order by their places; pages that are pictures by OCR.

Seals, signatures and annotations are no text.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.archives import damaged
from kg.intake.characters import content_of, hidden_lines, is_on
from kg.intake.layout import compose
from kg.intake.ofd.document import OfdPage, documents, pages
from kg.intake.ofd.parts import Package
from kg.intake.page_content import PageContent, PageDoubt, Rect
from kg.intake.pages import Doubt, Page, ReadText
from kg.intake.scans import read_picture, with_readers

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "ofd"
VERSION = "1"
MAX_PAGES = 2000
_DPI = 200
_MOST_PIXELS = 20_000_000
_SCAN_SHARE = 0.5
_FEW_CHARACTERS = 30
"""As for PDF: beside a picture that covers half of the page, a stamp or a page mark."""


def read(path: Path) -> ReadText:
    """The text of an OFD, page marks and heads apart, with the place of each printed line. Several documents in it follow each other.

    Raises UnreadableFile: damaged, too many pages, no text; MissingReader where a page is a picture and OCR is not installed.
    """
    package = Package(path)
    sizes: list[Page] = []
    contents: list[PageContent] = []
    first_pages: list[int] = []
    for document in documents(package):
        first_pages.append(len(sizes) + 1)
        for found in pages(package, document):
            number = len(sizes) + 1
            if number > MAX_PAGES:
                fault = message("intake.fault.many_pages", pages=number, limit=MAX_PAGES)
                raise UnreadableFile(str(path), fault, message("intake.remedy.bounds"))
            sizes.append(Page(page=number, width=round(found.width, 2), height=round(found.height, 2)))
            contents.append(_content(path, package, found, number))
    if not sizes:
        raise damaged(path, message("intake.part.missing", part="Document.xml"))
    composed = compose(contents)
    if not composed.text.strip():
        raise UnreadableFile(str(path), message("intake.fault.no_words"), message("intake.remedy.no_words"))
    starts = {page: min((one.start for one in composed.layout if one.page >= page), default=len(composed.text)) for page in first_pages[1:]}
    several = tuple(Doubt(kind="several_documents", start=start, end=start, page=page) for page, start in starts.items())
    return ReadText(composed.text, NAME, with_readers(VERSION, contents), tuple(sizes), composed.layout, (*several, *composed.doubts))


def _content(path: Path, package: Package, found: OfdPage, number: int) -> PageContent:
    drawn, size = found.drawn, (found.width, found.height)
    grounds = [*drawn.grounds, *(rect for rect, _ in drawn.pictures)]
    seen = [one for one in drawn.characters if one.seen and is_on(one.glyph.rect, [Rect(0, 0, *size)])]
    seen = [one for one in seen if not one.white or is_on(one.glyph.rect, grounds)]
    pictured = sum(rect.width * rect.height for rect, resource in drawn.pictures if resource in found.pictures)
    if sum(bool(one.glyph.text.strip()) for one in seen) < _FEW_CHARACTERS and pictured >= _SCAN_SHARE * size[0] * size[1]:
        return read_picture(path, _picture(path, package, found, number), number, size)
    content = content_of(number, seen, drawn.rules, size)
    known = set(map(id, seen))
    unseen = hidden_lines(number, [one for one in drawn.characters if id(one) not in known and one.glyph.text.strip()], content)
    return replace(content, doubts=[*content.doubts, *(PageDoubt("hidden_text", line.rect, line.text) for line in unseen)])


def _picture(path: Path, package: Package, found: OfdPage, number: int) -> Image:
    """A page that is pictures, as one."""
    from PIL import Image as pictures

    scale = min(_DPI / 72, (_MOST_PIXELS / (found.width * found.height)) ** 0.5)
    page = pictures.new("RGB", (round(found.width * scale), round(found.height * scale)), "white")
    for rect, resource in found.drawn.pictures:
        if resource not in found.pictures or rect.width * scale < 1 or rect.height * scale < 1:
            continue
        size = min(round(rect.width * scale), 2 * page.width), min(round(rect.height * scale), 2 * page.height)
        try:
            with pictures.open(io.BytesIO(package.read(found.pictures[resource]))) as picture:
                page.paste(picture.convert("RGB").resize(size), (round(rect.left * scale), round(rect.top * scale)))
        except (OSError, ValueError, pictures.DecompressionBombError) as error:
            raise damaged(path, message("intake.part.page", page=number)) from error
    return page
