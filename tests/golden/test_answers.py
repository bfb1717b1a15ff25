"""Golden answers: what the real documents say, read by eye, asked as people ask.

A file `*.yaml` here is a list of cases. `ask` names the question, `with` gives its parameters. Of the rows that come back,
`where` keeps those with these cells; then each of the others that is given must hold:

    rows     all rows, in this order; only the columns that are written are compared
    set      all rows, in any order, each once
    among    rows that are there
    count    the number of rows
    columns  column -> its values, each once, in any order

A number in a file equals a number in an answer whatever its type. Who changes a case has read the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.graph import Graph

HERE = Path(__file__).parent
KEYS = {"ask", "with", "where", "rows", "set", "among", "count", "columns", "note"}
HOLDING = {"rows", "set", "among", "count", "columns"}

Row = Mapping[str, Any]


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
            yield pytest.param(case, id=f"{path.stem}-{number}-{case['ask']}")


def only(row: Row, columns: Sequence[str]) -> dict[str, Any]:
    return {column: row[column] for column in columns}


def distinct(values: list[Any]) -> list[Any]:
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


@pytest.mark.parametrize("case", list(cases()))
def test_the_real_data_answer(real_graph: Graph, case: Mapping[str, Any]) -> None:
    assert case.keys() <= KEYS and case.keys() & HOLDING, "a case holds nothing, or a key is misspelt"
    rows = real_graph.answer(case["ask"], case.get("with", {})).rows
    rows = [row for row in rows if all(row[column] == value for column, value in case.get("where", {}).items())]
    if "rows" in case:
        columns = list(case["rows"][0]) if case["rows"] else []
        assert [only(row, columns) for row in rows] == case["rows"]
    if "set" in case:
        found = distinct([only(row, list(case["set"][0])) for row in rows])
        assert [row for row in found if row not in case["set"]] == []
        assert [row for row in case["set"] if row not in found] == []
    for expected in case.get("among", []):
        assert expected in [only(row, list(expected)) for row in rows]
    if "count" in case:
        assert len(rows) == case["count"]
    for column, values in case.get("columns", {}).items():
        found = distinct([row[column] for row in rows])
        assert sorted(found, key=str) == sorted(values, key=str)
