"""The layout around every page: style sheet, choice of the language, version and date of the graph."""

from __future__ import annotations

from functools import cache
from typing import cast

import streamlit as st
from markupsafe import Markup

from viewer import i18n
from viewer.components.linked_html import ASSETS
from viewer.components.search_box import draw_search_box
from viewer.components.system_theme import rerun_on_theme_change
from viewer.errors import fragment
from viewer.html import draw_html, render
from viewer.i18n import LANGUAGES, t
from viewer.palette import colours
from viewer.shared_graph import SharedGraph

SIDEBAR_WIDTH = 216
"""Pixels."""
_LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def draw_style() -> None:
    """The style sheet, whose colours everything uses; the language of the page for screen readers; the script of the browser's history."""
    draw_html("layout/style.html", colours=colours())
    script = render("layout/script.html", language_tag=_LANGUAGE_TAGS[i18n.language()], history=_history_script())
    st.html(script, unsafe_allow_javascript=True)


@cache
def _history_script() -> Markup:
    return Markup((ASSETS / "history.js").read_text(encoding="utf-8"))


def draw_sidebar(graph: SharedGraph) -> None:
    """The language and the version. A language chosen here holds from the next run on."""
    with st.sidebar:
        _draw_language_switch()
        _draw_version(graph, "zm-version-beside")


@fragment
def draw_search(graph: SharedGraph) -> None:
    """The search box: a fragment, so that typing draws nothing else."""
    draw_search_box(graph)


def draw_footer(graph: SharedGraph) -> None:
    """The version under the page, for screens that hide the side bar."""
    _draw_version(graph, "zm-version-below")
    rerun_on_theme_change()


def _draw_version(graph: SharedGraph, css_class: str) -> None:
    draw_html("layout/version.html", css_class=css_class, version=graph.version, build_date=graph.build_date)


def _draw_language_switch() -> None:
    key = "frame.language"
    st.session_state[key] = i18n.language()
    st.segmented_control(
        t("frame.language"),
        list(LANGUAGES),
        key=key,
        format_func=LANGUAGES.__getitem__,
        label_visibility="collapsed",
        on_change=_set_language,
        args=(key,),
    )


def _set_language(key: str) -> None:
    if chosen := st.session_state[key]:
        i18n.set_language(cast(i18n.Language, chosen))
