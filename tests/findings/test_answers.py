"""A finding is answered: the answer is a row of data, checked with them, published with the finding, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg import paths
from kg.build.pipeline import check
from kg.build.shared_data import load_shared_data
from kg.errors import InvalidData, UnknownDocument, UnknownFinding
from kg.export.findings.rows import answer_codes
from kg.findings.answering import GivenAnswer, answer_findings, finding_named, last_answers
from kg.graph import Graph
from kg.loaders.documents import load_document
from tests.datasets import CORPUS

PLAN = "wuling-2021-2025"
GIVEN = GivenAnswer("accepted", "两处口径不同", "王青", "2026-04-01")


def findings(graph: Graph, **filters: Any) -> dict[str, Any]:
    return {row["rule"]: row for row in graph.answer("findings", {"document": PLAN, **filters}).rows}


def test_the_last_answer_stands_with_the_finding(graph: Graph) -> None:
    found = findings(graph, severity="contradiction")
    goal = found["goal_with_two_values"]
    assert (goal["answer"], goal["answered_by"], goal["answered_on"]) == ("to_be_corrected", "王青", "2026-03-09")
    assert goal["answer_reason"] == "以表格为准，将10万人改为11万人"
    assert found["indicator_twice"]["answer"] == "accepted" and found["growth_not_given_by_values"]["answer"] == "wrong"


def test_an_answer_that_was_taken_back_leaves_the_finding_open(graph: Graph) -> None:
    found = findings(graph, severity="contradiction")
    assert (found["goal_worse_than_base"]["answer"], found["goal_worse_than_base"]["answer_reason"]) == ("open", "口径有误，重新核对")
    assert found["part_exceeds_whole"]["answer"] == "open" and found["part_exceeds_whole"]["answered_by"] is None


def test_every_answer_is_kept_with_what_became_of_it(graph: Graph) -> None:
    rows = graph.answer("finding_answers", {"document": PLAN}).rows
    standing = [(row["number"], row["answer"], row["standing"]) for row in rows]
    assert standing == [
        (2, "known", "superseded"), (3, "to_be_corrected", "current"), (4, "accepted", "current"), (5, "wrong", "current"),
        (6, "known", "current"), (7, "accepted", "superseded"), (8, "open", "current"), (9, "to_be_corrected", "gone"),
    ]  # fmt: skip
    assert [row["number"] for row in rows if row["finding"] is None] == [9]


def test_findings_are_filtered_and_counted_by_answer(graph: Graph) -> None:
    answered = [row for row in graph.answer("findings").rows if row["answer"] != "open"]
    assert {
        row["id"] for code in ("known", "accepted", "to_be_corrected", "wrong") for row in graph.answer("findings", {"answer": code}).rows
    } == {row["id"] for row in answered}
    assert sum(row["answered"] for row in graph.answer("finding_counts").rows) == len(answered) == 5
    listed = graph.answer("finding_list").rows
    assert [row["answer"] == "open" for row in listed if row["severity"] == "contradiction"] == [True] * 9 + [False] * 3
    page = graph.answer("finding_list", {"severity": "contradiction"}, limit=2, offset=3)
    assert page.rows == listed[3:5] and page.total == 12


def test_counts_agree_whichever_way_findings_are_grouped(graph: Graph) -> None:
    for filters in ({}, {"city": "雾岭"}, {"severity": "gap"}, {"document": PLAN}):
        listed = graph.answer("finding_list", filters).rows
        assert {row["id"] for row in listed} == {row["id"] for row in graph.answer("findings", filters).rows}
        assert sum(row["findings"] for row in graph.answer("finding_counts", filters).rows) == len(listed)
        by_agency = {(row["agency"], row["city"]): row["findings"] for row in graph.answer("finding_agencies", filters).rows}
        for agency, city in by_agency:
            own = [row for row in listed if row["city"] == city and (agency in row["leads"] if agency else not row["leads"])]
            assert len(own) == by_agency[agency, city]
            if agency:
                assert sum(row["findings"] for row in graph.answer("finding_counts", {**filters, "agency": agency}).rows) == len(own)
                assert graph.answer("finding_list", {**filters, "agency": agency}).total == len(own)


def test_an_answer_becomes_a_row_and_is_published(data: Path, own_home: Path, graph: Graph) -> None:
    finding = finding_named(graph, findings(graph)["part_exceeds_whole"]["id"])
    codes = answer_codes(graph).values()
    assert answer_findings(data, [(finding, GIVEN)], codes) == 1
    assert answer_findings(data, [(finding, GIVEN)], codes) == 0, "the same again says nothing new"
    before = (CORPUS / "documents" / PLAN / "answers.csv").read_bytes()
    assert (data / "documents" / PLAN / "answers.csv").read_bytes().startswith(before), "rows are only added"
    from kg.build.pipeline import build

    report = build(data, own_home)
    assert report.changed == [PLAN] and [notice.values["row"] for notice in report.notices] == [9]
    told = findings(Graph(own_home))["part_exceeds_whole"]
    assert [told[name] for name in ("answer", "answer_reason", "answered_by", "answered_on")] == [
        "accepted",
        "两处口径不同",
        "王青",
        "2026-04-01",
    ]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (GivenAnswer("maybe", "x", "王青", "2026-04-01"), "answer"),
        (GivenAnswer("accepted", " ", "王青", "2026-04-01"), "reason"),
        (GivenAnswer("accepted", "x", "", "2026-04-01"), "by"),
        (GivenAnswer("accepted", "x", "王青", "2026-04"), "date"),
    ],
)
def test_what_is_no_answer_is_told_and_nothing_is_written(data: Path, graph: Graph, given: GivenAnswer, column: str) -> None:
    rows = list(findings(graph).values())
    with pytest.raises(InvalidData) as told:
        answer_findings(data, [(rows[0], GIVEN), (rows[1], given)], answer_codes(graph).values())
    assert [issue.column for issue in told.value.issues] == [column]
    path = data / "documents" / PLAN / "answers.csv"
    assert path.read_bytes() == (CORPUS / "documents" / PLAN / "answers.csv").read_bytes()


def test_a_finding_that_is_not_there_is_told(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownFinding) as told:
        finding_named(graph, f"{PLAN}/t1-r8/targets/1/indicator_twice")
    assert "indicator_twice" in str(told.value.hint("en"))
    with pytest.raises(UnknownDocument):
        answer_findings(tmp_path, [(findings(graph)["indicator_twice"], GIVEN)], ["accepted"])
    assert last_answers(tmp_path / "none.csv") == {}


def test_an_unknown_rule_is_a_fault_with_its_row(data: Path, own_home: Path) -> None:
    path = data / "documents" / PLAN / "answers.csv"
    path.write_bytes(path.read_bytes().replace(b"indicator_twice", b"indicator_thrice"))
    with pytest.raises(InvalidData) as told:
        check(data, own_home)
    [issue] = told.value.issues
    assert (issue.row, issue.column, issue.nearest) == (4, "rule", "indicator_twice")


def test_an_answer_may_be_to_facts_that_are_no_more(data: Path) -> None:
    """`ids.csv` knows every id that was ever given; one that it does not know is a fault."""
    path = data / "documents" / PLAN / "answers.csv"
    shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)
    assert b"t1-r8/targets/7" not in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"t1-r8/targets/1", b"t1-r8/targets/7"))
    ids = data / "documents" / PLAN / "ids.csv"
    for known, faults in ((False, ["facts"]), (True, [])):
        if known:
            ids.write_bytes(ids.read_bytes() + f"{PLAN}/t1-r8/targets/7,,\n".encode())
        record, issues = load_document(path.parent, data, shared.registry, shared.vocabulary.codes, data.parent)
        assert [issue.column for issue in issues] == faults and (record is not None) == known
