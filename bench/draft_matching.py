"""When a draft is the fact that a curator wrote: the same values, and overlapping words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.extraction.proposal import Draft
from kg.model.records import ProvenFact, Span
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


def _same_role(fact: Any, draft: Any) -> bool:
    """责任单位 of which nobody is said to lead lead; a reading may say so at once."""
    return fact.role == draft.role or (fact.role, draft.role) == ("lead", "responsible")


@dataclass(frozen=True)
class Table:
    """A table of the report: the kind of fact, and what must agree beside the place.

    once: a column of which a clause has one row a value: where both agree, any words of the clause may state it. Else words must overlap.
    """

    kind: str
    same: Same
    once: str | None = None

    def met(self, item: Item, draft: Draft) -> bool:
        """Whether a draft states the item."""
        return self.is_row(item, draft) or (_common(item, draft) > 0 and self.same(item.record, draft.fact.record))

    def is_row(self, item: Item, draft: Draft) -> bool:
        """Whether both are the one row of their clause."""
        fact, drafted = item.record, draft.fact.record
        return self.once is not None and (fact.clause, getattr(fact, self.once)) == (draft.clause, getattr(drafted, self.once))


def _same_category(fact: Any, draft: Any) -> bool:
    """The same category; or one that is called alike, where the registry without the document has another id for it."""
    return fact.category == draft.category or _alike("name")(fact, draft)


_SUMS = _all(_bounds("amount_min", "amount_max"), _bounds("rate_min", "rate_max"))
TABLES: dict[str, Table] = {
    "tasks": Table("tasks", _alike("title")),
    "responsibilities": Table("responsibilities", _all(_alike("agency"), _same_role)),
    "funding sums": Table("funding", _SUMS),
    "funding whole": Table("funding", _all(_SUMS, _equal("kind", "period"))),
    "measures": Table("measures", _equal("instrument")),
    "conditions": Table("conditions", lambda fact, draft: True),
    "conditions of a kind": Table("conditions", _equal("kind")),
    "targets": Table("targets", _bounds("value_min", "value_max")),
    "baselines": Table("baselines", _equal("value")),
    "citations": Table("citations", _alike("cited_title", "cited_number")),
    "deliverables": Table("deliverables", _alike("title")),
    "programmes": Table("programs", _alike("name")),
    "categories": Table("categories", _same_category),
    "categories of a clause": Table("categories", _same_category, once="category"),
}
"""By the name of the report."""
JUDGED_BY = {
    "funding": "funding sums", "conditions": "conditions of a kind", "programs": "programmes", "categories": "categories of a clause",
}  # fmt: skip
"""The table by which the origins of a kind are judged, where it is not the one of its name."""


@dataclass(frozen=True)
class Item:
    """What a careful reader says that a text states. `record` has the columns that are compared; its words stand at one of `spans`.

    A `soft` item may be decided either way: it is neither missed nor are drafts at its place wrong.
    """

    name: str
    record: Any
    spans: Sequence[Span]
    soft: bool = False


def items_of(facts: Sequence[ProvenFact], kind: str) -> list[Item]:
    """The facts of a kind, as items."""
    return [Item(f.id, f.record, [(f.evidence.start, f.evidence.end)]) for f in facts if f.kind == kind]


@dataclass(frozen=True)
class Outcome:
    """What was met, missed and drafted too much."""

    met: Sequence[tuple[Item, Draft]]
    missed: Sequence[Item]
    extra: Sequence[Draft]


def match(items: Sequence[Item], drafts: Sequence[Draft], table: Table) -> Outcome:
    """Pair items with drafts, each used once, those that are not soft first; of several drafts the one that is the
    row of its clause, else the one with most words in common."""
    free = list(drafts)
    met: list[tuple[Item, Draft]] = []
    missed: list[Item] = []
    for item in sorted(items, key=lambda item: item.soft):
        candidates = [draft for draft in free if table.met(item, draft)]
        best = max(candidates, key=lambda draft: (table.is_row(item, draft), _common(item, draft)), default=None)
        if best is not None:
            free.remove(best)
        if item.soft:
            continue
        if best is None:
            missed.append(item)
        else:
            met.append((item, best))
    soft = [item for item in items if item.soft]
    return Outcome(met, missed, [draft for draft in free if not any(_common(item, draft) > 0 for item in soft)])


def _common(item: Item, draft: Draft) -> int:
    """How many characters are in both."""
    words = draft.fact.evidence
    return max((min(end, words.end) - max(start, words.start) for start, end in item.spans), default=0)
