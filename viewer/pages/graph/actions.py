"""What the reader does, and what the address says afterwards. The address is the one truth of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from kg.neighbourhood.records import Group
from viewer.components.question_inputs import moved, remember, remembered
from viewer.pages.graph.scene import MORE, scene
from viewer.pages.graph.state import FAR, Add, Expand, Hide, Pin, Step, View, Way, read_step
from viewer.pages.graph.summary import no_ways
from viewer.shared_graph import Opened

PAGE = "graph"
CANVAS = "graph.canvas"
KINDS = "graph.kinds"
_UNDONE = "graph.undone"
_NOTE = "graph.note"


def view() -> View:
    """What the address says now, or the last visit where it says nothing."""
    return View.of(remembered(PAGE))


def arrived() -> View:
    """The view of a run of the whole page. Where somebody came by a link, or went back, what was undone belongs to another picture."""
    if moved(PAGE):
        st.session_state[_UNDONE] = []
    return view()


def go(to: View) -> None:
    remember(PAGE, to.address())


def take(step: Step, at: str | None = None) -> None:
    """One step on. What was undone before cannot be done again."""
    st.session_state[_UNDONE] = []
    go(view().then(step, at))


def can_redo() -> bool:
    return bool(st.session_state.get(_UNDONE))


def undo() -> None:
    now = view()
    if now.steps:
        step = now.steps[-1]
        st.session_state.setdefault(_UNDONE, []).append(str(step))
        go(replace(now, steps=now.steps[:-1], at=step.id if isinstance(step, Hide) else now.at))


def redo() -> None:
    if can_redo():
        now = view()
        step = read_step(st.session_state[_UNDONE].pop())
        go(replace(now, steps=(*now.steps, step), at=_after(step, now.at)))


def start(id_: str) -> None:
    """A new picture."""
    st.session_state[_UNDONE] = []
    go(View(thing=id_, at=id_))


def add(id_: str) -> None:
    go(replace(view(), words=""))
    take(Add(id_), at=id_)


def select(id_: str) -> None:
    go(replace(view(), at=id_))


def hide(id_: str) -> None:
    take(Hide(id_))
    now = view()
    go(replace(now, at=_after(Hide(id_), now.at)))


def _after(step: Step, selected: str | None) -> str | None:
    """What is selected after a step: where that is hidden, the start is."""
    return None if step == Hide(selected or "") else selected


def mark(id_: str | None) -> None:
    go(replace(view(), mark=id_))


def toggle(kind: str) -> None:
    """Show a kind, or leave it out."""
    now = view()
    go(replace(now, without=now.without ^ {kind}))


def show_only(kinds: list[str]) -> None:
    """Of these kinds those that were chosen."""
    now = view()
    chosen = set(st.session_state[KINDS])
    go(replace(now, without=(now.without | set(kinds)) - chosen))


def search(words: str) -> None:
    go(replace(view(), words=words.strip()))


def expand(id_: str, group: Group, shown: int) -> None:
    """More of a group than are shown."""
    take(Expand(id_, group, shown + MORE), at=id_)


def way(graph: Opened, one: str, other: str) -> None:
    """A way between two things, or a sentence that there is none."""
    now = view()
    step = Way(one, other)
    tried = scene(graph, now.thing, (*now.steps, step))
    if step in tried.no_way:
        note(no_ways(tried)[-1])
        return
    take(step, at=other)
    mark(None)


def note(sentence: str) -> None:
    st.session_state[_NOTE] = sentence


def noted() -> str | None:
    """A sentence for the reader, once."""
    found: str | None = st.session_state.pop(_NOTE, None)
    return found


def _near(pixels: int) -> int:
    return max(-FAR, min(FAR, pixels))


def on_canvas(graph: Opened) -> None:
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
            begin = view().mark or view().at
            if begin and begin != id_:
                way(graph, begin, id_)
