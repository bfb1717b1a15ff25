"""The viewer: its pages, and which version of the graph they show."""

from __future__ import annotations

import html
from pathlib import Path

import streamlit as st

from viewer.opened import opened

ICON = str(Path(__file__).with_name("icon.svg"))
_QUIET = "color:#6b6457;font-size:.78rem;line-height:1.7"
_STYLE = """<style>
.stMainBlockContainer {padding: 2rem 3rem 3rem}
.stMainBlockContainer h2 {font-size: 1.7rem; padding-top: 0}
.stMainBlockContainer h3 {font-size: 1.2rem}
.zm-foot {position: fixed; bottom: 1.1rem}
[data-testid="stMetricValue"] {font-size: 1.5rem}
</style>"""

st.set_page_config(page_title="政脉 Zhengmai", page_icon=ICON, layout="wide")
page = st.navigation(
    [
        st.Page("views/questions.py", title="问答 Questions", icon=":material/table_view:", default=True),
        st.Page("views/agencies.py", title="部门职责 Agencies", icon=":material/account_balance:"),
    ]
)
st.logo(str(Path(__file__).with_name("logo.svg")), icon_image=ICON, size="large")
st.html(_STYLE)
graph = opened()
with st.sidebar:
    st.html(
        f'<div class="zm-foot" style="{_QUIET}">城市人才政策知识图谱，条条有原文<br>Talent policy, every fact with its words<br><br>'
        f"版本 Version <code>{html.escape(graph.version)}</code><br>生成 Built {html.escape(graph.built)}</div>"
    )
page.run()
