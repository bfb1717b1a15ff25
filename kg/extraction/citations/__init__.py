"""Other documents that a text names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource


def extract(source: DraftSource) -> Iterator[Proposal]:
    yield from ()
