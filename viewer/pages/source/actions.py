"""What the reader does, and the state of the page afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from viewer.components.message import show_invalid
from viewer.components.source_text import last_act
from viewer.display.fact_marks import KINDS
from viewer.pages.source.state import SourceState
from viewer.shared_graph import SharedGraph

_SENT, _JUMP = SourceState.key("sent"), SourceState.key("jump")


def arrive(graph: SharedGraph, default: str | None) -> None:
    """Take over the address if the reader opened it, followed a link, or went back. Raises UnknownValue for its document.

    `default` is the document that is shown where nothing else says one.
    """
    if _SENT in st.session_state and SourceState.is_visited() and not SourceState.has_moved():
        _send()
        return
    asked = SourceState.current()
    go(SourceState(document=default), jump=True)  # should the address name an unknown document, the page stays usable
    show_invalid(asked)
    named = asked.document or default
    rows = graph.answer("documents", {"document": named}).rows if named else []
    go(replace(asked, document=rows[0]["document"] if rows else None), jump=True)


def go(state: SourceState, *, jump: bool = False) -> None:
    """Show `state` from now on; with `jump` the text scrolls to its place."""
    state.save()
    if jump:
        st.session_state[_JUMP] = st.session_state.get(_JUMP, 0) + 1
        _send()


def sent() -> dict[str, Any]:
    """The part of the state that the component gets. It changes only on a jump: after a click in the text, the text is not sent again."""
    found: dict[str, Any] = st.session_state[_SENT]
    return found


def _send(*, find: bool = False) -> None:
    now = SourceState.current()
    go_to = {"jump": st.session_state.get(_JUMP, 0), "fact": now.fact, "clause": now.clause, "start": now.start, "find": find}
    st.session_state[_SENT] = {"kinds": list(now.kinds), "sought": now.words, "doubts": now.doubts, "go": go_to}


def on_act() -> None:
    """Take over what the reader did in the text."""
    now = SourceState.latest()
    match last_act():
        case {"do": "fact", "id": str(fact)}:
            go(now.at(fact=fact))
        case {"do": "clause", "id": str(clause)}:
            go(now.at(clause=clause))
        case {"do": "kinds", "kinds": list(kinds)}:
            go(replace(now, kinds=tuple(kind for kind in KINDS if kind in kinds)))
        case {"do": "place" | "hit", "start": int(start), "end": int(end)}:
            go(now.at(start=start, end=max(end, start + 1)))
        case {"do": "doubts", "on": bool(on)}:
            go(replace(now, doubts=on))
        case {"do": "find", "words": str(words)}:
            go(replace(now, words=words.strip()))
            st.session_state[_JUMP] = st.session_state.get(_JUMP, 0) + 1
            _send(find=bool(words.strip()))
