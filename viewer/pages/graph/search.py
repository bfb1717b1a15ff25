"""Search: things by names and aliases, then places in the texts. A result starts a picture, or is added to it."""

from __future__ import annotations

import streamlit as st

from kg.export.node_looks import LOOKS
from kg.export.text_width import cut
from kg.neighbourhood import NameMatch, Node
from kg.neighbourhood.node_labels import MAX_MATCHES
from kg.store.fulltext import Hit
from viewer.components.message import show_message
from viewer.components.search_box import hits_of
from viewer.display.ontology import kind_name
from viewer.html import draw_html
from viewer.i18n import t
from viewer.markdown import escape_markdown
from viewer.pages.graph import actions
from viewer.pages.graph.scene import Scene
from viewer.pages.graph.state import GraphState
from viewer.shared_graph import SharedGraph

_KEY = "graph.search"
_FEW = 8
_HITS = 200
_EXAMPLES = 6


def draw_search(state: GraphState) -> None:
    """The input widget; its value is in the address."""
    if st.session_state.get(_KEY) != state.words:
        st.session_state[_KEY] = state.words
    st.text_input(
        t("graph.search"),
        key=_KEY,
        placeholder=f"{t('graph.search')}　{t('graph.search_placeholder')}",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=lambda: actions.search(st.session_state[_KEY]),
    )


def draw_results(graph: SharedGraph, state: GraphState, scene: Scene) -> None:
    """Things by name, and places in the texts, side by side."""
    if not state.words:
        return
    things = graph.neighbourhood.find_by_name(state.words)
    try:
        hits = hits_of(graph, state.words, _HITS)
    except ValueError:
        hits = []
        if not things:
            show_message(t("graph.search_letters"))
            return
    if not things and not hits:
        show_message(t("graph.found_none", words=cut(state.words, 40)))
        return
    with st.container(border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            _draw_things(graph, things, scene)
        with right:
            _draw_hits(graph, hits, scene)
        st.button(t("graph.found_close"), key="graph.close", on_click=actions.search, args=("",), icon=":material/close:", type="tertiary")


def _draw_things(graph: SharedGraph, things: list[NameMatch], scene: Scene) -> None:
    some = _page("things", len(things))
    nodes = graph.neighbourhood.nodes([called.id for called in things[:some]])
    st.markdown(f"**{t('graph.found_things', count=_count(len(things), MAX_MATCHES))}**")
    with st.container(gap=None):
        for called in things[:some]:
            if node := nodes.get(called.id):
                _draw_row(graph, node, called, scene)
    _draw_more("things", some, len(things))


def _draw_row(graph: SharedGraph, node: Node, called: NameMatch, scene: Scene) -> None:
    about = t("graph.and").join(filter(None, (kind_name(graph, node.kind), node.city)))
    other = f"（{cut(called.name, 24)}）" if called.name != node.name else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        _draw_add(node.id, scene)
        st.button(
            f"**{escape_markdown(cut(node.name, 26))}** {escape_markdown(other)} :gray[{escape_markdown(about)}]",
            key=f"graph.found.{node.id}",
            on_click=actions.start,
            args=(node.id,),
            type="tertiary",
        )


def _draw_hits(graph: SharedGraph, hits: list[Hit], scene: Scene) -> None:
    st.markdown(f"**{t('graph.found_places', count=_count(len(hits), _HITS))}**")
    clauses: dict[str, Hit] = {}
    for hit in hits:
        clauses.setdefault(hit.clause, hit)
    some = _page("places", len(clauses))
    shown = dict(list(clauses.items())[:some])
    nodes = graph.neighbourhood.nodes([f"document/{clause}" for clause in shown])
    with st.container(gap=None):
        for clause, hit in shown.items():
            if node := nodes.get(f"document/{clause}"):
                _draw_hit(node, hit, scene)
    _draw_more("places", some, len(clauses))


def _draw_hit(node: Node, hit: Hit, scene: Scene) -> None:
    where = t("graph.and").join(filter(None, (node.city, cut(node.name, 20))))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        _draw_add(node.id, scene)
        before, quote, after, about = map(escape_markdown, (hit.before[-10:], cut(hit.quote, 20), hit.after[:14], where))
        st.button(
            f"{before}**{quote}**{after} :gray[{about}]",
            key=f"graph.found.{node.id}",
            on_click=actions.start,
            args=(node.id,),
            type="tertiary",
        )


def _draw_add(id_: str, scene: Scene) -> None:
    """A button that adds the thing to the picture."""
    if scene.network.nodes and id_ not in scene:
        st.button(t("graph.add"), key=f"graph.add.{id_}", on_click=actions.add, args=(id_,), icon=":material/add_circle:", type="tertiary")


def _count(found: int, most: int) -> str:
    return f"{found}+" if found >= most else str(found)


def _page(name: str, count: int) -> int:
    return min(count, int(st.session_state.get(f"graph.{name}.some", _FEW)))


def _draw_more(name: str, some: int, count: int) -> None:
    if some < count:
        st.button(f"{t('graph.found_more')} {some}/{count}", key=f"graph.{name}.more", on_click=_more, args=(name, some), type="tertiary")


def _more(name: str, some: int) -> None:
    st.session_state[f"graph.{name}.some"] = some + 2 * _FEW


def draw_introduction(graph: SharedGraph) -> None:
    """Without a start: how to begin, with examples."""
    draw_html("graph/introduction.html")
    points = graph.neighbourhood.starting_points(_EXAMPLES)
    nodes = graph.neighbourhood.nodes([id_ for ids in points.values() for id_ in ids])
    kinds = sorted(points, key=list(LOOKS).index)
    for column, kind in zip(st.columns(len(kinds), border=True) if kinds else [], kinds, strict=True):
        with column:
            draw_html("graph/example_head.html", kind=kind)
            with st.container(gap=None):
                for id_, number in points[kind].items():
                    _draw_example(nodes[id_], t(f"graph.begin_{kind}_number", count=number))


def _draw_example(node: Node, number: str) -> None:
    about = t("graph.and").join(filter(None, (number, node.city)))
    st.button(
        f"**{escape_markdown(cut(node.name, 16))}** :gray[{escape_markdown(about)}]",
        key=f"graph.begin.{node.id}",
        on_click=actions.start,
        args=(node.id,),
        type="tertiary",
    )
