"""Trees as lines, to write in tests what a text should be read as."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.text.clauses import ClauseTree
from kg.text.structure import read_structure


def tree_of(text: str) -> list[str]:
    """`path number heading` of each clause in order, after a check that every letter stands in one clause."""
    tree = read_structure(text)
    assert not list(faults_of_partition(text, tree))
    return [" ".join(part for part in (clause.path, clause.number, clause.heading) if part) for clause in tree.clauses.values()]


def paths_of(text: str) -> list[str]:
    """The paths of the clauses, after the same check."""
    return [line.split(" ", 1)[0] for line in tree_of(text)]


def skipped_in(text: str) -> list[tuple[str, str]]:
    """The numbered lines that are no heading, with the reason."""
    return [(line.words, line.reason) for line in read_structure(text).skipped]


def faults_of_partition(text: str, tree: ClauseTree) -> Iterator[str]:
    """Where clauses leave a gap, overlap, or stand outside their parent."""
    spans = sorted((start, end, clause.path) for clause in tree.clauses.values() for start, end in clause.own)
    if text and (not spans or spans[0][0] != 0 or spans[-1][1] != len(text)):
        yield f"clauses span {spans} of {len(text)}"
    yield from (f"{one} and {other}" for one, other in pairwise(spans) if one[1] != other[0])
    for clause in tree.clauses.values():
        above = tree.clauses[clause.parent] if clause.parent else clause
        if not above.start <= clause.start < clause.end <= above.end:
            yield f"{clause.path} stands outside {above.path}"
