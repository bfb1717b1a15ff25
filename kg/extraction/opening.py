"""A file, or a document of the data, as a source to draft from."""

from __future__ import annotations

import re
from pathlib import Path

from kg import paths
from kg.build.shared_data import SharedData, load_shared_data
from kg.errors import InvalidData, UnknownDocument
from kg.extraction.names import Names
from kg.extraction.source import DraftSource
from kg.intake.registration import missing_rows
from kg.intake.understanding import Understood
from kg.loaders.documents import read_document
from kg.loaders.evidence import ParsedSource
from kg.model.document import DocumentHead
from kg.text.quotes import normalise
from kg.text.structure import NOISE

NATION = "100000"
"""The place of a document whose head names none."""
_YEAR = re.compile(r"(?:19|20)\d{2}")


def shared_data(data: Path) -> SharedData:
    """Registry and vocabularies. Raises InvalidData where the registry has faults."""
    shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    if problems:
        raise InvalidData(problems)
    return shared


def open_document(data: Path, document: str, shared: SharedData) -> tuple[DraftSource, DocumentHead]:
    """A document of the data, as its outline and corrections read it. Raises UnknownDocument, InvalidData."""
    folder = data / "documents" / document
    if not folder.is_dir():
        raise UnknownDocument(document, str(data / "documents"))
    head, parsed, problems = read_document(folder, data, data.parent)
    if head is None or parsed is None:
        raise InvalidData(problems)
    names = Names(shared.registry, head.place, head.number or f"《{head.title}》")
    year = _year(head.issued, head.number, str(head.period_start or ""))
    source = DraftSource(
        document, head.place, head.title, parsed, names, shared.vocabulary.codes, year, head.responsibility_conventions
    )  # fmt: skip
    return source, head


def open_file(understood: Understood, document: str, shared: SharedData) -> DraftSource:
    """A file that is no document of the data yet. Its place and those above it are proposed where the registry lacks them."""
    head, text = understood.head, understood.read.text
    parsed = ParsedSource(text, normalise(text, NOISE), understood.tree, (), NOISE)
    place = head.place or NATION
    names = Names(shared.registry, place, head.number or f"《{head.title}》")
    for row in missing_rows(shared.registry, place, (), names.source).places:
        names.propose("place", row["code"], row, (0, 0))
    year = _year(head.issued, head.number, "")
    return DraftSource(document, place, head.title or "", parsed, names, shared.vocabulary.codes, year)


def _year(*stated: str | None) -> int | None:
    return next((int(match[0]) for words in stated if words and (match := _YEAR.search(words))), None)
