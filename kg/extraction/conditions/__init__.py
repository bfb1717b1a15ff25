"""What offers ask for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.conditions.attachment import held, placed
from kg.extraction.conditions.listed import listed
from kg.extraction.conditions.recognition import Found
from kg.extraction.conditions.words import Words, sentences
from kg.extraction.proposal import Cell, Draft, Proposal
from kg.extraction.source import DraftSource


def extract(source: DraftSource) -> Iterator[Proposal]:
    """The conditions of the offers that were drafted."""
    offers = sorted([*source.drafted("funding"), *source.drafted("measures")], key=lambda draft: draft.span)
    for path in {offer.clause: None for offer in offers}:
        of_clause = [offer for offer in offers if offer.clause == path]
        for sentence in sentences(source, path):
            for one in held(sentence, placed(sentence, of_clause)):
                yield _proposal(sentence, one.offer, one.found, one.group)
    for apart in listed(source, offers):
        for offer in apart.offers:
            yield _proposal(apart.sentence, offer, apart.found, apart.group)


def _proposal(sentence: Words, offer: Draft, found: Found, group: int) -> Proposal:
    values: dict[str, Cell] = {
        "offer": offer.fact.id,
        "kind": found.kind,
        "comparator": found.comparator,
        "value": found.value,
        "group": group,
    }
    return Proposal("conditions", sentence.clause, sentence.span(found.start, found.end), values, found.origin)
