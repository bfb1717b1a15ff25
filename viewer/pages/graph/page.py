"""图谱: search for a thing, see its neighbours, expand from there, read the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kg.export.node_text import lay_out
from kg.neighbourhood import Network
from viewer.components.message import show_message
from viewer.display.ontology import kind_name
from viewer.errors import fragment, run_page
from viewer.html import draw_html
from viewer.i18n import t
from viewer.pages.graph import actions
from viewer.pages.graph.canvas import draw_canvas
from viewer.pages.graph.expansions import expansions
from viewer.pages.graph.exports import draw_exports
from viewer.pages.graph.panel import draw_panel
from viewer.pages.graph.scene import MOST, SLOW, Scene, build_scene
from viewer.pages.graph.search import draw_introduction, draw_results, draw_search
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Add, link_id
from viewer.pages.graph.summary import missing_path_sentences, path_sentences, summary
from viewer.shared_graph import SharedGraph


def with_known_start(graph: SharedGraph, state: GraphState) -> GraphState:
    """The state without a start that the graph does not have; a message says so, or how many steps mean nothing.

    A fact that is drawn as a link starts with that link selected.
    """
    if state.thing is not None and not is_known(graph, state.thing):
        if fact_state := fact_as_link(graph, state.thing):
            return fact_state
        show_message(t("graph.unknown", id=state.thing), "error")
        return replace(state, thing=None, at=None, steps=())
    if state.invalid:
        show_message(t("graph.unread", count=len(state.invalid)))
    return state


def is_known(graph: SharedGraph, id_: str) -> bool:
    try:
        return bool(graph.neighbourhood.nodes([id_]))
    except ValueError:
        return False


def fact_as_link(graph: SharedGraph, fact: str) -> GraphState | None:
    """The state that shows a fact which is drawn as a link: both ends of it, and the link selected."""
    try:
        found = graph.neighbourhood.placement(fact)
    except ValueError:
        return None
    if found is None:
        return None
    if found.link is None:
        return GraphState(thing=found.node, at=found.node)
    [other] = set(found.link.ends) - {found.node}
    steps = () if other in build_scene(graph, found.node, ()) else (Add(other),)
    return GraphState(thing=found.node, steps=steps, at=link_id(found.link))


def draw_toolbar(state: GraphState, sentences: Sequence[str]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        st.button(t("graph.undo"), key="graph.undo", on_click=actions.undo, disabled=not state.steps, icon=":material/undo:")
        st.button(t("graph.redo"), key="graph.redo", on_click=actions.redo, disabled=not actions.can_redo(), icon=":material/redo:")
        draw_html("graph/summary.html", sentences=sentences)


def draw_messages(scene: Scene, shown: Network) -> None:
    """Messages about the picture."""
    for message in filter(None, (actions.pop_message(), *missing_path_sentences(scene))):
        show_message(message)
    if len(shown.nodes) > MOST:
        show_message(t("graph.too_many", count=f"{len(shown.nodes):,}", most=f"{MOST:,}"))
    elif len(shown.nodes) > SLOW:
        show_message(t("graph.slow", slow=SLOW))
    elif not shown.nodes:
        show_message(t("graph.all_left_out"))


def draw_kinds(graph: SharedGraph, state: GraphState, scene: Scene) -> None:
    """The filter by type where no legend is drawn."""
    counts = Counter(node.kind for node in scene.network.nodes)
    st.session_state[actions.KINDS] = [kind for kind in sorted(counts) if kind not in state.without]
    st.pills(
        t("graph.shown_types"),
        sorted(counts),
        selection_mode="multi",
        format_func=lambda kind: f"{kind_name(graph, kind)} {counts[kind]:,}",
        key=actions.KINDS,
        on_change=actions.show_only,
        args=(sorted(counts),),
    )


@fragment
def draw_picture(graph: SharedGraph) -> None:
    """The picture and the panel: a fragment, so that a click draws no more than these."""
    state = GraphState.current()
    scene = build_scene(graph, state.thing, state.steps)
    shown = scene.network.without(state.without)
    left, right = st.columns([2, 1], gap="medium")
    with right:  # the panel first: it is faster than the picture
        draw_panel(graph, state, scene)
    with left:
        sentences = [summary(graph, state, scene, shown), *path_sentences(scene)]
        draw_toolbar(state, sentences)
        draw_messages(scene, shown)
        if len(shown.nodes) > MOST:
            draw_kinds(graph, state, scene)
            return
        places = scene.places or lay_out(shown, {})
        found = expansions(graph, scene, state.at)[0] if state.at and state.at in scene else []
        draw_canvas(graph, state, scene, shown, places, found, sentences)
        draw_exports(graph, shown, places, sentences)


def draw(graph: SharedGraph) -> None:
    st.header(t("pages.graph"), anchor=False)
    state = with_known_start(graph, actions.arrive())
    state.save()
    draw_search(state)
    draw_results(graph, state, build_scene(graph, state.thing, state.steps))
    if state.thing is None and not state.steps:
        draw_introduction(graph)
    else:
        draw_picture(graph)


run_page(draw)
