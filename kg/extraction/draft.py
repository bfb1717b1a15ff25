"""A text is read by every extractor, in order, and what they propose is proven."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from kg.extraction.proof import prove
from kg.extraction.proposal import Draft, Proposal, Refusal, RegistryProposal
from kg.extraction.source import DraftSource

if TYPE_CHECKING:
    from kg.extraction.language_model.extract import LanguageModel

Extractor = Callable[[DraftSource], Iterable[Proposal]]
EXTRACTORS = (
    *("categories", "programmes", "tasks", "responsibilities", "funding", "measures", "conditions"),
    *("targets", "baselines", "citations", "deliverables"),
)
"""The extractors, each a package of `kg.extraction` with a function `extract`, in the order in which they run."""


@dataclass(frozen=True)
class DraftedDocument:
    """What was drafted of a document. `refused` is what the proof refused."""

    source: DraftSource
    drafts: tuple[Draft, ...]
    registry: tuple[RegistryProposal, ...]
    """The entries that drafts wait for."""
    refused: tuple[Refusal, ...]


def draft(source: DraftSource, extractors: Iterable[str] = EXTRACTORS, model: LanguageModel | None = None) -> DraftedDocument:
    """Draft every kind of fact. The same text and registry give the same drafts, in the order of extractors and of the text.

    A `model` proposes after the rules, and adds to what they give.
    """
    refused: list[Refusal] = []
    taken: set[str] = set()
    functions: list[Extractor] = [import_module(f"kg.extraction.{name}").extract for name in extractors]
    for extract in [*functions, *([model.extract] if model else [])]:
        first = len(source.drafts)
        for proposal in extract(source):
            match prove(proposal, source):
                case Refusal() as refusal:
                    refused.append(refusal)
                case Draft() as found if found.fact.id not in taken:
                    taken.add(found.fact.id)
                    source.drafts.append(found)
        source.drafts[first:] = sorted(source.drafts[first:], key=lambda found: found.span)
    needed = _needed({id_ for found in source.drafts for id_ in found.needs}, source.names.proposed)
    registry = tuple(one for one in source.names.proposed.values() if one.id in needed)
    return DraftedDocument(source, tuple(source.drafts), registry, tuple(refused))


def _needed(ids: set[str], proposed: Mapping[str, RegistryProposal]) -> set[str]:
    """The proposals of these ids, and those that their rows name: a category its scheme, a programme its owner."""
    found: set[str] = set()
    waiting = ids & proposed.keys()
    while waiting:
        found |= waiting
        named = {str(cell) for id_ in waiting for cell in proposed[id_].row.values()}
        waiting = (named & proposed.keys()) - found
    return found
