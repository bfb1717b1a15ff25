"""What stands around every page: colours, the language, the version and date of the graph."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import cast

import streamlit as st

from viewer import i18n, palette
from viewer.components.linked_html import ASSETS
from viewer.components.system_theme import follow_system
from viewer.i18n import LANGUAGES, t
from viewer.shared_graph import Opened

SIDEBAR = 216
"""Pixels."""
_STYLE = """<style>
.stMainBlockContainer {padding: 1.6rem 2.4rem 3rem; max-width: 1680px}
.stMainBlockContainer h2 {font-size: 1.6rem; padding-top: 0}
.stMainBlockContainer h3 {font-size: 1.15rem}
.stMain a {color: var(--zm-link)}
.zm-quiet {color: var(--zm-quiet); font-size: .78rem; line-height: 1.7}
.zm-version-below {display: none}
[data-testid="stMetricValue"] {font-size: 1.5rem}
.stMain [data-testid="stCaptionContainer"] {color: var(--zm-quiet); opacity: 1}
.stMain [data-testid="stCode"] .token {color: var(--zm-text) !important}
[data-testid="InputInstructions"], [data-testid="stStatusWidget"] {display: none}
@media (max-width: 768px) {
  .stMainBlockContainer {padding: 4rem 1rem 3rem}
  .zm-version-below {display: block}
  .st-key-filters [data-testid="stColumn"] {min-width: calc(50% - 1rem); flex: 1 1 calc(50% - 1rem)}
}
</style>"""


def draw_style() -> None:
    """Before anything else: all that is drawn takes its colours from here. Screen readers are told the language of the page."""
    st.html(palette.style() + _STYLE)
    spoken = {"zh": "zh-CN", "en": "en"}[i18n.language()]
    st.html(f'<script>document.documentElement.lang = "{spoken}";\n{_steps()}</script>', unsafe_allow_javascript=True)


@cache
def _steps() -> str:
    return (ASSETS / "history.js").read_text(encoding="utf-8")


def draw_frame(graph: Opened) -> None:
    """Draw it. The language chosen here holds from the next run on."""
    with st.sidebar:
        _draw_languages()
        st.html(_version(graph, "zm-version-beside"))


def draw_foot(graph: Opened) -> None:
    """The version under the page, for screens that hide the side bar."""
    st.html(_version(graph, "zm-version-below"))
    follow_system()


def _version(graph: Opened, name: str) -> str:
    return (
        f'<div class="zm-quiet {name}">{escape(t("frame.about"))}<br>{escape(t("frame.version"))} '
        f"<code>{escape(graph.version)}</code><br>{escape(t('frame.built', day=graph.built))}</div>"
    )


def _draw_languages() -> None:
    key = "frame.language"
    st.session_state[key] = i18n.language()
    st.segmented_control(
        t("frame.language"),
        list(LANGUAGES),
        key=key,
        format_func=LANGUAGES.__getitem__,
        label_visibility="collapsed",
        on_change=_chosen,
        args=(key,),
    )


def _chosen(key: str) -> None:
    if chosen := st.session_state[key]:
        i18n.choose(cast(i18n.Language, chosen))
