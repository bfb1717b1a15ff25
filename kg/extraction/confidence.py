"""The measured precision of each origin: how many of its drafts were right on the documents curated whole, their own rows left out."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("confidence.csv")
"""`kind`, `origin`, `drafts`, `right`. `make evaluate` writes it."""


def confidence_of(kind: str, origin: str) -> float | None:
    """The share of right drafts, 0 to 1; None where the origin was not measured."""
    return _measured().get((kind, origin))


@cache
def _measured() -> dict[tuple[str, str], float]:
    if not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return {(row["kind"], row["origin"]): round(int(row["right"]) / int(row["drafts"]), 3) for row in csv.DictReader(file)}
