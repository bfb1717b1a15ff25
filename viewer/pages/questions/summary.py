"""The question and its filters in one sentence; which filter to drop where there is no row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.queries.catalog import Question
from viewer.components.message import show_message
from viewer.components.question_inputs import display_filter, input_label
from viewer.i18n import pick, t
from viewer.links import to_question
from viewer.shared_graph import SharedGraph

_NOT_IN_NAMES = re.compile(r"[^\w.()（）+]+")


def summary(graph: SharedGraph, question: Question, given: Mapping[str, Any], count: int) -> str:
    """`资金：城市为“太原市”，字词含“租金”。共 3 行。`"""
    title = pick(question.title)
    if not given:
        return t("questions.everything", title=title, count=f"{count:,}")
    filters = t("questions.and").join(filter_words(graph, question, name, value) for name, value in given.items())
    return t("questions.asked", title=title, filters=filters, count=f"{count:,}")


def filter_words(graph: SharedGraph, question: Question, name: str, value: object) -> str:
    """`城市为“太原市”`."""
    key = {"text": "questions.holds", "number": "questions.equals"}.get(question.parameters[name].type, "questions.is")
    shown = f"{value:g}" if isinstance(value, float) else display_filter(graph, question, name, value)
    return t(key, name=input_label(question, name), value=shown)


def wider(graph: SharedGraph, question: Question, given: Mapping[str, Any]) -> dict[str, int]:
    """Where there is no row: the filters that exclude all, each with the number of rows without it."""
    filters = [name for name in given if question.parameters[name].type != "number" and not question.parameters[name].required]
    rows = {name: graph.page(question.name, _without(given, name), limit=1).total for name in filters}
    return {name: count for name, count in rows.items() if count}


def file_name(graph: SharedGraph, question: Question, given: Mapping[str, Any]) -> str:
    """`zhengmai-funding-太原市-租金-<version>`: the filters by the words that the page shows, as a file may be called."""
    words = [f"{value:g}" if isinstance(value, float) else display_filter(graph, question, name, value) for name, value in given.items()]
    parts = [cut for word in words if (cut := _NOT_IN_NAMES.sub("", word)[:24])]
    return "-".join(["zhengmai", question.name, *parts, graph.version])


def reading_state(graph: SharedGraph, question: Question, given: Mapping[str, Any]) -> str:
    """Whether nothing was found because nothing is stated, because not all is read, or because nothing is held."""
    asked: dict[str, Any] = {name: given[name] for name in ("city", "document") if name in given and name in question.parameters}
    places = t("questions.and").join(display_filter(graph, question, name, value) for name, value in asked.items()) or t("questions.these")
    rows = graph.answer("coverage", asked).rows
    if not rows:
        return t("questions.not_held", places=places)
    left = sum((row["unread"] or 0) + (row["drafted"] or 0) for row in rows)
    return t("questions.read_part", places=places, count=f"{left:,}") if left else t("questions.read_whole", places=places)


def draw_empty(graph: SharedGraph, question: Question, given: Mapping[str, Any]) -> None:
    """A message that there is no row and why, with links to questions that have rows."""
    ways = wider(graph, question, given)
    found = t("questions.nothing" if ways else "questions.nothing_wide" if given else "questions.nothing_at_all")
    show_message(f"{reading_state(graph, question, given)}\n{found}" if "document" in question.columns else found)
    for name, count in ways.items():
        words = t("questions.without", filter=filter_words(graph, question, name, given[name]), count=f"{count:,}")
        to_question(question.name, **_without(given, name)).draw(words, ":material/filter_alt_off:")


def _without(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}
