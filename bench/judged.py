"""Drafts of curated documents, each drafted as if it were not held, with the verdict of its rows; and what the others teach of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.draft_matching import JUDGED_BY, TABLES, items_of, match
from bench.left_out import Curated
from kg.extraction.confidence import Confidence, Judged, features_of, learn
from kg.extraction.draft import draft
from kg.extraction.proposal import Draft
from kg.model.records import ProvenFact


@dataclass(frozen=True)
class Drafted:
    """The drafts of a document, the ids of those that are right, how many facts were missed, and how many clauses there are."""

    document: str
    drafts: tuple[Draft, ...]
    right: frozenset[str]
    missed: int
    clauses: int


def drafted(curated: Curated, document: str, *further: str) -> Drafted:
    """A document drafted as if neither it nor `further` ones were held."""
    found = draft(curated.without(document, *further))
    right, missed = verdict(found.drafts, curated.records[document].facts)
    return Drafted(document, found.drafts, right, missed, len(found.source.clauses))


def verdict(drafts: Sequence[Draft], facts: Sequence[ProvenFact]) -> tuple[frozenset[str], int]:
    """The ids of the drafts that are right, and how many facts were missed."""
    right: set[str] = set()
    missed = 0
    for kind in {one.kind for one in drafts} | {fact.kind for fact in facts}:
        outcome = match(items_of(facts, kind), [one for one in drafts if one.kind == kind], TABLES[JUDGED_BY.get(kind, kind)])
        right |= {one.fact.id for _, one in outcome.met}
        missed += len(outcome.missed)
    return frozenset(right), missed


def judged(drafts: Sequence[Draft], right: frozenset[str]) -> list[Judged]:
    """The drafts of a document, as they teach."""
    features = features_of(drafts)
    return [Judged((one.kind, one.origin), features[one.fact.id], one.fact.id in right) for one in drafts]


def confidence_without(curated: Curated, document: str) -> Confidence:
    """What the other documents teach: each of them is drafted as if neither it nor this one were held."""
    others = [drafted(curated, other, document) for other in curated.records if other != document]
    return learn([judged(one.drafts, one.right) for one in others])


def confidences(curated: Curated, documents: Sequence[Drafted]) -> Mapping[str, float | None]:
    """The confidence in every draft of the documents, by the id of its fact. None of its own document teaches it."""
    found: dict[str, float | None] = {}
    for one in documents:
        found |= confidence_without(curated, one.document).of_drafts(one.drafts)
    return found
