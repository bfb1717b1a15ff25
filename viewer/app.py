"""The viewer: its pages, and which version of the graph they show."""

from __future__ import annotations

import html

import streamlit as st

from viewer.opened import opened

st.set_page_config(page_title="政脉 Zhengmai", page_icon=":material/account_tree:", layout="wide")
page = st.navigation(
    [
        st.Page("pages/questions.py", title="问答 Questions", icon=":material/table_view:", default=True),
        st.Page("pages/agencies.py", title="部门职责 Agencies", icon=":material/account_balance:"),
    ]
)
st.html("<style>.stMainBlockContainer {padding-top: 2.4rem; padding-bottom: 3rem}</style>")
graph = opened()
with st.sidebar:
    st.html(
        '<div style="font-size:1.5rem;font-weight:700;letter-spacing:.08em;color:#9b2c2c">政脉</div>'
        '<div style="color:#6b6457;font-size:.85rem;line-height:1.6">城市人才政策知识图谱<br>每一条都附原文 · Every fact with its words</div>'
    )
    st.html(
        '<div style="border-top:1px solid #e2ddd2;padding-top:.6rem;color:#6b6457;font-size:.78rem;line-height:1.7">'
        f"版本 Version <code>{html.escape(graph.version)}</code><br>生成 Built {html.escape(graph.built)}</div>"
    )
page.run()
