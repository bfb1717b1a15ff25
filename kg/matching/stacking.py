"""Rules of documents on offers that overlap: 从新、从高、不重复.

Of the met offers of money of one city that are of one kind, and of one period, and not over, only the highest counts where a document of
theirs says that sums are not given twice or that the higher standard holds. Where the document says that the newer policy holds, the
newer of equal ones counts. Offers whose sums do not compare (a share and a sum, two ranges that overlap) are one at most, and the office
says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.matching.matched import OfferMatch, Stacking

Row = Mapping[str, Any]
_ONE = frozenset({"highest", "not_twice"})
"""Rules by which one of several counts."""


def apply_stacking(found: Sequence[OfferMatch], documents: Iterable[Row]) -> list[OfferMatch]:
    """The offers; those that do not count beside another say why."""
    rules = {row["document"]: row for row in documents if _ONE.intersection(row.get("stacking_rules") or ())}
    groups: dict[tuple[str, str, str], list[OfferMatch]] = defaultdict(list)
    for offer in found:
        if offer.state == "met" and not _is_over(offer) and offer.row["offer"] == "funding" and offer.row["period"]:
            groups[offer.row["city_code"], offer.row["kind"], offer.row["period"]].append(offer)
    told: dict[str, Stacking] = {}
    for group in groups.values():
        told |= _in_group(group, rules)
    return [replace(offer, stacking=told.get(offer.id)) for offer in found]


def _is_over(offer: OfferMatch) -> bool:
    """Whether nobody can have it any more, or yet: then it takes nothing from another."""
    return offer.closed or offer.row["status"] not in ("in_force", "unknown")


def _in_group(group: Sequence[OfferMatch], rules: Mapping[str, Row]) -> dict[str, Stacking]:
    ruled = [rules[offer.row["document"]] for offer in group if offer.row["document"] in rules]
    if len(group) < 2 or not ruled:
        return {}
    highest = _highest(group, newest="newest" in ruled[0]["stacking_rules"])
    ids = tuple(offer.id for offer in group)
    return {
        offer.id: Stacking(
            rules=tuple(ruled[0]["stacking_rules"]),
            document=ruled[0]["document"],
            quote=ruled[0]["stacking_words"],
            start=ruled[0]["stacking_start"],
            end=ruled[0]["stacking_end"],
            higher=highest.id if highest else None,
            among=ids,
        )
        for offer in group
        if highest is None or offer.id != highest.id
    }


def _highest(group: Sequence[OfferMatch], *, newest: bool) -> OfferMatch | None:
    """The offer whose sum is at least that of each other; None where sums do not compare."""
    ranked = sorted(group, key=lambda offer: (_low(offer) or 0, (offer.row["issued"] or "") if newest else "", offer.id), reverse=True)
    first, *others = ranked
    least = _low(first)
    if least is None or any((high := _high(offer)) is None or high > least for offer in others):
        return None
    return first


def _low(offer: OfferMatch) -> float | None:
    low: float | None = offer.row["amount_min"]
    return low


def _high(offer: OfferMatch) -> float | None:
    high: float | None = offer.row["amount_max"]
    return high
