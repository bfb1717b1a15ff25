"""The synthetic corpus has a case of everything that the product knows, so that a test of code finds one to ask."""

from __future__ import annotations

import pytest
import yaml

from kg.graph import Graph
from kg.loaders.csvfile import read_rows
from kg.loaders.documents import document_folders
from kg.loaders.validation import columns_of, optional_columns
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import questions
from kg.text.outline import outline_names
from tests.datasets import CORPUS


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_every_column_is_filled(kind: str) -> None:
    columns = columns_of(FACT_KINDS[kind])
    filled: set[str] = set()
    for folder in document_folders(CORPUS):
        rows, problems = read_rows(folder / f"{kind}.csv", columns, optional=optional_columns(FACT_KINDS[kind]))
        assert not problems
        filled |= {column for row in rows for column, cell in row.cells.items() if cell}
    assert set(columns) <= filled


def test_every_outline_is_used() -> None:
    heads = [yaml.safe_load((folder / "document.yaml").read_text(encoding="utf-8")) for folder in document_folders(CORPUS)]
    assert {head["outline"] for head in heads} == set(outline_names())
    assert {head["curated"] for head in heads} == {True, False}


@pytest.mark.parametrize(
    ("question", "column", "scheme"),
    [
        ("responsibilities", "role", "role"),
        ("responsibilities", "basis", "basis"),
        ("programs", "mention", "mention"),
        ("citations", "relation", "citation-relation"),
        ("documents", "status", "document-status"),
        ("agencies", "kind", "agency-kind"),
        ("targets", "binding", "binding"),
        ("findings", "severity", "severity"),
        ("source_freshness", "outcome", "check-outcome"),
        ("findings", "answer", "finding-answer"),
        ("finding_answers", "standing", "answer-standing"),
    ],
)
def test_every_code_is_used(graph: Graph, question: str, column: str, scheme: str) -> None:
    known = {row["notation"] for row in graph.answer("concepts", {"scheme": scheme}).rows}
    assert {row[column] for row in graph.answer(question).rows if row[column]} == known


@pytest.mark.parametrize("rule", questions("findings"))
def test_every_health_rule_finds_something(graph: Graph, rule: str) -> None:
    assert graph.answer("findings", {"rule": rule}).rows


PUBLIC = {name: question for name, question in questions("aggregates").items() if not question.internal}


@pytest.mark.parametrize("question", PUBLIC)
def test_every_aggregate_has_a_row(graph: Graph, question: str) -> None:
    documents = iter(row["document"] for row in graph.answer("documents").rows)
    needed = [name for name, parameter in PUBLIC[question].parameters.items() if parameter.required]
    assert graph.answer(question, {name: next(documents) for name in needed}).rows


@pytest.mark.parametrize(("document", "severities"), [("yunze-2021-5", {"gap", "note"}), ("shuangqiao-2022-2", {"gap"})])
def test_a_text_that_is_sound_has_no_contradiction(graph: Graph, document: str, severities: set[str]) -> None:
    assert {row["severity"] for row in graph.answer("findings", {"document": document}).rows} == severities


def test_a_city_assigns_no_single_agency_and_one_assigns_several(graph: Graph) -> None:
    groups = {row["agency"] for row in graph.answer("agencies", {"kind": "group"}).rows}
    leads = graph.answer("responsibilities", {"role": "lead", "basis": "assigned"}).rows
    assert {row["agency"] for row in leads if row["city"] == "霜桥市"} == {"910300-counties"} <= groups
    assert len({row["agency"] for row in leads if row["city"] == "云泽市"} - groups) > 1
