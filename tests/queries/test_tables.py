"""The public tables: their columns, their evidence, and that they are what curators entered and what the graph holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import paths
from kg.build.pipeline import build
from kg.build.shared_data import load_shared_data
from kg.build.topics import document_forms
from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import COMPOSED, questions
from kg.queries.materialise import table_rows
from kg.rdf import document as mapping
from kg.store.versions import open_version
from tests.curated_files import differences, misplaced_quotes
from tests.datasets import CORPUS

EVIDENCE = ["id", "document", "clause", "quote", "start", "end", "context"]
PUBLIC = {
    "documents": "document title number issuer city city_code level issued period_start period_end status status_basis source_note clauses facts",
    "clauses": "id document clause start end number heading parent kind facts read",
    "tasks": "task title due has_lead",
    "responsibilities": "task agency agency_name role basis",
    "funding": "kind recipient categories programs per tier purpose amount_min amount_max value_text period rate_min rate_max payer",
    "measures": "instrument categories programs text",
    "conditions": "offer kind comparator value group",
    "targets": "indicator indicator_name value_min value_max value_text unit comparator baseline_value baseline_year target_year binding source",
    "baselines": "indicator indicator_name value unit year",
    "citations": "cited cited_title cited_number relation level",
    "deliverables": "title task agencies",
    "programs": "program name kind owner mention",
    "categories": "category name broader",
    "agencies": "agency name full_name aliases kind function city lead support",
    "agency_load": "agency name kind city lead_assigned lead_implied support deliverables targets funding_items partners load",
    "findings": "rule severity message other_clause other_quote other_start other_end places fact_ids",
}
WITHOUT_EVIDENCE = {"documents", "clauses", "agencies", "agency_load"}


@pytest.mark.parametrize("table", PUBLIC)
def test_every_public_table_answers_with_its_columns(graph: Graph, table: str) -> None:
    wanted = PUBLIC[table].split() + ([] if table in WITHOUT_EVIDENCE else EVIDENCE)
    answer = graph.answer(table)
    assert set(wanted) <= set(answer.columns)
    assert all(list(row) == list(answer.columns) for row in answer.rows)
    assert answer.rows


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_kind_of_fact_has_a_table_with_its_columns(graph: Graph, kind: str) -> None:
    assert (FACT_KINDS[kind].model_fields.keys() - {"note"}) | set(EVIDENCE) <= set(graph.answer(kind).columns)


@pytest.mark.parametrize("table", [*FACT_KINDS, "findings"])
def test_a_quote_is_exactly_its_stretch_of_the_source_and_stands_once_in_its_clause(graph: Graph, table: str) -> None:
    assert list(misplaced_quotes(graph, CORPUS, table)) == []


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_table_equals_the_curated_files_cell_by_cell(graph: Graph, kind: str) -> None:
    assert list(differences(graph, CORPUS, kind)) == []


@pytest.mark.parametrize("name", sorted(q.name for q in questions("tables").values()))
def test_a_table_equals_its_definition_on_the_published_graph(graph: Graph, home: Path, name: str) -> None:
    question = questions("tables")[name]
    store = graph._runner.graph
    kept = graph._runner.tables.rows(f"SELECT * FROM {name}", {})
    assert sorted(map(str, kept)) == sorted(map(str, table_rows(store, question)))


def test_a_broken_mapping_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units are written as the purpose of a target: the comparison with the curated files must tell."""
    property_of = mapping.property_of
    monkeypatch.setattr(mapping, "property_of", lambda model, name: "zm:purpose" if name == "unit" else property_of(model, name))
    monkeypatch.setattr("kg.build.checks.document.check_shapes", lambda *_: [])
    build(CORPUS, tmp_path)
    assert any(" unit: " in difference for difference in differences(Graph(tmp_path), CORPUS, "targets"))


def test_what_is_in_the_registry_is_in_the_tables(graph: Graph) -> None:
    shared, _ = load_shared_data(CORPUS, paths.ONTOLOGY, CORPUS)
    assert {row["agency"] for row in graph.answer("agencies").rows} == set(shared.registry.entries["agency"])


def test_parquet_is_one_file_a_table(home: Path) -> None:
    files = {path.stem for path in open_version(home).tables.iterdir()}
    assert files == {*questions("tables"), *COMPOSED, *document_forms()}
