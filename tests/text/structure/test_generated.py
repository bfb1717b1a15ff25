"""Texts made from a tree are read as that tree, whatever signs, widths and blanks they use."""

from __future__ import annotations

import re

from hypothesis import given

from kg.text.structure import read_structure
from tests.text.structure.generated import Text, texts
from tests.text.structure.trees import faults_of_partition


def read(text: str) -> list[tuple[str, int, int | None]]:
    """Number, start, and index of the parent of each numbered clause."""
    tree = read_structure(text)
    assert not list(faults_of_partition(text, tree))
    numbered = [clause for clause in tree.clauses.values() if clause.number]
    index = {clause.path: i for i, clause in enumerate(numbered)}
    return [(_bare(clause.number or ""), clause.start, index.get(clause.parent or "")) for clause in numbered]


def _bare(number: str) -> str:
    return re.sub(r"[\s.．、]", "", number)


def made(text: Text) -> list[tuple[str, int, int | None]]:
    return [(_bare(part.number), part.start, part.parent) for part in text.parts]


@given(texts())
def test_any_scheme(text: Text) -> None:
    assert read(text.words) == made(text)


@given(texts(odd_numbers=True))
def test_a_missing_or_doubled_number_changes_nothing_else(text: Text) -> None:
    assert read(text.words) == made(text)


@given(texts(inside=True))
def test_parts_inside_a_paragraph(text: Text) -> None:
    assert read(text.words) == made(text)
