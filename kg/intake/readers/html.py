"""Saved pages of government sites: the document that they show, from its title to its last line."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.html.document import PageDocument, page_document
from kg.intake.html.source import read_page
from kg.intake.pages import Doubt, ReadText
from kg.intake.readers.text import broken_places

NAME = "html"
VERSION = "1"
_LEAST = 40
"""Characters of a document. A page with fewer shows none."""


def read(path: Path) -> ReadText:
    """The text of the document on a page, and what the page states of it. Raises UnreadableFile, CannotRead."""
    page = read_page(path)
    found = page_document(page.root)
    if sum(len(line.key) for line in found.lines) < _LEAST:
        raise _without_document(path, page.root, found)
    text, doubts = "", []
    for line in found.lines:
        if line.file and line.is_link:
            doubts.append(Doubt(kind="furniture", start=len(text), end=len(text) + len(line.text), found=line.text))
        text += line.text + "\n"
    stated = found.stated | ({"address": page.address} if page.address else {})
    return ReadText(text, NAME, VERSION, doubts=(*doubts, *broken_places(text)), stated=stated)


def _without_document(path: Path, root: html.HtmlElement, found: PageDocument) -> UnreadableFile:
    """The error for a page without a document: what stands there in its place."""
    holders = [*root.iter("iframe", "embed", "object", "a")]
    addresses = [element.get("src") or element.get("data") or element.get("href") or "" for element in holders]
    if any(".pdf" in address.lower() or ".ofd" in address.lower() for address in addresses):
        return UnreadableFile(str(path), message("intake.fault.page_of_file"), message("intake.remedy.page_of_file"))
    scripts = sum(len(script.text or "") + 200 * bool(script.get("src")) for script in root.iter("script"))
    pictures = len(list(root.iter("img")))
    if pictures and pictures * 400 > scripts:
        return UnreadableFile(str(path), message("intake.fault.page_of_pictures"), message("intake.remedy.page_of_pictures"))
    if scripts:
        return UnreadableFile(str(path), message("intake.fault.page_of_script"), message("intake.remedy.page_of_script"))
    return UnreadableFile(str(path), message("intake.fault.page_empty"), message("intake.remedy.page_empty"))
