"""What the reader does, and the state of the page afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from kg.neighbourhood.records import Group
from viewer.pages.graph.scene import MORE, build_scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import MAX_OFFSET, Add, Expand, FindPath, Hide, Pin, Step, read_step
from viewer.pages.graph.summary import missing_path_sentences
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


def add_step(step: Step, at: str | None = None) -> None:
    """Add a step. Undone steps are dropped."""
    st.session_state[_UNDONE] = []
    GraphState.latest().then(step, at).save()


def can_redo() -> bool:
    return bool(st.session_state.get(_UNDONE))


def undo() -> None:
    now = GraphState.latest()
    if now.steps:
        step = now.steps[-1]
        st.session_state.setdefault(_UNDONE, []).append(str(step))
        replace(now, steps=now.steps[:-1], at=step.id if isinstance(step, Hide) else now.at).save()


def redo() -> None:
    if can_redo():
        now = GraphState.latest()
        step = read_step(st.session_state[_UNDONE].pop())
        replace(now, steps=(*now.steps, step), at=_after(step, now.at)).save()


def start(id_: str) -> None:
    """Start from another thing."""
    st.session_state[_UNDONE] = []
    GraphState(thing=id_, at=id_).save()


def add(id_: str) -> None:
    replace(GraphState.latest(), words="").save()
    add_step(Add(id_), at=id_)


def select(id_: str) -> None:
    replace(GraphState.latest(), at=id_).save()


def hide(id_: str) -> None:
    add_step(Hide(id_))
    now = GraphState.latest()
    replace(now, at=_after(Hide(id_), now.at)).save()


def _after(step: Step, selected: str | None) -> str | None:
    """What is selected after a step: None, which is the start, where it was hidden."""
    return None if step == Hide(selected or "") else selected


def mark(id_: str | None) -> None:
    replace(GraphState.latest(), mark=id_).save()


def toggle(kind: str) -> None:
    """Show a kind, or hide it."""
    now = GraphState.latest()
    replace(now, without=now.without ^ {kind}).save()


def show_only(kinds: list[str]) -> None:
    """Of `kinds`, show those that the widget has selected."""
    now = GraphState.latest()
    chosen = set(st.session_state[KINDS])
    replace(now, without=(now.without | set(kinds)) - chosen).save()


def search(words: str) -> None:
    replace(GraphState.latest(), words=words.strip()).save()


def expand(id_: str, group: Group, shown: int) -> None:
    """Show more of a group."""
    add_step(Expand(id_, group, shown + MORE), at=id_)


def find_path(graph: SharedGraph, one: str, other: str) -> None:
    """Show a path between two things, or a message that there is none."""
    now = GraphState.latest()
    step = FindPath(one, other)
    tried = build_scene(graph, now.thing, (*now.steps, step))
    if step in tried.missing_paths:
        show_later(missing_path_sentences(tried)[-1])
        return
    add_step(step, at=other)
    mark(None)


def show_later(message: str) -> None:
    st.session_state[_MESSAGE] = message


def pop_message() -> str | None:
    """The message for the reader, once."""
    found: str | None = st.session_state.pop(_MESSAGE, None)
    return found


def _near(pixels: int) -> int:
    return max(-MAX_OFFSET, min(MAX_OFFSET, pixels))


def on_canvas(graph: SharedGraph) -> None:
    """Take over what the reader did in the picture or its table."""
    done: dict[str, Any] | None = st.session_state[CANVAS].act
    match done:
        case {"do": "select", "id": str(id_)}:
            select(id_)
        case {"do": "hide", "id": str(id_)}:
            hide(id_)
        case {"do": "pin", "id": str(id_), "x": int(x), "y": int(y)}:
            add_step(Pin(id_, _near(x), _near(y)), at=id_)
        case {"do": "kind", "kind": str(kind)}:
            toggle(kind)
        case {"do": "expand", "id": str(id_), "group": [str(relation), ("out" | "in") as direction, str(kind), int(shown)]}:
            expand(id_, Group(relation, direction, kind), shown)
        case {"do": "way", "id": str(id_)}:
            begin = GraphState.latest().mark or GraphState.latest().at
            if begin and begin != id_:
                find_path(graph, begin, id_)
