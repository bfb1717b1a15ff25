"""Tables that can be taken away: each has its CSV and its Excel beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from kg.export.answers import answer_bytes
from kg.queries.runner import Answer
from viewer.i18n import t

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_downloads(answer: Answer | Callable[[], Answer], name: str) -> None:
    """Two buttons that give all rows and all columns of `answer` as `<name>.csv` and `<name>.xlsx`, made when they are pressed."""
    row = st.container(horizontal=True, width="content")
    for label, format, mime in (("download_csv", "csv", "text/csv"), ("download_xlsx", "xlsx", _XLSX)):
        row.download_button(
            t(f"common.{label}"),
            partial(_made, answer, format),
            f"{name}.{format}",
            mime,
            key=f"{name}.{format}",
            on_click="ignore",
            help=t("common.download_help"),
            icon=":material/download:",
        )


def _made(answer: Answer | Callable[[], Answer], format: str) -> bytes:
    return answer_bytes(answer() if callable(answer) else answer, format, for_file=True)
