"""The clauses of a text divide it: every letter stands in exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.loaders.evidence import ParsedSource


def faults_of_the_partition(source: ParsedSource) -> Iterator[str]:
    """Where clauses leave a gap, overlap, or stand outside the clause that they are part of."""
    clauses = source.tree.clauses
    spans = sorted((start, end, clause.path) for clause in clauses.values() for start, end in clause.own)
    if spans[0][0] != 0 or spans[-1][1] != len(source.text):
        yield f"clauses span {spans[0][0]}:{spans[-1][1]} of {len(source.text)}"
    yield from (f"{one[2]} ends at {one[1]}, {other[2]} begins at {other[0]}" for one, other in pairwise(spans) if one[1] != other[0])
    for clause in clauses.values():
        above = clauses[clause.parent] if clause.parent else clause
        if not above.start <= clause.start < clause.end <= above.end:
            yield f"{clause.path} stands outside {above.path}"
