"""图谱: search a thing, see its neighbours, go on from there, and stand on the words that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from kg.neighbourhood import Network
from viewer.components.message import show_message
from viewer.display.ontology import kind_name
from viewer.errors import fragment, run_page
from viewer.html import draw_html
from viewer.i18n import t
from viewer.pages.graph import actions
from viewer.pages.graph.canvas import draw_canvas
from viewer.pages.graph.expansions import choices
from viewer.pages.graph.exports import draw_exports
from viewer.pages.graph.panel import draw_panel
from viewer.pages.graph.scene import MOST, SLOW, Scene, lay_out, scene
from viewer.pages.graph.search import draw_beginning, draw_results, draw_search
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import Add, link_id
from viewer.pages.graph.summary import no_ways, sentence, ways
from viewer.shared_graph import SharedGraph


def known(graph: SharedGraph, view: GraphState) -> GraphState:
    """The view, without a start that the graph does not hold: that is said, or how many steps mean nothing.

    A fact that is told as a link begins with that link.
    """
    if view.thing is not None and not holds(graph, view.thing):
        if told := as_link(graph, view.thing):
            return told
        show_message(t("graph.unknown", id=view.thing), "error")
        return replace(view, thing=None, at=None, steps=())
    if view.invalid:
        show_message(t("graph.unread", count=len(view.invalid)))
    return view


def holds(graph: SharedGraph, id_: str) -> bool:
    try:
        return bool(graph.neighbourhood.nodes([id_]))
    except ValueError:
        return False


def as_link(graph: SharedGraph, fact: str) -> GraphState | None:
    """Where a fact is seen that is no thing of its own, both ends of its link in the picture."""
    try:
        found = graph.neighbourhood.placement(fact)
    except ValueError:
        return None
    if found is None:
        return None
    if found.link is None:
        return GraphState(thing=found.node, at=found.node)
    [other] = set(found.link.ends) - {found.node}
    steps = () if other in scene(graph, found.node, ()) else (Add(other),)
    return GraphState(thing=found.node, steps=steps, at=link_id(found.link))


def draw_tools(view: GraphState, said: Sequence[str]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        st.button(t("graph.undo"), key="graph.undo", on_click=actions.undo, disabled=not view.steps, icon=":material/undo:")
        st.button(t("graph.redo"), key="graph.redo", on_click=actions.redo, disabled=not actions.can_redo(), icon=":material/redo:")
        draw_html("graph/summary.html", sentences=said)


def draw_notes(whole: Scene, shown: Network) -> None:
    """What is to be known of the picture."""
    for noted in filter(None, (actions.pop_message(), *no_ways(whole))):
        show_message(noted)
    if len(shown.nodes) > MOST:
        show_message(t("graph.too_many", count=f"{len(shown.nodes):,}", most=f"{MOST:,}"))
    elif len(shown.nodes) > SLOW:
        show_message(t("graph.slow", slow=SLOW))
    elif not shown.nodes:
        show_message(t("graph.all_left_out"))


def draw_kinds(graph: SharedGraph, view: GraphState, whole: Scene) -> None:
    """The filter by type where there is no legend to press."""
    counts = Counter(node.kind for node in whole.network.nodes)
    st.session_state[actions.KINDS] = [kind for kind in sorted(counts) if kind not in view.without]
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
    """Draws anew by itself: a click asks for no more than the picture and its panel."""
    view = GraphState.current()
    whole = scene(graph, view.thing, view.steps)
    shown = whole.network.without(view.without)
    left, right = st.columns([2, 1], gap="medium")
    with right:  # first, so that it is filled first
        draw_panel(graph, view, whole)
    with left:
        said = [sentence(graph, view, whole, shown), *ways(whole)]
        draw_tools(view, said)
        draw_notes(whole, shown)
        if len(shown.nodes) > MOST:
            draw_kinds(graph, view, whole)
            return
        places = whole.places or lay_out(shown, {})
        found = choices(graph, whole, view.at)[0] if view.at and view.at in whole else []
        draw_canvas(graph, view, whole, shown, places, found, said)
        draw_exports(graph, shown, places, said)


def draw(graph: SharedGraph) -> None:
    st.header(t("pages.graph"), anchor=False)
    view = known(graph, actions.arrive())
    view.save()
    draw_search(view)
    draw_results(graph, view, scene(graph, view.thing, view.steps))
    if view.thing is None and not view.steps:
        draw_beginning(graph)
    else:
        draw_picture(graph)


run_page(draw)
