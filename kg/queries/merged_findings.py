"""Findings of one rule about the same thing are one, with all their places, and with what was answered to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
_OPEN = {"answer": "open", "reason": None, "answered_by": None, "answered_on": None}


def merged(found: Iterable[Row], facts: Mapping[str, Row], answers: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One finding for each rule and topic, in no order: that whose place comes first in the text.

    Arguments:
        found: what rules find. `topic` is what a finding is about; without one it stands for itself. `further` are facts that it rests on
            besides `fact` and `other_id`.
        facts: the facts of the document, by their ids.
        answers: the rows of the table `answer_rows`. The last that names the rule, the year and the very facts of a finding is its answer.
    """
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        alike[row["rule"], row["id"] if row["topic"] is None else row["topic"]].append(row)
    answered = {_answered(row["rule"], row["year"], row["fact_ids"]): row for row in sorted(answers, key=lambda row: row["number"])}
    for rows in alike.values():
        first = min(rows, key=lambda row: (row["start"], row["other_start"] is None, row["other_start"], row["id"]))
        named = {id_ for row in rows for id_ in (row["fact"], row["other_id"], *row["further"])} & facts.keys()
        places = sorted((facts[id_]["start"], facts[id_]["end"], id_) for id_ in named)
        ids = [id_ for _, _, id_ in places]
        answer = answered.get(_answered(first["rule"], first["year"], ids), _OPEN)
        yield {
            **first,
            "places": [f"{facts[id_]['clause']} {start} {end}" for start, end, id_ in places],
            "fact_ids": ids,
            "answer": answer["answer"],
            "answer_reason": answer["reason"],
            "answered_by": answer["answered_by"],
            "answered_on": answer["answered_on"],
        }


def _answered(rule: str, year: int | None, facts: Iterable[str]) -> tuple[str, int | None, tuple[str, ...]]:
    return rule, year, tuple(sorted(facts))
