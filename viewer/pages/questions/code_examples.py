"""The same question for programs: one line each for the command line, Python and HTTP."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kg.queries.catalog import Question
from viewer.i18n import t


def draw_code_examples(question: Question, given: Mapping[str, Any]) -> None:
    with st.expander(t("questions.ways"), icon=":material/terminal:"):
        for name, line, language in (
            ("command", command(question, given), "bash"),
            ("python", python(question, given), "python"),
            ("http", http(question, given), None),
        ):
            st.caption(t(f"questions.{name}"))
            st.code(line, language=language)


def command(question: Question, given: Mapping[str, Any]) -> str:
    options = [part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", shlex.quote(_plain(value)))]
    return " ".join(["kg", "ask", question.name, *options, "--format", "json"])


def python(question: Question, given: Mapping[str, Any]) -> str:
    values = "".join(f", {name}={value!r}" for name, value in given.items())
    return f"kg.open().ask({question.name!r}{values})"


def http(question: Question, given: Mapping[str, Any]) -> str:
    query = urlencode({name: _plain(value) for name, value in given.items()})
    return f"GET /api/{question.name}{f'?{query}' if query else ''}"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
