"""In which order drafts are looked at: first what is likely wrong and matters, one clause at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model.fields import LIST_SEPARATOR
from kg.review.model import DraftRow, ProposedEntry

_UNMEASURED = 0.5
"""The confidence in an origin that was not measured."""
SURE = 0.95
"""The confidence from which a draft may be accepted with its clause: those of lower ones are decided one by one."""
WEIGHTS: Mapping[str, float] = {"funding": 3, "responsibilities": 3, "targets": 3, "conditions": 2, "measures": 2, "tasks": 2}
"""How much an error of a kind matters: sums, bodies and goals are what answers count. Other kinds weigh 1."""
_FIRST = ("categories", "programs", "tasks", "funding", "measures", "conditions")
"""What others rest on comes before them where all else is equal."""


def risk(draft: DraftRow) -> float:
    """The chance that a draft is wrong, times the weight of its kind."""
    confidence = _UNMEASURED if draft.confidence is None else draft.confidence
    return (1 - confidence) * WEIGHTS.get(draft.kind, 1)


def is_sure(draft: DraftRow) -> bool:
    """Whether nearly all drafts like it were right."""
    return draft.confidence is not None and draft.confidence >= SURE


def by_risk(drafts: Iterable[DraftRow]) -> list[DraftRow]:
    """The drafts of a clause, those that need a look most first."""
    return sorted(drafts, key=lambda draft: (-risk(draft), _rank(draft.kind), draft.span, draft.id))


def bases_of(entry: ProposedEntry, entries: Mapping[str, ProposedEntry]) -> set[str]:
    """The other proposals that a registry proposal rests on, and those that these rest on."""
    found: set[str] = set()
    reached = [entry]
    while reached:
        members = {member for cell in reached.pop().row.values() for member in cell.split(LIST_SEPARATOR)}
        new = (members & entries.keys()) - found - {entry.id}
        found |= new
        reached += [entries[id_] for id_ in new]
    return found


def _rank(kind: str) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
