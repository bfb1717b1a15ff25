"""The parts of a Word document, found by its relationships (ECMA-376 part 2). Nothing outside the archive is ever asked for."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.archives import open_archive
from kg.intake.docx.names import RELATIONSHIPS, as_transitional, local
from kg.intake.xml import parse_xml

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "word/document.xml"
RELATIONSHIP = f"{{{RELATIONSHIPS}}}"
"""Beginning of the names of attributes that refer to a relationship."""


class Package:
    """A document as parts. Raises UnreadableFile for a part that cannot be read, and where there is no document among them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive = open_archive(path)
        self._names = {name.lower().lstrip("/"): name for name in self._archive.names}
        whole = self._relationships("")
        self._main = self._main_of(whole)
        self._related = self._relationships(self._main)
        self._parts = [*self._related.values(), *whole.values()]

    @property
    def document(self) -> etree._Element:
        root = self._parse(self._main)
        if local(root) != "document":
            raise self._no_document()
        return root

    def part(self, kind: str) -> etree._Element | None:
        """The part that is related to the document or the whole as `styles`, `numbering`, `core-properties`..., if it is there."""
        return next((self._parse(name) for own, name in self._parts if own == kind and self._holds(name)), None)

    def named(self, name: str) -> etree._Element | None:
        """The part with that name, if there is one."""
        return self._parse(name) if self._holds(name) else None

    def target(self, relationship: str | None) -> str:
        """The name of the part that the id of a relationship leads to; empty where it leads nowhere or out of the file."""
        return self._related.get(relationship or "", ("", ""))[1]

    def _main_of(self, whole: dict[str, tuple[str, str]]) -> str:
        found = next((name for kind, name in whole.values() if kind == "officeDocument"), _MAIN)
        if not self._holds(found):
            found = _MAIN
        if not self._holds(found):
            raise self._no_document()
        return found

    def _relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Id -> kind, the last word of its type, and name of the part. Targets outside the file are left out."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._holds(listing):
            return {}
        found = {}
        for item in self._parse(listing):
            if isinstance(item.tag, str) and item.get("TargetMode") != "External":
                target = unquote(item.get("Target", ""))
                resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[item.get("Id", "")] = ((item.get("Type") or "").rsplit("/", 1)[-1], resolved)
        return found

    def _holds(self, name: str) -> bool:
        return name.lower() in self._names

    def _parse(self, name: str) -> etree._Element:
        return as_transitional(parse_xml(self._archive.read(self._names[name.lower()]), name))

    def _no_document(self) -> UnreadableFile:
        return UnreadableFile(str(self._path), message("intake.fault.no_word_document"), message("intake.remedy.no_word_document"))
