"""What a draft is judged by, beside its kind and rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log, log2

from kg.extraction.proposal import Draft

Features = Mapping[str, float]
"""Feature -> value. Each is of one kind of fact."""
_LONGEST = 64
"""Longer words count as so long."""
_SURE = 0.98
"""Scores are taken between 1 - this and this."""


def features_of(drafts: Sequence[Draft]) -> dict[str, Features]:
    """The features of each draft of a document, by the id of its fact."""
    by_clause: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_clause[draft.clause].append(draft)
    return {draft.fact.id: _features(draft, by_clause[draft.clause]) for draft in drafts}


def _features(draft: Draft, beside: Sequence[Draft]) -> Features:
    """How long its words are, how deep its clause, whether it waits for the registry, the kinds that state its words too, its score."""
    start, end = draft.span
    length = int(log2(min(_LONGEST, end - start) + 1))
    found = {f"length {length}": 1.0, f"level {draft.clause.count('-')}": 1.0, f"waits {bool(draft.needs)}": 1.0}
    found |= {f"over {one.kind}": 1.0 for one in beside if one.kind != draft.kind and one.span[0] < end and start < one.span[1]}
    if draft.score is not None:
        sure = min(_SURE, max(1 - _SURE, draft.score))
        found["score"] = log(sure / (1 - sure))
    return {f"{draft.kind}: {name}": value for name, value in found.items()}
