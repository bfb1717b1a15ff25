"""The parts of an OFD: its XML, found and read whatever namespaces, letter cases and paths its producer wrote."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kg.errors import UnreadableFile
from kg.i18n import message
from kg.intake.archives import damaged, open_archive
from kg.intake.xml import parse_xml

_TAG = re.compile(rb"<(/?)[^\s<>/=\"':!?]*:(?=[A-Za-z])")
_NAMESPACE = re.compile(rb"""\s+xmlns(?::[^\s=]*)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_ATTRIBUTE = re.compile(rb"""(\s)[A-Za-z_][^\s<>/="':]*:(?=[A-Za-z_][^\s<>/="':]*\s*=)""")

_LARGEST = 1e6


class Package:
    """The members of an OFD by their paths. Paths are looked for from the part that names them, then from the root, case apart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive = open_archive(path)
        self._names = {_plain(name).casefold(): name for name in reversed(self._archive.names)}

    def find(self, base: str, location: str) -> str | None:
        """The member that a part `base` calls `location`."""
        location = location.strip().replace("\\", "/")
        if not location:
            return None
        beside = [] if location.startswith("/") else [posixpath.join(posixpath.dirname(base), location)]
        for candidate in (*beside, location):
            name = self._names.get(_plain(posixpath.normpath(_plain(candidate))).casefold())
            if name is not None:
                return name
        return None

    def read(self, name: str) -> bytes:
        return self._archive.read(name)

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Prefixes that are not declared are left out. Raises UnreadableFile."""
        data = self._archive.read(name)
        try:
            return parse_xml(data, name)
        except UnreadableFile:
            repaired = _ATTRIBUTE.sub(rb"\1", _NAMESPACE.sub(b"", _TAG.sub(rb"<\1", data)))
            try:
                return parse_xml(repaired, name)
            except UnreadableFile as error:
                raise UnreadableFile(str(self._path), error.fault, error.remedy) from error

    def root(self) -> etree._Element:
        """The root of `OFD.xml`. Raises UnreadableFile where there is none."""
        name = self.find("", "OFD.xml")
        if name is None:
            raise damaged(self._path, message("intake.part.missing", part="OFD.xml"))
        return self.xml(name)


def _plain(name: str) -> str:
    return name.replace("\\", "/").removeprefix("./").lstrip("/")


def tag(element: etree._Element) -> str:
    """The local name of an element in small letters; empty for comments."""
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *path: str) -> Iterator[etree._Element]:
    """The elements at a path of local names under an element."""
    if element is None:
        return
    for child in element:
        if tag(child) == path[0].lower():
            if len(path) == 1:
                yield child
            else:
                yield from children(child, *path[1:])


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at a path of local names."""
    return next(children(element, *path), None)


def words(element: etree._Element | None, *path: str) -> str:
    """The text of the first element at a path; empty where there is none."""
    found = child(element, *path)
    return (found.text or "").strip() if found is not None else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute, case and namespace apart; empty where there is none."""
    small = name.lower()
    return next((value.strip() for key, value in element.items() if key.rpartition("}")[2].lower() == small), "")


def numbers(text: str) -> list[float]:
    """Numbers parted by blanks; what is none, or larger than any page, is left out."""
    found = []
    for one in text.split():
        try:
            number = float(one)
        except ValueError:
            continue
        if abs(number) < _LARGEST:
            found.append(number)
    return found
