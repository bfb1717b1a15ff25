"""PDF: the characters of its pages by PDFium, put in order; pages that are pictures by OCR. Scripts in it are not run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.errors import UnreadableFile, reading
from kg.i18n import message
from kg.intake.archives import damaged
from kg.intake.layout import compose
from kg.intake.page_content import PageContent
from kg.intake.pages import Doubt, Page, ReadText
from kg.intake.pdf.pages import page_frame, read_page
from kg.intake.scans import read_scan, with_readers
from kg.intake.second_reading import compared

NAME = "pdf"
VERSION = "1"
MAX_PAGES = 2000


def version() -> str:
    """With that of PDFium's binding."""
    return f"{VERSION}, pypdfium2 {installed('pypdfium2')}"


def read(path: Path) -> ReadText:
    """The text of a PDF, page marks and heads apart, with the place of each printed line.

    Raises UnreadableFile: encrypted with a password, damaged, too many pages, no text; MissingReader where a page is a picture and OCR
    is not installed; CannotRead.
    """
    with _opened(path) as document:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                str(path), message("intake.fault.many_pages", pages=len(document), limit=MAX_PAGES), message("intake.remedy.bounds")
            )
        sizes: list[Page] = []
        contents: list[PageContent] = []
        for number in range(1, len(document) + 1):
            page = _page(path, document, number)
            width, height = page_frame(page).size
            sizes.append(Page(page=number, width=round(width, 2), height=round(height, 2)))
            contents.append(_content(path, page, number))
            page.close()
        attached = _attachments(document)
    composed = compose(contents)
    if not composed.text.strip():
        raise UnreadableFile(str(path), message("intake.fault.no_words"), message("intake.remedy.no_words"))
    doubts = (*(Doubt(kind="several_documents", start=0, end=0, found=name) for name in attached), *composed.doubts)
    return ReadText(composed.text, NAME, with_readers(version(), contents), tuple(sizes), composed.layout, doubts)


@contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    with reading(path):
        path.open("rb").close()
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise UnreadableFile(str(path), message("intake.fault.encrypted"), message("intake.remedy.encrypted")) from error
        raise damaged(path, message("intake.part.pages")) from error
    try:
        yield document
    finally:
        document.close()


def _page(path: Path, document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise damaged(path, message("intake.part.page", page=number)) from error


def _content(path: Path, page: pdfium.PdfPage, number: int) -> PageContent:
    found = read_page(page, number)
    if not found.scan:
        return found.content
    content = read_scan(path, number)
    return compared(content, found.hidden) if content.turn == found.content.turn else content


def _attachments(document: pdfium.PdfDocument) -> list[str]:
    """Names of files in the file."""
    return [document.get_attachment(n).get_name() for n in range(min(document.count_attachments(), 20))]
