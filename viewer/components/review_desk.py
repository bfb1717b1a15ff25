"""The custom component of a review: `review_desk.js` draws a clause with its drafts and reports what the reviewer decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
KEY = "review.desk"


def draw_desk(data: Mapping[str, Any], on_acts: Callable[[], None]) -> None:
    """Draw it. What the reviewer does is what `last_acts` gives while `on_acts` runs."""
    _component()(data=data, key=KEY, on_acts_change=on_acts)


def last_acts() -> dict[str, Any]:
    """`{"desk": …, "list": [{"seq": 1, "do": "accept", …}, …]}`: those that were not acknowledged yet; empty where it is none of ours."""
    acts = getattr(st.session_state.get(KEY), "acts", None)
    return acts if isinstance(acts, dict) else {}


@cache
def _component() -> Any:
    names = ("review_form.js", "review_queue.js", "review_desk.js")
    js = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names)
    return st.components.v2.component("zhengmai_review", css=(_ASSETS / "review_desk.css").read_text(encoding="utf-8"), js=js)
