"""A button that copies the address of the view: what the address restores, somebody else sees too."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from viewer.i18n import t

_ASSETS = Path(__file__).parent / "assets"


def draw_copy_link() -> None:
    words = {name: t(f"frame.link_{name}") for name in ("copy", "copied", "by_hand")}
    _component()(data=words, key="frame.copy_link")


@cache
def _component() -> Any:
    css, js = ((_ASSETS / f"copy_link.{ending}").read_text(encoding="utf-8") for ending in ("css", "js"))
    return st.components.v2.component("zhengmai_copy_link", css=css, js=js)
