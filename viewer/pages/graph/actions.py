"""What the reader does, and the state of the page afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from kg.neighbourhood.records import Group
from viewer.pages.graph.scene import MORE, scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import MAX_OFFSET, Add, Expand, Hide, Pin, Step, Way, read_step
from viewer.pages.graph.summary import no_ways
from viewer.shared_graph import SharedGraph

CANVAS = GraphState.key("canvas")
KINDS = GraphState.key("kinds")
_UNDONE = GraphState.key("undone")
_MESSAGE = GraphState.key("message")


def arrive() -> GraphState:
    """The state at a run of the whole page. Undone steps are dropped where the reader followed a link or went back."""
    if GraphState.has_moved():
        st.session_state[_UNDONE] = []
    return GraphState.current()


def take(step: Step, at: str | None = None) -> None:
    """One step on. What was undone before cannot be done again."""
    st.session_state[_UNDONE] = []
    GraphState.current().then(step, at).save()


def can_redo() -> bool:
    return bool(st.session_state.get(_UNDONE))


def undo() -> None:
    now = GraphState.current()
    if now.steps:
        step = now.steps[-1]
        st.session_state.setdefault(_UNDONE, []).append(str(step))
        replace(now, steps=now.steps[:-1], at=step.id if isinstance(step, Hide) else now.at).save()


def redo() -> None:
    if can_redo():
        now = GraphState.current()
        step = read_step(st.session_state[_UNDONE].pop())
        replace(now, steps=(*now.steps, step), at=_after(step, now.at)).save()


def start(id_: str) -> None:
    """A new picture."""
    st.session_state[_UNDONE] = []
    GraphState(thing=id_, at=id_).save()


def add(id_: str) -> None:
    replace(GraphState.current(), words="").save()
    take(Add(id_), at=id_)


def select(id_: str) -> None:
    replace(GraphState.current(), at=id_).save()


def hide(id_: str) -> None:
    take(Hide(id_))
    now = GraphState.current()
    replace(now, at=_after(Hide(id_), now.at)).save()


def _after(step: Step, selected: str | None) -> str | None:
    """What is selected after a step: where that is hidden, the start is."""
    return None if step == Hide(selected or "") else selected


def mark(id_: str | None) -> None:
    replace(GraphState.current(), mark=id_).save()


def toggle(kind: str) -> None:
    """Show a kind, or leave it out."""
    now = GraphState.current()
    replace(now, without=now.without ^ {kind}).save()


def show_only(kinds: list[str]) -> None:
    """Of these kinds those that were chosen."""
    now = GraphState.current()
    chosen = set(st.session_state[KINDS])
    replace(now, without=(now.without | set(kinds)) - chosen).save()


def search(words: str) -> None:
    replace(GraphState.current(), words=words.strip()).save()


def expand(id_: str, group: Group, shown: int) -> None:
    """More of a group than are shown."""
    take(Expand(id_, group, shown + MORE), at=id_)


def way(graph: SharedGraph, one: str, other: str) -> None:
    """A way between two things, or a sentence that there is none."""
    now = GraphState.current()
    step = Way(one, other)
    tried = scene(graph, now.thing, (*now.steps, step))
    if step in tried.no_way:
        show_later(no_ways(tried)[-1])
        return
    take(step, at=other)
    mark(None)


def show_later(sentence: str) -> None:
    st.session_state[_MESSAGE] = sentence


def pop_message() -> str | None:
    """A sentence for the reader, once."""
    found: str | None = st.session_state.pop(_MESSAGE, None)
    return found


def _near(pixels: int) -> int:
    return max(-MAX_OFFSET, min(MAX_OFFSET, pixels))


def on_canvas(graph: SharedGraph) -> None:
    """What was done in the picture or its table."""
    done: dict[str, Any] | None = st.session_state[CANVAS].act
    match done:
        case {"do": "select", "id": str(id_)}:
            select(id_)
        case {"do": "hide", "id": str(id_)}:
            hide(id_)
        case {"do": "pin", "id": str(id_), "x": int(x), "y": int(y)}:
            take(Pin(id_, _near(x), _near(y)), at=id_)
        case {"do": "kind", "kind": str(kind)}:
            toggle(kind)
        case {"do": "expand", "id": str(id_), "group": [str(relation), ("out" | "in") as direction, str(kind), int(shown)]}:
            expand(id_, Group(relation, direction, kind), shown)
        case {"do": "way", "id": str(id_)}:
            begin = GraphState.current().mark or GraphState.current().at
            if begin and begin != id_:
                way(graph, begin, id_)
