"""The custom component of a page of an original: its picture with boxes over it; `page_picture.js` reports the page that is turned to."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"
KEY = "source.page"
_KEPT = """
export default function ({ data }) {
  globalThis.zmPage = data;
  document.dispatchEvent(new Event("zm-page-arrived"));
}
"""


def draw_page(shown: Mapping[str, Any], image: tuple[str, bytes], on_act: Callable[[], None]) -> None:
    """Draw a page. `shown` has its number and boxes; `image` is a key that names the picture, and the picture as PNG.

    `shown`: `page`, `pages`, `height` (of the page as a multiple of its width), `marks` and `contexts` (lists of left, top, right, bottom
    as shares of the page), `doubts` (the same with what is said of each, and its kind), `elsewhere` (other pages with marks), `words`.
    """
    key, png = image
    _component()(data={**shown, "image": key}, key=KEY, on_act_change=on_act)
    _image()(data={"key": key, "url": f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"}, key=f"{KEY}.image")


def page_turned_to() -> int | None:
    """The page that the reader turned to, while `on_act` runs."""
    act = getattr(st.session_state.get(KEY), "act", None)
    page = act.get("page") if isinstance(act, dict) else None
    return page if isinstance(page, int) else None


@cache
def _component() -> Any:
    css, js = ((_ASSETS / name).read_text(encoding="utf-8") for name in ("page_picture.css", "page_picture.js"))
    return st.components.v2.component("zhengmai_page", css=css, js=js)


@cache
def _image() -> Any:
    """The picture without the boxes, so that a click does not send it again."""
    return st.components.v2.component("zhengmai_page_image", html="<span hidden></span>", js=_KEPT)
