"""When a draft is the fact that a curator wrote: the same values, and overlapping words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.extraction.proposal import Draft
from kg.model.records import ProvenFact
from kg.text.quotes import folded

Same = Callable[[Any, Any], bool]
"""Whether the record of a fact and that of a draft state the same."""


def _equal(*names: str) -> Same:
    return lambda fact, draft: all(getattr(fact, name) == getattr(draft, name) for name in names)


def _bounds(low: str, high: str) -> Same:
    """Both ends alike; of a single figure either end may be the one that is given."""

    def same(fact: Any, draft: Any) -> bool:
        one, other = (tuple(getattr(record, name) for name in (low, high)) for record in (fact, draft))
        return one == other or (len(_values(one)) == 1 and _values(one) == _values(other))

    return same


def _values(pair: tuple[Decimal | None, ...]) -> set[Decimal]:
    return {value for value in pair if value is not None}


def _alike(*names: str) -> Same:
    """One of the columns holds the same words in both, or words that hold those of the other."""

    def same(fact: Any, draft: Any) -> bool:
        pairs = [(_plain(getattr(fact, name)), _plain(getattr(draft, name))) for name in names]
        return any(one and other and (one in other or other in one) and min(len(one), len(other)) >= 2 for one, other in pairs)

    return same


def _plain(words: str | None) -> str:
    return folded(words or "").translate(str.maketrans("", "", '“”"《》'))


def _all(*tests: Same) -> Same:
    return lambda fact, draft: all(test(fact, draft) for test in tests)


_SUMS = _all(_bounds("amount_min", "amount_max"), _bounds("rate_min", "rate_max"))
TABLES: dict[str, tuple[str, Same]] = {
    "tasks": ("tasks", _alike("title")),
    "responsibilities": ("responsibilities", _all(_alike("agency"), _equal("role"))),
    "funding sums": ("funding", _SUMS),
    "funding whole": ("funding", _all(_SUMS, _equal("kind", "period"))),
    "measures": ("measures", _equal("instrument")),
    "conditions": ("conditions", lambda fact, draft: True),
    "conditions of a kind": ("conditions", _equal("kind")),
    "targets": ("targets", _bounds("value_min", "value_max")),
    "baselines": ("baselines", _equal("value")),
    "citations": ("citations", _alike("cited_title", "cited_number")),
    "deliverables": ("deliverables", _alike("title")),
    "programmes": ("programs", _alike("name")),
    "categories": ("categories", lambda fact, draft: fact.category == draft.category or _alike("name")(fact, draft)),
}
"""Table of the report -> the kind of fact, and what must agree."""
JUDGED_BY = {"funding": "funding sums", "conditions": "conditions of a kind", "programs": "programmes"}
"""The table by which the origins of a kind are judged, where it is not the one of its name."""


@dataclass(frozen=True)
class Outcome:
    """What was met, missed and drafted too much."""

    met: Sequence[tuple[ProvenFact, Draft]]
    missed: Sequence[ProvenFact]
    extra: Sequence[Draft]


def match(facts: Sequence[ProvenFact], drafts: Sequence[Draft], same: Same) -> Outcome:
    """Pair facts with drafts, each used once; of several drafts the one with most words in common."""
    free = list(drafts)
    met: list[tuple[ProvenFact, Draft]] = []
    missed: list[ProvenFact] = []
    for fact in facts:
        candidates = [draft for draft in free if _common(fact, draft) > 0 and same(fact.record, draft.fact.record)]
        best = max(candidates, key=lambda draft: _common(fact, draft), default=None)
        if best is None:
            missed.append(fact)
        else:
            free.remove(best)
            met.append((fact, best))
    return Outcome(met, missed, free)


def _common(fact: ProvenFact, draft: Draft) -> int:
    one, other = fact.evidence, draft.fact.evidence
    return min(one.end, other.end) - max(one.start, other.start)
