"""Answers with translated headings and codes, as on the first sheet of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.queries.catalog import Question, public_questions
from kg.queries.runner import Answer
from kg.text.quotes import as_read
from viewer import i18n
from viewer.display.rows import display_answer
from viewer.i18n import Language, in_current_language
from viewer.shared_graph import SharedGraph

QUESTIONS = [q for q in public_questions() if not any(parameter.required for parameter in q.parameters.values())]
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def shared_graph(home: Path) -> SharedGraph:
    return SharedGraph(home)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    with monkeypatch.context() as patched:
        patched.setattr(i18n, "_language", lambda: request.param)
        yield request.param


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_row_is_displayed_under_headings_of_the_language(question: Question, language: Language, shared_graph: SharedGraph) -> None:
    answer = shared_graph.answer(question.name)
    displayed = display_answer(shared_graph, answer, question.name)
    assert len(displayed.rows) == len(answer.rows)
    assert all(row.keys() == displayed.columns.keys() for row in displayed.rows)
    assert all(bool(HAN.search(heading)) == (language == "zh") for heading in displayed.columns)


@pytest.mark.parametrize("name", ["responsibilities", "funding", "measures", "targets", "programs"])
def test_a_row_with_evidence_names_its_quote_document_and_clause(name: str, shared_graph: SharedGraph) -> None:
    rows = shared_graph.answer(name).rows
    displayed = display_answer(shared_graph, shared_graph.answer(name), name).rows
    titles = {row["document"]: row["title"] for row in shared_graph.answer("documents").rows}
    assert [(row["原文"], row["文件"]) for row in displayed] == [
        (as_read(row["quote"]) if set("\n\t") & set(row["quote"]) else row["quote"], titles[row["document"]]) for row in rows
    ]
    assert all(row["条款"] and row["条款"] != raw["clause"] for row, raw in zip(displayed, rows, strict=True))


def test_columns_of_the_same_heading_are_told_apart(shared_graph: SharedGraph) -> None:
    answer = Answer({"source": "string", "rests_on": "string", "basis": "string"}, [{"source": "a", "rests_on": None, "basis": "assigned"}])
    both = Answer(answer.columns | {"rests_on": "string"}, [{**answer.rows[0], "rests_on": "yunze-2021-5"}])
    assert len(display_answer(shared_graph, answer, "").columns) == 2
    assert {"依据 (basis)", "依据 (rests_on)"} < set(display_answer(shared_graph, both, "").columns)


def test_an_answer_without_rows_keeps_its_headings(shared_graph: SharedGraph) -> None:
    assert {"城市", "原文"} <= set(display_answer(shared_graph, Answer(shared_graph.answer("funding").columns, []), "funding").columns)


def test_a_deferred_call_keeps_the_language_that_it_was_created_in(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred = {}
    for language in ("zh", "en"):
        monkeypatch.setattr(i18n, "_language", lambda language=language: language)
        deferred[language] = in_current_language(partial(i18n.t, "pages.graph"))
    monkeypatch.setattr(i18n, "_language", lambda: "zh")
    assert (deferred["zh"](), deferred["en"]()) == ("图谱", "Graph")
    assert i18n.t("pages.graph") == "图谱"
