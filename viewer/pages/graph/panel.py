"""Beside the picture: what the selected thing or relation is, what is said of it, the words that say so, and the ways from there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from kg.model.facts import FACT_KINDS
from kg.neighbourhood import Link, Node, Words
from kg.neighbourhood.fact_evidence import FACTS
from viewer.components.evidence import shown_breaks, status_badge
from viewer.display.codes import label
from viewer.display.ontology import kind_name, term
from viewer.i18n import t
from viewer.links import to_source
from viewer.markdown import literal
from viewer.pages.graph import actions
from viewer.pages.graph.expansions import choices
from viewer.pages.graph.node_icons import sign_address
from viewer.pages.graph.related_links import ways_on
from viewer.pages.graph.scene import Scene, neighbourhood
from viewer.pages.graph.state import View, read_link
from viewer.pages.graph.text_layout import cut
from viewer.shared_graph import Opened

_CARDS = 6
_ORDER = [model.class_name for model in FACT_KINDS.values()]
_QUIET = "color:var(--zm-quiet);font-size:.8rem"
_MARK = "background:var(--zm-mark);color:var(--zm-on-mark);padding:.05rem .1rem"
_CARD = (
    "border:1px solid var(--zm-line);border-left:4px solid var(--zm-accent);border-radius:6px;padding:.5rem .8rem;"
    "background:var(--zm-raised);color:var(--zm-text);line-height:1.65;font-size:.9rem;overflow-wrap:anywhere"
)
_INFERRED = frozenset({"leads", "supports", "worksWith", "offers", "based_on", "implements", "cites", "amends"})


def draw_panel(graph: Opened, view: View, scene: Scene) -> None:
    nodes = {node.id: node for node in scene.network.nodes}
    link = read_link(view.at) if view.at else None
    if view.at is None:
        st.caption(t("graph.panel_none"))
    elif link is not None and link in scene.network.links:
        _draw_link(graph, link, nodes)
    elif view.at in nodes:
        _draw_node(graph, view, scene, nodes[view.at], nodes)
    else:
        st.caption(t("graph.panel_gone"))


def _draw_node(graph: Opened, view: View, scene: Scene, node: Node, nodes: dict[str, Node]) -> None:
    st.html(_head(kind_name(graph, node.kind), node.name, node.city, node.kind))
    _draw_actions(graph, view, node, nodes)
    asked = neighbourhood(graph)
    own = asked.words([node.id]) if _is_fact(node.id) else []
    for words in own:
        _draw_card(graph, words)
    st.html(_said(graph, node.id))
    _draw_choices(graph, scene, node.id)
    with st.container(horizontal=True, gap="small"):
        for link, name, icon in ways_on(node):
            link.draw(t(f"graph.{name}"), icon)
    _draw_naming(graph, node)


def _draw_link(graph: Opened, link: Link, nodes: dict[str, Node]) -> None:
    source, target = (nodes[end] for end in link.ends)
    arrow = "—" if link.relation == "worksWith" else "→"
    st.html(_head(kind_name(graph, link.relation), f"{source.name} {arrow} {target.name}", None, None, inferred=link.relation in _INFERRED))
    with st.container(horizontal=True, gap="small"):
        for node in (source, target):
            st.button(
                literal(cut(node.name, 12)),
                key=f"graph.end.{node.id}",
                on_click=actions.select,
                args=(node.id,),
                type="tertiary",
                icon=":material/ads_click:",
            )
    asked = neighbourhood(graph)
    facts = asked.stating(link)
    if not facts:
        st.caption(t("graph.link_none"))
        return
    st.html(_title(t("graph.link_words", count=len(facts))))
    _draw_cards(graph, facts)


def _draw_actions(graph: Opened, view: View, node: Node, nodes: dict[str, Node]) -> None:
    begins = nodes.get(view.mark or "")
    with st.container(horizontal=True, gap="small"):
        st.button(t("graph.hide"), key="graph.hide", on_click=actions.hide, args=(node.id,), icon=":material/visibility_off:")
        if node.id != view.thing:
            st.button(t("graph.centre"), key="graph.centre", on_click=actions.start, args=(node.id,), icon=":material/my_location:")
        if begins is None:
            st.button(t("graph.mark"), key="graph.mark", on_click=actions.mark, args=(node.id,), icon=":material/route:")
        elif begins.id == node.id:
            st.button(t("graph.unmark"), key="graph.unmark", on_click=actions.mark, args=(None,), icon=":material/close:")
        else:
            name = literal(t("graph.way", name=cut(begins.name, 12)))
            ends = (graph, begins.id, node.id)
            st.button(name, key="graph.way", on_click=actions.way, args=ends, icon=":material/route:", type="primary")
            st.button(t("graph.unmark"), key="graph.unmark", on_click=actions.mark, args=(None,), icon=":material/close:")


def _draw_choices(graph: Opened, scene: Scene, id_: str) -> None:
    """A button for each group that has more; what is all in the picture is only told."""
    found, complete = choices(graph, scene, id_)
    whole = "　".join(f"{choice.name} {choice.count}" for choice in found if not choice.more)
    st.html(f'{_title(t("graph.expand"))}<div style="{_QUIET}">{escape(t("graph.expand_shown", names=whole) if whole else "")}</div>')
    if not found:
        st.caption(t("graph.expand_none"))
    with st.container(horizontal=True, gap="small"):
        for choice in found:
            group = choice.group
            if choice.more:
                st.button(
                    literal(f"{choice.name}  {choice.shown}/{choice.count}"),
                    key=f"graph.expand.{group.relation}.{group.direction}.{group.kind}",
                    on_click=actions.expand,
                    args=(id_, group, choice.shown),
                )
    if not complete:
        st.caption(t("graph.expand_bound", count=f"{sum(choice.count for choice in found):,}"))


def _draw_naming(graph: Opened, node: Node) -> None:
    """The facts that name the thing. All facts name their document, which says nothing."""
    if node.kind == "PolicyDocument":
        return
    asked = neighbourhood(graph)
    naming = asked.naming(node.id)
    facts = [fact for kind in sorted(naming, key=_place) for fact in naming[kind]]
    if not facts:
        return
    kinds = "　".join(f"{kind_name(graph, kind)} {len(naming[kind])}" for kind in sorted(naming, key=_place))
    bound = t("graph.naming_bound") if len(facts) >= FACTS else ""
    st.html(f'{_title(t("graph.naming", count=f"{len(facts):,}") + bound)}<div style="{_QUIET}">{escape(kinds)}</div>')
    _draw_cards(graph, facts)


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _draw_cards(graph: Opened, facts: Sequence[str]) -> None:
    """The first of the facts, each with its words; how many more there are."""
    some = facts[:_CARDS]
    named = neighbourhood(graph).nodes(some)
    for words in neighbourhood(graph).words(some):
        _draw_card(graph, words, named[words.fact].name if words.fact in named else None)
    if len(facts) > len(some):
        st.caption(t("graph.naming_rest", count=f"{len(facts) - len(some):,}"))


def _draw_card(graph: Opened, words: Words, name: str | None = None) -> None:
    """A fact's words with clause, document, date and status, and the way to where they stand."""
    st.html(card(graph, words, name))
    to_source(words.fact.removeprefix("document/")).draw(t("graph.to_source"), ":material/article:")


