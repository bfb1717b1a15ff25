"""What is published of the real data is what curators entered, cell by cell and quote by quote."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from tests.curated_files import curated_documents, differences, misplaced_quotes
from tests.datasets import REAL


def test_every_document_is_curated(real_graph: Graph) -> None:
    assert curated_documents(REAL) == sorted(row["document"] for row in real_graph.answer("documents").rows)


@pytest.mark.parametrize("kind", FACT_KINDS)
def test_a_table_equals_the_curated_files_cell_by_cell(real_graph: Graph, kind: str) -> None:
    assert list(differences(real_graph, REAL, kind)) == []


@pytest.mark.parametrize("table", [*FACT_KINDS, "findings"])
def test_a_quote_is_exactly_its_stretch_of_the_source_and_stands_once_in_its_clause(real_graph: Graph, table: str) -> None:
    assert list(misplaced_quotes(real_graph, REAL, table)) == []
