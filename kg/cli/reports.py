"""What readers reported of facts, told to the curator."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from kg import paths
from kg.findings.reports import read_reports
from kg.i18n import text


def told(data: Path, home: Path, facts: Collection[str] | None = None) -> Iterator[str]:
    """A sentence for each report, of `facts` only where they are given."""
    for file, report in read_reports(data, home):
        if facts is None or report.fact in facts:
            who = report.by or text("cli.somebody")
            yield text("cli.reported", fact=report.fact, words=report.words, by=who, reported=report.reported, file=str(file))


def told_of(facts: Collection[str], home: str | Path | None) -> Iterator[str]:
    """Those of some facts, in the data and in a home on this machine."""
    if home is None or Path(home).is_dir():
        yield from told(paths.DATA, paths.home(home), facts)
