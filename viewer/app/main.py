"""The main script of the viewer: navigation, layout, and the page that is open."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from viewer import i18n, palette
from viewer.app.layout import SIDEBAR_WIDTH, draw_footer, draw_search, draw_sidebar, draw_style
from viewer.app.sign_in import draw_person, may_read
from viewer.components.copy_link import draw_copy_link
from viewer.errors import report_errors
from viewer.i18n import t
from viewer.navigation import pages
from viewer.shared_graph import current_graph

ICON = str(Path(__file__).with_name("icon.svg"))

i18n.sync()
st.set_page_config(page_title=t("frame.title"), page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
draw_style()
with report_errors():
    if not may_read():
        st.stop()
    page = st.navigation(list(pages().values()))
    st.logo(str(Path(__file__).with_name("logo-dark.svg" if palette.dark() else "logo.svg")), icon_image=ICON, size="large")
    graph = current_graph()
    draw_sidebar(graph)
    with st.container(horizontal=True, vertical_alignment="center", key="frame_top"):
        draw_search(graph)
        draw_copy_link()
    draw_person()
    with report_errors():
        page.run()
    draw_footer(graph)
