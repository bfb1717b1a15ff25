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

_OWN = {
    "No results": "no_results",
    "Help for": "help_for",
    "Help": "help",
    "Clear all": "clear_all",
    "Select all": "select_all",
    "Clear value": "clear_value",
    "No options to select": "no_options",
    "Choose an option": "choose",
    "Choose options": "choose",
    "Page not found": "page_not_found",
    "You have requested page": "requested",
    "Connection error": "connection_error",
    "Fullscreen": "fullscreen",
    "Close fullscreen": "leave_fullscreen",
    "Search": "search",
    "Download as CSV": "download",
    "Copy to clipboard": "copy",
    "Close": "close",
    "Show/hide columns": "columns",
}
"""Words of Streamlit itself -> their message: it has English ones only."""


def draw_style() -> None:
    """The style sheet, whose colours everything uses; the language of the page for screen readers; the script of the browser's history."""
    draw_html("layout/style.html", colours=colours())
    own = {words: t(f"frame.own.{name}", name="{name}") for words, name in _OWN.items()} if i18n.language() != "en" else {}
    script = render("layout/script.html", language_tag=_LANGUAGE_TAGS[i18n.language()], scripts=_scripts(), own=own)
    st.html(script, unsafe_allow_javascript=True)


@cache
def _scripts() -> Markup:
    return Markup("\n".join((ASSETS / name).read_text(encoding="utf-8") for name in ("history.js", "own_words.js")))


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
