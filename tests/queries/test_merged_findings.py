"""What rules find about the same thing is one finding."""

from __future__ import annotations

from typing import Any

from kg.queries.merged_findings import merged

FACTS = {id_: {"clause": f"d/a{n}", "start": 10 * n, "end": 10 * n + 5} for n, id_ in enumerate(("one", "two", "three"), start=1)}


def found(
    fact: str, other: str | None = None, topic: str | None = None, year: int | None = None, further: tuple[str, ...] = ()
) -> dict[str, Any]:
    place = {"start": FACTS[fact]["start"], "other_start": FACTS[other]["start"] if other else None}
    return {
        "id": f"{fact}/rule",
        "rule": "rule",
        "fact": fact,
        "other_id": other,
        "topic": topic,
        "year": year,
        "further": further,
        **place,
    }


def answer(number: int, facts: list[str], given: str, year: int | None = None) -> dict[str, Any]:
    said = {"reason": "因为", "answered_by": "某人", "answered_on": "2026-01-01"}
    return {"number": number, "rule": "rule", "year": year, "fact_ids": facts, "answer": given, **said}


def test_findings_of_one_topic_are_the_first_with_all_places() -> None:
    [one] = merged([found("two", "three", "t"), found("one", None, "t"), found("one", "three", "t")], FACTS, [])
    assert (one["fact"], one["other_id"]) == ("one", "three")
    assert one["places"] == ["d/a1 10 15", "d/a2 20 25", "d/a3 30 35"] and one["fact_ids"] == ["one", "two", "three"]


def test_findings_without_a_topic_stand_for_themselves() -> None:
    assert [row["fact_ids"] for row in merged([found("two"), found("one", further=("three", "unknown"))], FACTS, [])] == [
        ["two"],
        ["one", "three"],
    ]


def test_the_last_answer_to_the_very_facts_and_year_stands() -> None:
    answers = [answer(3, ["two", "one"], "accepted", 2025), answer(1, ["one", "two"], "known", 2025), answer(2, ["one"], "wrong", 2025)]
    both, single, other_year = merged(
        [found("one", "two", "a", 2025), found("one", None, "b", 2025), found("one", None, "c", 2030)], FACTS, answers
    )
    assert (both["answer"], both["answer_reason"], both["answered_by"], both["answered_on"]) == ("accepted", "因为", "某人", "2026-01-01")
    assert (single["answer"], other_year["answer"], other_year["answer_reason"]) == ("wrong", "open", None)
