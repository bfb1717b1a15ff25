"""The public tables: their columns, their evidence, and that they are what curators entered and what the graph holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import paths
from kg.build.pipeline import build
from kg.build.shared_data import lay_foundation
from kg.graph import Graph
from kg.loaders.documents import read_document
from kg.loaders.evidence import Reading
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import questions
from kg.queries.materialise import table_rows
from kg.rdf import document as mapping
from kg.store.versions import open_version

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
    "findings": "rule severity message other_clause other_quote other_start other_end",
}
WITHOUT_EVIDENCE = {"documents", "clauses", "agencies", "agency_load"}
CURATED = ("haicheng-2022-17", "jincheng-2022-24", "shizuishan-2020-32", "taiyuan-2018-2", "yuncheng-2021-2025")
FACTS = sorted(FACT_KINDS)


@pytest.mark.parametrize("table", PUBLIC)
def test_every_public_table_answers_with_its_columns(graph: Graph, table: str) -> None:
    wanted = PUBLIC[table].split() + ([] if table in WITHOUT_EVIDENCE else EVIDENCE)
    answer = graph.answer(table)
    assert set(wanted) <= set(answer.columns)
    assert all(list(row) == list(answer.columns) for row in answer.rows)
    assert answer.rows


def readings() -> dict[str, Reading]:
    found = {}
    for document in CURATED:
        _, reading, _ = read_document(paths.DATA / "documents" / document, paths.DATA, paths.DATA)
        assert reading
        found[document] = reading
    return found


@pytest.mark.parametrize("table", [*FACTS, "findings"])
def test_a_quote_is_exactly_its_stretch_of_the_source_and_stands_once_in_its_clause(graph: Graph, table: str) -> None:
    sources = readings()
    spans = {row["clause"]: (row["start"], row["end"]) for row in graph.answer("clauses").rows}
    for row in graph.answer(table).rows:
        reading = sources[row["document"]]
        assert reading.text[row["start"] : row["end"]] == row["quote"]
        assert reading.letters.find(row["quote"], [spans[row["clause"]]]) == [(row["start"], row["end"])]
        assert all(0 <= start < end <= len(reading.text) for start, end in row["context"])


def curated_rows(document: str, kind: str) -> list[dict[str, str]]:
    """The rows of a file, read with the csv module alone."""
    with (paths.DATA / "documents" / document / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(text: str) -> str:
    return re.sub(r"\s|^- \d+ -$", "", text, flags=re.MULTILINE)


RENAMED = {"responsibilities": {"agency": "agency_name"}}
RESOLVED = {"id", "quote", "context", "clause", "task", "note"}


def differences(graph: Graph, kind: str) -> Iterator[str]:
    """Cells in which a published table and the curated files differ."""
    for document in CURATED:
        published = {row["id"]: row for row in graph.answer(kind, {"document": document}).rows}
        entered = curated_rows(document, kind)
        if set(published) != {row["id"] for row in entered}:
            yield f"{document} {kind}: other ids"
            continue
        for row in entered:
            found = published[row["id"]]
            if found["clause"] != f"{document}/{row['clause']}" or squeezed(found["quote"]) != squeezed(row["quote"]):
                yield f"{row['id']}: clause or quote"
            for column, cell in row.items():
                if column not in RESOLVED and not _same(found[RENAMED.get(kind, {}).get(column, column)], cell):
                    yield f"{row['id']} {column}: {cell!r} was entered, {found.get(column)!r} is published"


def _same(value: Any, cell: str) -> bool:
    if isinstance(value, list):
        return value == sorted(part.strip() for part in cell.split("|") if part.strip())
    if value is None or cell == "":
        return value is None and cell == ""
    return value == float(cell) if isinstance(value, int | float) else value == cell.strip()


@pytest.mark.parametrize("kind", FACTS)
def test_a_table_equals_the_curated_files_cell_by_cell(graph: Graph, kind: str) -> None:
    assert list(differences(graph, kind)) == []


@pytest.mark.parametrize("name", sorted(q.name for q in questions("tables").values()))
def test_a_table_equals_its_definition_on_the_published_graph(graph: Graph, home: Path, name: str) -> None:
    question = questions("tables")[name]
    store = graph._runner.graph
    kept = graph._runner.tables.rows(f"SELECT * FROM {name}", {})
    assert sorted(map(str, kept)) == sorted(map(str, table_rows(store, question)))


def test_a_broken_mapping_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ceilings are written as floors: the comparison with the curated files must tell."""
    monkeypatch.setitem(mapping._PROPERTY, "amount_max", "zm:rateMax")
    monkeypatch.setattr("kg.build.checks.document.shape_faults", lambda _: [])
    build(paths.DATA, tmp_path)
    assert any("amount_max" in difference for difference in differences(Graph(tmp_path), "funding"))


def test_what_is_in_the_registry_is_in_the_tables(graph: Graph) -> None:
    foundation, _ = lay_foundation(paths.DATA, paths.ONTOLOGY, paths.DATA.parent)
    assert {row["agency"] for row in graph.answer("agencies").rows} == set(foundation.registry.entries["agencies"])


def test_parquet_is_one_file_a_table(home: Path) -> None:
    files = {path.stem for path in open_version(home).tables.iterdir()}
    assert files == {*questions("tables"), "findings"}
