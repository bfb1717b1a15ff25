"""A document is published while part of it is unread: what is accepted counts, drafts do not, and the coverage of each clause is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.build.document import infer
from kg.loaders.documents import load_document
from kg.queries.catalog import questions
from kg.queries.materialise import table_rows
from kg.rdf.document import document_quads
from tests.review.reviewing import DOCUMENT, FIRST, SECOND, draft_id, folder_of, make_data, opened, rows, shared


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def _published(data: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table that a build would make of the document."""
    record, issues = load_document(folder_of(data), data, shared().registry, shared().vocabulary.codes, data.parent)
    assert not issues and record is not None
    store = shared().store()
    store.add(document_quads(record, shared().vocabulary))
    infer(store)
    return [row for row in table_rows(store, questions("tables")[table]) if row["document"] == DOCUMENT]


def test_coverage_of_clauses_and_document_is_published_with_the_accepted_facts(data: Path) -> None:
    review = opened(data)
    review.accept(draft_id(review, "responsibilities", clause=SECOND))
    review.mark_read(SECOND)
    review.accept(draft_id(review, "categories"))
    coverage = {row["clause"].partition("/")[2]: row["coverage"] for row in _published(data, "clauses")}
    assert (coverage[FIRST], coverage[SECOND], coverage["c2"]) == ("drafted", "reviewed", "unread")
    (document,) = _published(data, "documents")
    assert (document["reviewed"], document["drafted"], document["facts"]) == (1, 1, 2)
    assert document["reviewed"] + document["drafted"] + document["unread"] == document["clauses"]
    assert [row["agency_name"] for row in _published(data, "responsibilities")] == ["市财政局"]


def test_nothing_of_a_document_is_reviewed_before_its_rows_are_published(data: Path) -> None:
    assert {row["coverage"] for row in _published(data, "clauses")} == {"unread"}


def test_a_clause_that_is_read_again_is_drafted_again(data: Path) -> None:
    review = opened(data)
    made = review.accept(draft_id(review, "responsibilities", clause=SECOND))
    review.mark_read(SECOND)
    review.undo(made.number)
    assert {row["clause"]: row["drafts"] for row in rows(data, "unread")}[SECOND] == "1"
