"""Drafts of made-up texts, for the tests of extractors."""

from __future__ import annotations

from functools import cache

from kg.build.shared_data import SharedData
from kg.extraction.draft import EXTRACTORS, DraftedDocument, draft
from kg.extraction.names import Names
from kg.extraction.opening import shared_data
from kg.extraction.source import DraftSource
from kg.loaders.evidence import ParsedSource
from kg.text.quotes import normalise
from kg.text.structure import NOISE, read_structure
from tests.datasets import CORPUS

PLACE = "910100"
"""云泽市, a made-up city of the corpus of tests."""


@cache
def shared() -> SharedData:
    return shared_data(CORPUS)


def source_of(text: str) -> DraftSource:
    """A document of 云泽市, issued in 2024, with this text."""
    parsed = ParsedSource(text, normalise(text, NOISE), read_structure(text), (), NOISE)
    names = Names(shared().registry, PLACE, "云发〔2024〕1号")
    return DraftSource("yunze-2024-99", PLACE, text.partition("\n")[0], parsed, names, shared().vocabulary.codes, 2024)


def drafted(text: str, *extractors: str) -> DraftedDocument:
    """What the extractors, else all, draft of the text."""
    return draft(source_of(text), extractors or EXTRACTORS)
