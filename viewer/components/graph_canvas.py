"""The custom component of the graph: vis-network draws it, `graph.js` reports what the reader does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from viewer.components.pyvis_network import SCRIPT

ASSETS = Path(__file__).parent / "assets"
_PARTS = ("graph_table.js", "graph_menu.js", "graph_around.js", "graph_line_names.js", "graph_marks.js", "graph.js")
_LOADED = "\nexport default function () { document.dispatchEvent(new Event('zm-arrived')); }\n"
_KEPT = """
export default function ({ data }) {
  globalThis.zmPicture = data;
  document.dispatchEvent(new Event("zm-arrived"));
}
"""


@cache
def _library() -> Any:
    """vis-network and what draws with it, as a component whose message never changes: Streamlit sends it to each visitor once."""
    js = "\n".join([SCRIPT.read_text(encoding="utf-8"), "{", *map(_read, _PARTS), "}", _LOADED])
    return st.components.v2.component("zhengmai_vis", html="<span hidden></span>", js=js)


@cache
def _picture() -> Any:
    """The network without the selection, so that a click does not send it again."""
    return st.components.v2.component("zhengmai_picture", html="<span hidden></span>", js=_KEPT)


@cache
def _canvas() -> Any:
    html, css, js = map(_read, ("graph.html", "graph.css", "graph_waiting.js"))
    return st.components.v2.component("zhengmai_graph", html=html, css=css, js=js)


def draw_graph(picture: Mapping[str, Any], shown: Mapping[str, Any], key: str, on_act: Callable[[], None]) -> None:
    """Draw `picture`, which is known by its `revision`, and what is selected in it.

    What the reader does is at `st.session_state[key].act` while `on_act` runs: `{"do": …}` with what it is done to.
    """
    _canvas()(data={**shown, "revision": picture["revision"]}, key=key, on_act_change=on_act)
    _picture()(data=picture, key=f"{key}.picture")
    _library()(key=f"{key}.library")


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
