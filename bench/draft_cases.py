"""What reviews decided, held against what the rules draft today: wrong drafts that are still drafted, missed facts that are drafted now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from kg.build.shared_data import SharedData
from kg.extraction.draft import draft
from kg.extraction.opening import open_document
from kg.extraction.report import curated_row
from kg.review.cases import Case, cases

_TOLD = ("id", "clause", "quote", "context", "note")


def by_origin(data: Path, shared: SharedData) -> list[str]:
    """A table in Markdown of the cases of every review in `data`, by rule; nothing where there are none."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases(data):
        if case.looked_at:
            found[case.document].append(case)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document, decided in found.items():
        source, _ = open_document(data, document, shared)
        today = {_stated(one.kind, curated_row(one.fact.record)) for one in draft(source).drafts}
        for case in decided:
            of_rule = counts[case.kind, case.origin or "-"]
            of_rule[case.verdict] += 1
            if case.verdict in ("wrong", "edited") and _stated(case.kind, case.drafted) in today:
                of_rule["still"] += 1
            if case.verdict in ("missed", "edited") and _stated(case.kind, case.decided) in today:
                of_rule["now"] += 1
    if not counts:
        return []
    lines = [
        "| reviewed: origin | right | edited | wrong | missed | still drafted | drafted now |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (kind, origin), n in sorted(counts.items(), key=lambda item: -item[1]["still"]):
        lines.append(f"| {kind}: {origin} | {n['right']} | {n['edited']} | {n['wrong']} | {n['missed']} | {n['still']} | {n['now']} |")
    return lines


def _stated(kind: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """What a row says, without where it stands and what it refers to by an id of a fact."""
    kept = {name: value for name, value in values.items() if value and name not in _TOLD and "/" not in value}
    return kind, values.get("clause", ""), *(f"{name}={value}" for name, value in sorted(kept.items()))
