"""Rules on offers that overlap: of the met sums of one kind the higher one counts, and the words of the rule say why."""

from __future__ import annotations

from dataclasses import replace

from kg.matching.matched import OfferMatch
from kg.matching.stacking import apply_stacking

RULE = {
    "document": "x-1",
    "stacking_rules": ["highest", "newest", "not_twice"],
    "stacking_words": "有交叉重复的，从新从高，不重复享受",
    "stacking_start": 5,
    "stacking_end": 22,
}
NO_RULE = {"document": "x-2", "stacking_rules": []}


def met(id_: str, low: float | None, high: float | None = None, **row: object) -> OfferMatch:
    base = {
        "id": id_,
        "document": "x-1",
        "city_code": "910100",
        "offer": "funding",
        "kind": "subsidy",
        "period": "once",
        "amount_min": low,
        "amount_max": low if high is None else high,
        "issued": "2024",
        "status": "in_force",
    }
    return OfferMatch(row=base | row, state="met", asks=(), people=(), groups=(), cautions=(), closed=False)


def counted(*offers: OfferMatch, rules: tuple[dict[str, object], ...] = (RULE, NO_RULE)) -> list[str]:
    return [offer.id for offer in apply_stacking(offers, rules) if offer.counts]


def test_only_the_higher_one_counts_and_the_words_say_why() -> None:
    lower, higher = apply_stacking([met("a", 20000), met("b", 50000, document="x-2")], [RULE, NO_RULE])
    assert higher.counts and higher.available
    assert lower.stacking and (lower.stacking.higher, lower.stacking.quote) == ("b", "有交叉重复的，从新从高，不重复享受")
    assert not lower.available


def test_of_equal_sums_the_newer_policy_counts() -> None:
    assert counted(met("a", 20000, issued="2020"), met("b", 20000, issued="2023", document="x-2")) == ["b"]


def test_sums_that_do_not_compare_are_left_to_the_office() -> None:
    found = apply_stacking([met("a", 20000, 50000), met("b", 30000), met("c", None)], [RULE])
    assert [offer.stacking and (offer.stacking.higher, offer.stacking.among) for offer in found] == [(None, ("a", "b", "c"))] * 3


def test_what_is_over_takes_nothing_from_what_is_in_force() -> None:
    closed = replace(met("c", 90000, document="x-2"), closed=True)
    assert counted(met("a", 20000), met("b", 50000, document="x-2", status="expired"), closed) == ["a", "b", "c"]
    assert counted(met("a", 20000), met("b", 50000, document="x-2", status="unknown")) == ["b"]


def test_other_kinds_periods_and_cities_are_not_the_same() -> None:
    others = [met("b", 50000, kind="reward"), met("c", 50000, period="month"), met("d", 50000, city_code="910200")]
    assert counted(met("a", 20000), *others) == ["a", "b", "c", "d"]


def test_without_a_rule_all_count() -> None:
    assert counted(met("a", 20000, document="x-2"), met("b", 50000, document="x-2")) == ["a", "b"]
    together = RULE | {"stacking_rules": ["cumulative"]}
    assert counted(met("a", 20000), met("b", 50000), rules=(together,)) == ["a", "b"]
