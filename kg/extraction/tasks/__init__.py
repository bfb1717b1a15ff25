"""Tasks: what the smallest numbered units order. Their title is the heading, else their first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.proposal import Proposal
from kg.extraction.responsibilities.columns import rows_with_bodies
from kg.extraction.responsibilities.lists import Assigned
from kg.extraction.responsibilities.running import RunningText
from kg.extraction.source import DraftSource
from kg.extraction.tasks.due import due_in, due_of_cell
from kg.extraction.tasks.units import Units, stretches


def extract(source: DraftSource) -> Iterator[Proposal]:
    """A task for each smallest unit, for each further stretch of it with bodies of its own, and for each row of a table of bodies."""
    units = Units(source)
    rows = [row for row in rows_with_bodies(source) if row.title]
    for clause in units.smallest():
        if any(clause.start <= row.head[0] < clause.end for row in rows):
            continue
        running, lists = units.texts[clause.path], units.lists[clause.path]
        heading = running.find(clause.heading or clause.number or "")
        found = stretches(running, heading[1] if heading else 0, lists)
        titles = [(span, running.name(*span), "tasks.stretch") for span in found]
        if clause.heading and heading:
            titles = [_of_heading(clause.heading, running, heading, lists), *titles[1:]]
        for place, (span, title, origin) in enumerate(titles):
            until = titles[place + 1][0][0] if place + 1 < len(titles) else len(running.text)
            if title:
                yield _proposal(clause.path, running, span, until, title, origin, lists)
    for row in rows:
        if row.title:
            due = due_of_cell(source.words(row.limit)) if row.limit else None
            context = (row.limit,) if due and row.limit else ()
            yield Proposal("tasks", row.clause, row.title, {"title": source.words(row.title), "due": due}, "tasks.row", context)


def _of_heading(
    heading: str, running: RunningText, span: tuple[int, int], lists: Sequence[Sequence[Assigned]]
) -> tuple[tuple[int, int], str, str]:
    """The heading without full stop, and without the bodies that a bracket in it names."""
    start, end = span
    if lists and start < lists[0][0].start < end:
        end = lists[0][0].start - 1
        return (start, end), running.name(start, end), "tasks.heading"
    return span, heading.rstrip("。；：:;"), "tasks.heading"


def _proposal(
    path: str, running: RunningText, span: tuple[int, int], until: int, title: str, origin: str, lists: Sequence[Sequence[Assigned]]
) -> Proposal:
    """With the date that the words which assign bodies to it set, in the stretch from `span` to `until`."""
    within = [listed for listed in lists if span[0] <= listed[0].start < until]
    due = due_in(running.text, within[0][0].start, until) if len(within) == 1 else None
    if due is None:
        return Proposal("tasks", path, running.span(*span), {"title": title}, origin)
    return Proposal("tasks", path, running.span(*span), {"title": title, "due": due[0]}, origin, (running.span(*due[1:]),))
