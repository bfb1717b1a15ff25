"""HTML with links that stay in the session: a click goes to a page without loading anything anew.

Templates draw the links with the macro `a` of `macros.html`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from viewer.links import Link

ASSETS = Path(__file__).parent / "assets"


def draw_linked_html(html: Markup, key: str) -> Link | None:
    """Draw rendered HTML. Returns the link that was clicked if it is one that `selects`; the browser follows the others."""
    result: Any = _component()(data={"html": html}, key=key, on_chosen_change=_ignore)
    return Link.from_address(result.chosen) if isinstance(result.chosen, str) else None


def _ignore() -> None:
    """Streamlit keeps a trigger only where a callback is given."""


@cache
def _component() -> Any:
    js, css = ((ASSETS / f"linked_html.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    return st.components.v2.component("zhengmai_linked", js=js, css=css)
