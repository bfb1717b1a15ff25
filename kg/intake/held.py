"""The documents that are held: whether a file is one of them, by its number, its title and issuer, or its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.i18n import Message, message
from kg.intake.head.lines import NUMBER_BRACKETS
from kg.loaders.documents import SOURCE, document_folders, load_head
from kg.text.folding import fold

_SERIAL = re.compile(NUMBER_BRACKETS)


@dataclass
class HeldDocuments:
    """What tells documents apart, by their ids."""

    ids: set[str] = field(default_factory=set)
    named: dict[str, str] = field(default_factory=dict)
    """Titles and numbers as written -> ids."""
    _numbers: dict[str, str] = field(default_factory=dict)
    _titles: dict[tuple[str, frozenset[str]], list[tuple[str, str | None, str | None]]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Path) -> HeldDocuments:
        """Those of `data`. One whose head or text cannot be read counts by its id alone."""
        held = cls()
        for folder in document_folders(data):
            head, _ = load_head(folder, data)
            source = folder / SOURCE
            text = source.read_text(encoding="utf-8", errors="replace") if source.is_file() else ""
            held.add(folder.name, text, *((head.title, head.number, head.issuer, head.issued) if head else ("", None, (), None)))
        return held

    def add(self, document: str, text: str, title: str, number: str | None, issuers: Sequence[str], issued: str | None) -> None:
        self.ids.add(document)
        self.named |= {name: document for name in (title, number) if name}
        if text:
            self._texts.setdefault(_digest(text), document)
        if number and _SERIAL.search(number):
            self._numbers.setdefault(_same(number), document)
        if title and issuers:
            self._titles.setdefault((_same(title), _names(issuers)), []).append((document, number, issued))

    def find(self, text: str, title: str, number: str | None, issuers: Sequence[str], issued: str | None) -> tuple[str, Message] | None:
        """The id of the same document and what is the same. One title of one issuer with other numbers or days is another document."""
        if found := self._texts.get(_digest(text)):
            return found, message("adding.same.text")
        if number and (found := self._numbers.get(_same(number))):
            return found, message("adding.same.number", number=number)
        for document, other_number, other_day in self._titles.get((_same(title), _names(issuers)), ()) if issuers else ():
            if _may_agree(number, other_number) and _may_agree(issued, other_day):
                return document, message("adding.same.title", title=title)
        return None


def _same(words: str) -> str:
    return re.sub(r"\s", "", fold(words))


def _names(issuers: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_same, issuers))


def _may_agree(one: str | None, other: str | None) -> bool:
    return not one or not other or _same(one) == _same(other)


def _digest(text: str) -> str:
    return hashlib.sha256(re.sub(r"\s", "", text).encode()).hexdigest()
