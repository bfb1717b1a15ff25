"""Tasks: what the smallest numbered units order. Their title is the heading, else their first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.proposal import Proposal
from kg.extraction.responsibilities.columns import rows_with_bodies
from kg.extraction.responsibilities.lists import Assigned
from kg.extraction.responsibilities.running import RunningText
from kg.extraction.source import DraftSource
from kg.extraction.tasks.units import Units, stretches
from kg.text.clauses import Clause


def extract(source: DraftSource) -> Iterator[Proposal]:
    """A task for each smallest unit, and for each further stretch of it that ends in bodies of its own."""
    units = Units(source)
    for clause in units.smallest():
        running = units.texts[clause.path]
        heading = running.find(clause.heading or clause.number or "")
        found = stretches(running, heading[1] if heading else 0, units.lists[clause.path])
        if clause.heading and heading:
            yield from _of_heading(clause, running, heading, units.lists[clause.path])
            found = found[1:]
        for span in found:
            yield Proposal("tasks", clause.path, running.span(*span), {"title": running.name(*span)}, "tasks.stretch")
    for row in rows_with_bodies(source):
        if row.title:
            yield Proposal("tasks", row.clause, row.title, {"title": source.words(row.title)}, "tasks.row")


def _of_heading(clause: Clause, running: RunningText, heading: tuple[int, int], lists: Sequence[Sequence[Assigned]]) -> Iterator[Proposal]:
    """The heading without full stop, and without the bodies that a bracket in it names."""
    title = (clause.heading or "").rstrip("。；：:;")
    start, end = heading
    if lists and start < lists[0][0].start < end:
        end = lists[0][0].start - 1
        title = running.name(start, end)
    if title:
        yield Proposal("tasks", clause.path, running.span(start, end), {"title": title}, "tasks.heading")
