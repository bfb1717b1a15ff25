"""What the address of the page asks for, and the inputs that follow it.

`city`, `agency` and `view`; `basis=all` where implied roles count in the pictures, `basis=assigned` where they do not;
`w_<column>` for each weight that is not the default; `changes` of the what-if; `tab`, unless the first is open; `fact`, the
responsibility whose words are shown, unless it is the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

import streamlit as st

from viewer.components.question_inputs import remember, remembered
from viewer.links import Link

PAGE: Literal["agencies"] = "agencies"
View = Literal["city", "agency", "what_if"]
_HELD = ("city", "basis", "changes")
VIEWS: tuple[View, ...] = ("city", "agency", "what_if")


class Unreadable(ValueError):
    """A part of the address that means nothing. Its words are for the reader."""


def key(name: str) -> str:
    """Of an input of this page, in the session."""
    return f"{PAGE}.{name}"


def asked() -> dict[str, str]:
    """The values in the address, else those of the last visit.

    An address that this page did not write itself, as when somebody goes back or follows a link, wins over what was chosen before.
    """
    before = remembered(PAGE)
    st.session_state.pop(key("go"), None)
    if before != st.session_state.get(key("kept")):
        for name in [str(name) for name in st.session_state if str(name).startswith(f"{PAGE}.")]:
            del st.session_state[name]
    return before


def kept(name: str) -> str | None:
    """What the address holds under `name` by now."""
    value: str | None = st.session_state.get(key("kept"), {}).get(name)
    return value


def keep(name: str, value: str | None) -> None:
    """Put one value into the address, beside what is there. Only for what somebody chose: each change is a step that Back undoes."""
    if kept(name) != value:
        remember(PAGE, st.session_state.get(key("kept"), {}) | {name: value})


def to_agency_here(agency: str) -> Link:
    """One agency of the city that is shown, with the weights, the basis and the changes as they are."""
    held = {name: value for name, value in st.session_state.get(key("kept"), {}).items() if name in _HELD or name.startswith("w_")}
    return Link(PAGE, held | {"view": "agency", "agency": agency})


def view_asked(before: Mapping[str, str]) -> View:
    if before.get("view") in VIEWS:
        return cast(View, before["view"])
    return "what_if" if before.get("changes") else "agency" if before.get("agency") else "city"


def go_to(view: View, city: str, agency: str | None = None) -> None:
    """Show another part of the page from the next run on: for what happens on a click."""
    st.session_state[key("view")] = view
    st.session_state[key("go")] = True
    if agency is not None:
        st.session_state[key(f"agency.{city}")] = agency
