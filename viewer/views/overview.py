"""总览: what the graph holds, and where to start."""

from __future__ import annotations

import streamlit as st

from viewer.i18n import t

st.header(t("pages.overview"), anchor=False)
