"""What readers report of a fact that seems wrong: a row each, for the curator, in `reports.csv` of the data, else of the home.

The curator corrects the fact and takes the row out. Nothing of a report is published.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from kg.export.cells import escape_formula

FILE = "reports.csv"
MOST_LETTERS = 500
MOST_BYTES = 5_000_000
"""A file that has grown so large takes no more: nobody reads it."""


@dataclass(frozen=True)
class Report:
    """`reported` is a moment in ISO 8601, `by` who says so (empty where nobody signs in), `version` that of the graph which was seen."""

    reported: str
    fact: str
    words: str
    by: str
    version: str


def report_fact(folder: Path, fact: str, words: str, by: str, version: str, now: datetime) -> bool:
    """Add a report to the file in `folder`. False where nothing is said, or the file is full."""
    said = " ".join(words.split())[:MOST_LETTERS]
    file = folder / FILE
    if not said or (file.exists() and file.stat().st_size > MOST_BYTES):
        return False
    from filelock import FileLock

    report = Report(now.isoformat(timespec="seconds"), fact, said, " ".join(by.split())[:80], version)
    with FileLock(folder / f".{FILE}.lock"):
        new = not file.exists()
        with file.open("a", encoding="utf-8-sig" if new else "utf-8", newline="") as rows:
            writer = csv.writer(rows)
            if new:
                writer.writerow(field.name for field in fields(Report))
            writer.writerow(map(escape_formula, astuple(report)))
    return True


def read_reports(*folders: Path) -> Iterator[tuple[Path, Report]]:
    """File and report, the oldest of each file first. Rows that are none are passed over."""
    for file in dict.fromkeys(folder / FILE for folder in folders):
        if file.is_file():
            with file.open(encoding="utf-8-sig", newline="") as rows:
                for row in csv.DictReader(rows):
                    if row.get("fact"):
                        yield file, Report(*(str(row.get(field.name) or "") for field in fields(Report)))
