"""Tasks: what the smallest numbered units order. Their title is the heading."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource


def extract(source: DraftSource) -> Iterator[Proposal]:
    """A task for each numbered clause with a heading that no clause with a heading stands under."""
    headed = {path for path, clause in source.clauses.items() if clause.number and clause.heading}
    parents = {source.clauses[path].parent for path in headed}
    for path in source.clauses:
        clause = source.clauses[path]
        if path in headed and path not in parents and clause.heading:
            start = source.text.find(clause.heading, clause.start, clause.end)
            if start >= 0:
                yield Proposal("tasks", path, (start, start + len(clause.heading)), {"title": clause.heading}, "tasks.heading")
