"""The viewer: its pages, and what stands around them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from viewer import i18n, palette
from viewer.app.layout import SIDEBAR, draw_foot, draw_frame, draw_style
from viewer.errors import told
from viewer.i18n import t
from viewer.navigation import pages
from viewer.shared_graph import opened

ICON = str(Path(__file__).with_name("icon.svg"))

i18n.settle()
st.set_page_config(page_title=t("frame.title"), page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR)
page = st.navigation(list(pages().values()))
st.logo(str(Path(__file__).with_name("logo-dark.svg" if palette.dark() else "logo.svg")), icon_image=ICON, size="large")
draw_style()
with told():
    graph = opened()
    draw_frame(graph)
    with told():
        page.run()
    draw_foot(graph)
