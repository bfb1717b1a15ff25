"""The text that is held of a document, as a source is compared with it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kg.errors import DataIssue, InvalidData, UnknownDocument, ZhengmaiError
from kg.intake.read import read_file
from kg.loaders.documents import document_folders, read_document
from kg.loaders.evidence import ParsedSource
from kg.loaders.source_checks import read_source_checks
from kg.model.document import DocumentHead
from kg.model.source_check import SourceCheck
from kg.text.folding import fold
from kg.text.quotes import NormalisedText, normalise
from kg.watch.changes import Change, changes


@dataclass(frozen=True)
class HeldDocument:
    """A document with the last visit to its address."""

    folder: Path
    head: DocumentHead
    source: ParsedSource
    check: SourceCheck | None

    @property
    def id(self) -> str:
        return self.folder.name

    @cached_property
    def _original(self) -> NormalisedText | None:
        """The text of the original as it is read today, so that a better reader is not taken for a change of the source."""
        if self.head.original is None:
            return None
        try:
            return normalise(read_file(self.folder / self.head.original.file).text)
        except ZhengmaiError:
            return None

    @property
    def compared(self) -> NormalisedText:
        """What a source is compared with: the original, else the text, which may have been entered by hand."""
        return self._original or self.source.normalised

    def changes(self, fetched: str) -> list[Change]:
        """What the text of the source says otherwise, each with the clause of the held text that says it now."""
        found = changes(self.compared, normalise(fetched, self.source.noise), loose_ends=self._original is None)
        return [replace(change, clause=self._clause_of(change)) for change in found]

    def _clause_of(self, change: Change) -> str | None:
        """The clause in which the first letter that changed stands, or the middle of words that went."""
        text = self.source.normalised
        spans = text.find(change.before, [(0, len(self.source.text))]) if change.before else []
        if not spans:
            return None
        pairs = enumerate(zip(fold(change.before), fold(change.after), strict=False))
        stayed = next((i for i, (one, other) in pairs if one != other), len(change.before) - 1) if change.after else len(change.before) // 2
        return self.source.clause_at(text.offsets[bisect_left(text.offsets, spans[0][0]) + stayed])


def held_documents(data: Path, ids: list[str]) -> tuple[list[HeldDocument], int]:
    """The documents `ids` that have an address, all where none is named; and how many have none.

    Raises UnknownDocument, InvalidData where a head, a text or a file of visits is faulty.
    """
    folders = {folder.name: folder for folder in document_folders(data)}
    for id_ in ids:
        if id_ not in folders:
            raise UnknownDocument(id_, str(data / "documents"))
    problems: list[DataIssue] = []
    found: list[HeldDocument] = []
    without = 0
    for id_ in dict.fromkeys(ids or folders):
        head, source, faults = read_document(folders[id_], data, data.parent)
        checks, wrong = read_source_checks(folders[id_], data.parent)
        problems += faults + wrong
        if head and source and head.address and not head.later_version:
            found.append(HeldDocument(folders[id_], head, source, checks.get(head.address)))
        without += head is not None and head.address is None
    if problems:
        raise InvalidData(problems)
    return found, without
