"""What is shown of which document, in the session and in the address: `source?document=…&fact=…|clause=…|start=…&end=…&kinds=…&words=…`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import streamlit as st

from viewer.components.message import say
from viewer.components.question_inputs import moved, remember, remembered
from viewer.components.source_text import last_act
from viewer.i18n import t
from viewer.pages.source.fact_marks import KINDS
from viewer.shared_graph import Opened

PAGE = "source"
_VIEW, _SENT, _JUMP = "source.view", "source.sent", "source.jump"
_NO_KINDS = "none"


@dataclass(frozen=True)
class View:
    """Where the reader stands: at a fact, at a clause, at some characters, or nowhere."""

    document: str | None = None
    fact: str | None = None
    clause: str | None = None
    start: int | None = None
    end: int | None = None
    kinds: tuple[str, ...] = KINDS
    """The kinds of facts that are marked."""
    words: str = ""
    """What is sought."""

    @property
    def address(self) -> dict[str, Any]:
        """What the address holds: no value that is the default."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        values["kinds"] = None if self.kinds == KINDS else ",".join(self.kinds) or _NO_KINDS
        return {name: value for name, value in values.items() if value not in (None, "")}

    def at(self, **place: Any) -> View:
        """The same, standing elsewhere."""
        return replace(self, **{"fact": None, "clause": None, "start": None, "end": None, **place})


def view() -> View:
    found: View = st.session_state[_VIEW]
    return found


def arrive(graph: Opened, default: str | None) -> None:
    """Stand where the address says, if somebody opened it or followed a link; else where the reader was. Raises UnknownValue."""
    if _VIEW in st.session_state and not moved(PAGE):
        send()
        return
    put(View(default), jump=True)  # should the address name what is not known, the page stays usable
    values = remembered(PAGE)
    if ("start" in values or "end" in values) and not span(values):
        say(t("source.no_span", start=values.get("start", ""), end=values.get("end", "")))
    put(read(graph, values, default), jump=True)


def read(graph: Opened, values: Mapping[str, str], default: str | None) -> View:
    """The view that an address describes. What is no number, or no kind, is left out. Raises UnknownValue for a document."""
    fact, clause = values.get("fact"), values.get("clause")
    named = values.get("document") or (fact or clause or "").split("/")[0] or default
    rows = graph.put("documents", {"document": named}).rows if named else []
    kinds = tuple(kind for kind in KINDS if kind in values["kinds"].split(",")) if "kinds" in values else KINDS
    words = values.get("words", "").strip()
    found = View(rows[0]["document"] if rows else None, kinds=kinds if kinds or values.get("kinds") == _NO_KINDS else KINDS, words=words)
    if fact:
        return found.at(fact=fact)
    start, end = span(values) or (None, None)
    return found.at(start=start, end=end, clause=clause)


def span(values: Mapping[str, str]) -> tuple[int, int] | None:
    """The characters that an address asks for, if it says where they begin and where, further on, they end."""
    start, end = _number(values.get("start")), _number(values.get("end"))
    return (start, end) if start is not None and end is not None and start < end else None


def put(new: View, *, jump: bool = False) -> None:
    """Show `new` from now on; with `jump` the text is moved there too."""
    st.session_state[_VIEW] = new
    if jump:
        st.session_state[_JUMP] = st.session_state.get(_JUMP, 0) + 1
        send()


def send(*, find: bool = False) -> None:
    """What the component is told next: it keeps that between, so that a click of the reader sends no text again."""
    now = view()
    go = {"jump": st.session_state.get(_JUMP, 0), "fact": now.fact, "clause": now.clause, "start": now.start, "find": find}
    st.session_state[_SENT] = {"kinds": list(now.kinds), "sought": now.words, "go": go}


def sent() -> dict[str, Any]:
    found: dict[str, Any] = st.session_state[_SENT]
    return found


def acted() -> None:
    """Take over what the reader did in the text."""
    now = view()
    match last_act():
        case {"do": "fact", "id": str(fact)}:
            put(now.at(fact=fact))
        case {"do": "clause", "id": str(clause)}:
            put(now.at(clause=clause))
        case {"do": "kinds", "kinds": list(kinds)}:
            put(replace(now, kinds=tuple(kind for kind in KINDS if kind in kinds)))
        case {"do": "find", "words": str(words)}:
            put(replace(now, words=words.strip()))
            st.session_state[_JUMP] = st.session_state.get(_JUMP, 0) + 1
            send(find=bool(words.strip()))


def keep() -> None:
    """Put it into the address."""
    remember(PAGE, view().address)


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() else None