def card(graph: Opened, words: Words, name: str | None = None) -> str:
    """As HTML; every text in it is escaped. A name that only repeats the words is left out."""
    roles = [label(graph, "role", words.role), label(graph, "basis", words.basis)] if words.role else []
    told = cut(name, 30) if name and name[:10] not in " ".join(words.quote.split()) else None
    kind = " · ".join(filter(None, (kind_name(graph, words.kind), *roles, told)))
    context = "".join(
        f'<div style="{_QUIET}">{t("graph.context", words=shown_breaks(cut(" ".join(part.split()), 60)))}</div>' for part in words.context
    )
    mark = f'<mark style="{_MARK}">{shown_breaks(words.quote)}</mark>'
    clause = t("graph.clause", name=words.clause_name)
    document = " · ".join(filter(None, (words.number, words.issued or t("graph.no_date"))))
    return (
        f'<div style="{_CARD}"><div style="{_QUIET}">{escape(kind)}</div><div>{mark}</div>{context}'
        f'<div style="{_QUIET};margin-top:.3rem">{escape(clause)}<br>{escape(words.title)} {status_badge(graph, words.status)}'
        f"<br>{escape(document)}</div></div>"
    )


def _head(kind: str, name: str, city: str | None, sign: str | None, *, inferred: bool = False) -> str:
    picture = f'<img src="{sign_address(sign)}" alt="" width="34" height="34" style="flex:none">' if sign else ""
    about = " · ".join(filter(None, (kind, city, t("graph.inferred") if inferred else None)))
    return (
        f'<div class="zm-panel-head" style="display:flex;gap:.7rem;align-items:center">{picture}<div style="min-width:0">'
        f'<div style="{_QUIET}">{escape(about)}</div>'
        f'<div style="font-size:1.12rem;font-weight:600;line-height:1.45;overflow-wrap:anywhere">{escape(name)}</div></div></div>'
    )


def _title(words: str) -> str:
    return f'<div style="font-weight:600;margin-top:.3rem">{escape(words)}</div>'


def _said(graph: Opened, id_: str) -> str:
    """What is said of the thing, as a list of terms."""
    rows = [
        (term(said.property), f"{float(said.value.label):,.10g}" if said.number and len(said.value.label) > 4 else term(said.value))
        for said in neighbourhood(graph).statements(id_)
    ]
    cells = "".join(
        f'<dt style="{_QUIET}">{escape(name)}</dt><dd style="margin:0;overflow-wrap:anywhere">{escape(" ".join(value.split()))}</dd>'
        for name, value in rows
    )
    return (
        f'<dl style="display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:0;padding:0;font-size:.88rem">{cells}</dl>'
    )


def _is_fact(id_: str) -> bool:
    return id_.startswith("document/") and id_.count("/") == 4
