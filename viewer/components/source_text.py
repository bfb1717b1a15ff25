"""The custom component of a source text: `source.js` draws it and reports what the reader does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
KEY = "source.text"


def draw_text(data: Mapping[str, Any], on_act: Callable[[], None]) -> None:
    """Draw it. What the reader does is what `last_act` gives while `on_act` runs."""
    _component()(data=data, key=KEY, on_act_change=on_act)


def last_act() -> dict[str, Any]:
    """`{"do": "fact" | "clause" | "place" | "hit" | "kinds" | "doubts" | "find", …}`; empty where it is none of ours."""
    act = getattr(st.session_state.get(KEY), "act", None)
    return act if isinstance(act, dict) else {}


@cache
def _component() -> Any:
    css, drawer, reader = ((_ASSETS / name).read_text(encoding="utf-8") for name in ("source.css", "source_text.js", "source.js"))
    js = f"{drawer}\n{reader}"
    return st.components.v2.component("zhengmai_source", css=css, js=js)
