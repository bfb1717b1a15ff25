"""Agencies through reforms: which there were on a day, and what they were called."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.errors import DataIssue, UnknownValue
from kg.graph import Graph

HOUSING, OLD, NEW, UNIT = (
    f"910300-{name}" for name in ("housing", "commerce-administration", "market-regulation", "intellectual-property")
)


def names(graph: Graph, day: str | None) -> dict[str, str]:
    return {row["agency"]: row["name"] for row in graph.answer("agencies", {"city": "霜桥", "as_of": day}).rows}


@pytest.mark.parametrize(
    ("day", "housing", "agencies"),
    [
        (None, "市住建局", {OLD, NEW, UNIT}),
        ("2000-01-01", "市建设局", set()),
        ("2009-12-31", "市建设局", {OLD}),
        ("2010-01-01", "市建委", {OLD}),
        ("2018-03-01", "市建委", {OLD}),
        ("2018-12-20", "市建委", {OLD, UNIT}),
        ("2018-12-21", "市建委", {NEW, UNIT}),
        ("2019-01-01", "市住建局", {NEW, UNIT}),
    ],
)
def test_the_agencies_of_a_day_by_the_names_of_that_day(graph: Graph, day: str | None, housing: str, agencies: set[str]) -> None:
    found = names(graph, day)
    assert found[HOUSING] == housing
    assert found.keys() & {OLD, NEW, UNIT} == agencies


def test_an_agency_tells_its_part_in_reforms(graph: Graph) -> None:
    rows = {row["agency"]: row for row in graph.answer("agencies", {"city": "霜桥"}).rows}
    assert rows[OLD]["successors"] == [UNIT, NEW] and (rows[OLD]["since"], rows[OLD]["until"]) == ("2001", "2018-12-20")
    assert rows[UNIT]["part_of"] == NEW and rows[NEW]["part_of"] is None
    assert rows[HOUSING]["former_names"] == ["市建设局（/2009）", "市建委（2010/2018-12）"]
    assert rows[HOUSING]["full_name"] == "霜桥市住房和城乡建设局"
    [of_day] = graph.answer("agencies", {"agency": HOUSING, "as_of": "2018-03-01"}).rows
    assert of_day["full_name"] is None


def test_an_agency_is_found_by_a_former_name(graph: Graph) -> None:
    assert {found.id for found in graph.find("市建委")} == {HOUSING}


def test_a_day_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownValue, match="2025-12-31"):
        graph.answer("agencies", {"as_of": "2018"})


def issues(data: Path, **cells: str) -> list[DataIssue]:
    """What is wrong where cells of the row of the old agency are others."""
    path = data / "registry/agencies/910300.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [row] = [row for row in rows if row["id"] == OLD]
    row |= cells
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return load_shared_data(data, paths.ONTOLOGY, data.parent)[1]


@pytest.mark.parametrize(
    ("cells", "column", "found", "expected"),
    [
        ({"since": "2001-02-30"}, "since", "2001-02-30", "a day that the calendar has"),
        ({"until": "2000"}, None, "until 2000 is before since 2001", "days in order"),
        ({"until": ""}, None, "successors without until", "the last day"),
        ({"successors": OLD}, None, "part or successor of itself", "another agency"),
        ({"successors": "910300-nobody"}, "successors", "910300-nobody", "an id of data/registry/agencies"),
        ({"part_of": "910300-nobody"}, "part_of", "910300-nobody", "an id of data/registry/agencies"),
        ({"former_names": "市工商所"}, "former_names", "市工商所", "a name with its first and last day"),
        ({"former_names": "市工商所 2009/2005"}, "former_names", "2009/2005", "days in order"),
        ({"former_names": "市工商所 /2018-13"}, "former_names.0.until", "2018-13", "a year or an ISO date"),
        ({"former_names": "市财政局 /2009"}, "name", "市财政局", "a name that no other agency of 910300 has"),
    ],
)
def test_what_is_wrong_is_one_sentence(data: Path, cells: dict[str, str], column: str | None, found: str, expected: str) -> None:
    [issue] = issues(data, **cells)
    assert issue.file.endswith("agencies/910300.csv") and issue.row is not None
    assert issue.column == column and found in str(issue.found) and expected in str(issue.expected)
