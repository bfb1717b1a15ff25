"""Tasks: what the smallest numbered units order. Their title is the heading, else the first words of a stretch."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource
from kg.extraction.tasks.units import Units, stretches


def extract(source: DraftSource) -> Iterator[Proposal]:
    """A task for each smallest unit; of one with several lists of bodies, or without a heading, for each stretch that ends in bodies."""
    units = Units(source)
    for clause in units.smallest():
        running = units.texts[clause.path]
        heading = running.find(clause.heading or clause.number or "")
        found = stretches(running, heading[1] if heading else 0, units.lists[clause.path])
        if clause.heading and heading and len(found) < 2:
            title = clause.heading.rstrip("。；：:;")
            yield Proposal("tasks", clause.path, running.span(*heading), {"title": title}, "tasks.heading")
        else:
            for span in found:
                yield Proposal("tasks", clause.path, running.span(*span), {"title": running.name(*span)}, "tasks.stretch")
