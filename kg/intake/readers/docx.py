"""Reads Word documents (.docx, .docm): what a reader sees in Word, with automatic numbers. No macro runs, no link is followed.

Headers, footers and comments are no text. Tracked changes are read as accepted; each is a doubt with the words it took away.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.docx.lines import composed
from kg.intake.docx.package import Package
from kg.intake.docx.story import document_lines
from kg.intake.pages import ReadText

NAME = "docx"
VERSION = "1"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read(path: Path) -> ReadText:
    """The text of a Word document, without pages: Word makes them where it is opened. Raises UnreadableFile."""
    return _read(path, converted=False)


def read_converted(path: Path) -> ReadText:
    """The text of a document that LibreOffice made of another format. Raises UnreadableFile."""
    return _read(path, converted=True)


def _read(path: Path, *, converted: bool) -> ReadText:
    package = Package(path)
    lines, pictures = document_lines(package, converted=converted)
    text, doubts = composed(lines)
    if not text and pictures:
        fault = message("intake.fault.pictures_only", count=pictures)
        raise UnreadableFile(str(path), fault, message("intake.remedy.pictures_only"))
    if not text:
        raise UnreadableFile(str(path), message("intake.fault.no_words"), message("intake.remedy.no_words"))
    return ReadText(text, NAME, VERSION, doubts=doubts, stated=_stated(package, text))


def _stated(package: Package, text: str) -> dict[str, str]:
    """The title among the properties, where it stands in the text: many documents have that of another they were copied from."""
    properties = package.part("core-properties")
    title = ((properties.findtext(_TITLE) if properties is not None else None) or "").strip()
    return {"title": title} if len(title) > 3 and title in text.replace("\n", "") else {}
