"""Search first: names and aliases of things, then places in the texts. What is chosen becomes the start of a picture, or joins it."""

from __future__ import annotations

from html import escape

import streamlit as st

from kg.neighbourhood import Called, Node
from kg.neighbourhood.node_labels import FOUND
from kg.store.fulltext import Hit
from viewer.components.message import say
from viewer.display.ontology import kind_name
from viewer.i18n import t
from viewer.markdown import literal
from viewer.pages.graph import actions
from viewer.pages.graph.node_icons import LOOKS
from viewer.pages.graph.scene import Scene, neighbourhood
from viewer.pages.graph.state import View
from viewer.pages.graph.text_layout import cut
from viewer.shared_graph import Opened

_KEY = "graph.search"
_FEW = 8
_HITS = 200
_EXAMPLES = 6


def draw_search(view: View) -> None:
    """The input. What is written is in the address."""
    if st.session_state.get(_KEY) != view.words:
        st.session_state[_KEY] = view.words
    st.text_input(
        t("graph.search"),
        key=_KEY,
        placeholder=f"{t('graph.search')}　{t('graph.search_placeholder')}",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=lambda: actions.search(st.session_state[_KEY]),
    )


def draw_results(graph: Opened, view: View, scene: Scene) -> None:
    """Things by name, and places in the texts, side by side."""
    if not view.words:
        return
    things = neighbourhood(graph).called(view.words)
    try:
        hits = graph.using(lambda whole: whole.search(view.words, limit=_HITS))
    except ValueError:
        hits = []
        if not things:
            say(t("graph.search_letters"))
            return
    if not things and not hits:
        say(t("graph.found_none", words=cut(view.words, 40)))
        return
    with st.container(border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            _draw_things(graph, things, scene)
        with right:
            _draw_hits(graph, hits, scene)
        st.button(t("graph.found_close"), key="graph.close", on_click=actions.search, args=("",), icon=":material/close:", type="tertiary")


def _draw_things(graph: Opened, things: list[Called], scene: Scene) -> None:
    some = _page("things", len(things))
    nodes = neighbourhood(graph).nodes([called.id for called in things[:some]])
    st.markdown(f"**{t('graph.found_things', count=_count(len(things), FOUND))}**")
    with st.container(gap=None):
        for called in things[:some]:
            if node := nodes.get(called.id):
                _draw_row(graph, node, called, scene)
    _draw_more("things", some, len(things))


def _draw_row(graph: Opened, node: Node, called: Called, scene: Scene) -> None:
    about = t("graph.and").join(filter(None, (kind_name(graph, node.kind), node.city)))
    other = f"（{cut(called.name, 24)}）" if called.name != node.name else ""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        _draw_add(node.id, scene)
        st.button(
            f"**{literal(cut(node.name, 26))}** {literal(other)} :gray[{literal(about)}]",
            key=f"graph.found.{node.id}",
            on_click=actions.start,
            args=(node.id,),
            type="tertiary",
        )


def _draw_hits(graph: Opened, hits: list[Hit], scene: Scene) -> None:
    st.markdown(f"**{t('graph.found_places', count=_count(len(hits), _HITS))}**")
    clauses: dict[str, Hit] = {}
    for hit in hits:
        clauses.setdefault(hit.clause, hit)
    some = _page("places", len(clauses))
    shown = dict(list(clauses.items())[:some])
    nodes = neighbourhood(graph).nodes([f"document/{clause}" for clause in shown])
    with st.container(gap=None):
        for clause, hit in shown.items():
            if node := nodes.get(f"document/{clause}"):
                _draw_hit(node, hit, scene)
    _draw_more("places", some, len(clauses))


def _draw_hit(node: Node, hit: Hit, scene: Scene) -> None:
    where = t("graph.and").join(filter(None, (node.city, cut(node.name, 20))))
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        _draw_add(node.id, scene)
        st.button(
            f"{literal(hit.before[-10:])}**{literal(cut(hit.quote, 20))}**{literal(hit.after[:14])} :gray[{literal(where)}]",
            key=f"graph.found.{node.id}",
            on_click=actions.start,
            args=(node.id,),
            type="tertiary",
        )


def _draw_add(id_: str, scene: Scene) -> None:
    """Join the picture that there is."""
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


def draw_beginning(graph: Opened) -> None:
    """How to start, with the most telling things of the data."""
    st.html(
        f'<div style="color:var(--zm-text)"><div style="font-weight:600;font-size:1.05rem">{escape(t("graph.begin"))}</div>'
        f'<div style="color:var(--zm-quiet)">{escape(t("graph.begin_how"))}</div></div>'
    )
    points = neighbourhood(graph).starting_points(_EXAMPLES)
    nodes = neighbourhood(graph).nodes([id_ for ids in points.values() for id_ in ids])
    kinds = sorted(points, key=list(LOOKS).index)
    for column, kind in zip(st.columns(len(kinds), border=True) if kinds else [], kinds, strict=True):
        with column:
            st.html(f'<div style="color:var(--zm-quiet);font-size:.9rem">{escape(t(f"graph.begin_{kind}"))}</div>')
            with st.container(gap=None):
                for id_, number in points[kind].items():
                    _draw_example(nodes[id_], t(f"graph.begin_{kind}_number", count=number))


def _draw_example(node: Node, number: str) -> None:
    about = t("graph.and").join(filter(None, (number, node.city)))
    st.button(
        f"**{literal(cut(node.name, 16))}** :gray[{literal(about)}]",
        key=f"graph.begin.{node.id}",
        on_click=actions.start,
        args=(node.id,),
        type="tertiary",
    )
