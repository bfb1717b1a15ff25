"""Answers in the reader's words, as workbooks have them on their first sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.queries.catalog import Question, public_questions
from kg.queries.runner import Answer
from viewer import i18n
from viewer.display.rows import display_answer
from viewer.i18n import Language, in_current_language
from viewer.shared_graph import SharedGraph

QUESTIONS = [q for q in public_questions() if not any(parameter.required for parameter in q.parameters.values())]
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def opened(home: Path) -> SharedGraph:
    return SharedGraph(home)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    with monkeypatch.context() as patched:
        patched.setattr(i18n, "_language", lambda: request.param)
        yield request.param


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_every_answer_has_as_many_rows_and_headings_in_the_language(question: Question, language: Language, opened: SharedGraph) -> None:
    answer = opened.answer(question.name)
    told = display_answer(opened, answer, question.name)
    assert len(told.rows) == len(answer.rows)
    assert all(row.keys() == told.columns.keys() for row in told.rows)
    assert all(bool(HAN.search(heading)) == (language == "zh") for heading in told.columns)


@pytest.mark.parametrize("name", ["responsibilities", "funding", "measures", "targets", "programs"])
def test_a_row_that_rests_on_words_says_where_they_stand(name: str, opened: SharedGraph) -> None:
    rows = opened.answer(name).rows
    told = display_answer(opened, opened.answer(name), name).rows
    titles = {row["document"]: row["title"] for row in opened.answer("documents").rows}
    assert [(row["原文"], row["文件"]) for row in told] == [(row["quote"], titles[row["document"]]) for row in rows]
    assert all(row["条款"] and row["条款"] != raw["clause"] for row, raw in zip(told, rows, strict=True))


def test_columns_of_the_same_heading_are_told_apart(opened: SharedGraph) -> None:
    answer = Answer({"source": "string", "rests_on": "string", "basis": "string"}, [{"source": "a", "rests_on": None, "basis": "assigned"}])
    both = Answer(answer.columns | {"rests_on": "string"}, [{**answer.rows[0], "rests_on": "taiyuan-2018-2"}])
    assert len(display_answer(opened, answer, "").columns) == 2
    assert {"依据 (basis)", "依据 (rests_on)"} < set(display_answer(opened, both, "").columns)


def test_an_answer_without_rows_keeps_its_headings(opened: SharedGraph) -> None:
    assert {"城市", "原文"} <= set(display_answer(opened, Answer(opened.answer("funding").columns, []), "funding").columns)


def test_what_is_made_later_is_made_in_the_language_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {}
    for language in ("zh", "en"):
        monkeypatch.setattr(i18n, "_language", lambda language=language: language)
        made[language] = in_current_language(partial(i18n.t, "pages.graph"))
    monkeypatch.setattr(i18n, "_language", lambda: "zh")
    assert (made["zh"](), made["en"]()) == ("图谱", "Graph")
    assert i18n.t("pages.graph") == "图谱"
