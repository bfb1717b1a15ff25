"""The panel beside the picture: the selected thing or relation, its statements, evidence and links."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from kg.export.text_width import cut
from kg.model.facts import FACT_KINDS
from kg.neighbourhood import FactEvidence, Link, Node
from kg.neighbourhood.fact_evidence import MAX_FACTS
from kg.text.quotes import as_read
from viewer.display.codes import label
from viewer.display.documents import document_status
from viewer.display.ontology import kind_name, term
from viewer.html import draw_html, render
from viewer.i18n import t
from viewer.links import to_source
from viewer.markdown import escape_markdown
from viewer.pages.graph import actions
from viewer.pages.graph.expansions import expansions
from viewer.pages.graph.node_icons import sign_address
from viewer.pages.graph.related_links import related_links
from viewer.pages.graph.scene import Scene
from viewer.pages.graph.state import GraphState
from viewer.pages.graph.steps import read_link
from viewer.shared_graph import SharedGraph

_CARDS = 6
_ORDER = [model.class_name for model in FACT_KINDS.values()]
_QUIET = "color:var(--zm-quiet);font-size:.8rem"
_MARK = "background:var(--zm-mark);color:var(--zm-on-mark);padding:.05rem .1rem"
_CARD = (
    "border:1px solid var(--zm-line);border-left:4px solid var(--zm-accent);border-radius:6px;padding:.5rem .8rem;"
    "background:var(--zm-raised);color:var(--zm-text);line-height:1.65;font-size:.9rem;overflow-wrap:anywhere"
)
_INFERRED = frozenset({"leads", "supports", "worksWith", "offers", "based_on", "implements", "cites", "amends"})


def draw_panel(graph: SharedGraph, state: GraphState, scene: Scene) -> None:
    nodes = {node.id: node for node in scene.network.nodes}
    link = read_link(state.at) if state.at else None
    if state.at is None:
        st.caption(t("graph.panel_none"))
    elif link is not None and link in scene.network.links:
        _draw_link(graph, link, nodes)
    elif state.at in nodes:
        _draw_node(graph, state, scene, nodes[state.at], nodes)
    else:
        st.caption(t("graph.panel_gone"))


def _draw_node(graph: SharedGraph, state: GraphState, scene: Scene, node: Node, nodes: dict[str, Node]) -> None:
    _draw_head(kind_name(graph, node.kind), node.name, node.city, icon=sign_address(node.kind))
    _draw_actions(graph, state, node, nodes)
    asked = graph.neighbourhood
    own = asked.evidence([node.id]) if _is_fact(node.id) else []
    for words in own:
        _draw_card(graph, words)
    _draw_statements(graph, node.id)
    _draw_expansions(graph, scene, node.id)
    with st.container(horizontal=True, gap="small"):
        for link, name, icon in related_links(node):
            link.draw(t(f"graph.{name}"), icon)
    _draw_naming(graph, node)


def _draw_link(graph: SharedGraph, link: Link, nodes: dict[str, Node]) -> None:
    source, target = (nodes[end] for end in link.ends)
    arrow = "—" if link.relation == "worksWith" else "→"
    _draw_head(kind_name(graph, link.relation), f"{source.name} {arrow} {target.name}", inferred=link.relation in _INFERRED)
    with st.container(horizontal=True, gap="small"):
        for node in (source, target):
            st.button(
                escape_markdown(cut(node.name, 12)),
                key=f"graph.end.{node.id}",
                on_click=actions.select,
                args=(node.id,),
                type="tertiary",
                icon=":material/ads_click:",
            )
    asked = graph.neighbourhood
    facts = asked.facts_stating(link)
    if not facts:
        st.caption(t("graph.link_none"))
        return
    _draw_title(t("graph.link_words", count=len(facts)))
    _draw_cards(graph, facts)


def _draw_actions(graph: SharedGraph, state: GraphState, node: Node, nodes: dict[str, Node]) -> None:
    begins = nodes.get(state.mark or "")
    with st.container(horizontal=True, gap="small"):
        st.button(t("graph.hide"), key="graph.hide", on_click=actions.hide, args=(node.id,), icon=":material/visibility_off:")
        if node.id != state.thing:
            st.button(t("graph.centre"), key="graph.centre", on_click=actions.start, args=(node.id,), icon=":material/my_location:")
        if begins is None:
            st.button(t("graph.mark"), key="graph.mark", on_click=actions.mark, args=(node.id,), icon=":material/route:")
        elif begins.id == node.id:
            st.button(t("graph.unmark"), key="graph.unmark", on_click=actions.mark, args=(None,), icon=":material/close:")
        else:
            name = escape_markdown(t("graph.way", name=cut(begins.name, 12)))
            ends = (graph, begins.id, node.id)
            st.button(name, key="graph.way", on_click=actions.find_path, args=ends, icon=":material/route:", type="primary")
            st.button(t("graph.unmark"), key="graph.unmark", on_click=actions.mark, args=(None,), icon=":material/close:")


def _draw_expansions(graph: SharedGraph, scene: Scene, id_: str) -> None:
    """A button for each group that has more; groups that are shown in full are listed."""
    found, complete = expansions(graph, scene, id_)
    complete_groups = "　".join(f"{expansion.name} {expansion.count}" for expansion in found if not expansion.more)
    _draw_title(t("graph.expand"), t("graph.expand_shown", names=complete_groups) if complete_groups else "")
    if not found:
        st.caption(t("graph.expand_none"))
    with st.container(horizontal=True, gap="small"):
        for expansion in found:
            group = expansion.group
            if expansion.more:
                st.button(
                    escape_markdown(f"{expansion.name}  {expansion.shown}/{expansion.count}"),
                    key=f"graph.expand.{group.relation}.{group.direction}.{group.kind}",
                    on_click=actions.expand,
                    args=(id_, group, expansion.shown),
                )
    if not complete:
        st.caption(t("graph.expand_bound", count=f"{sum(expansion.count for expansion in found):,}"))


def _draw_naming(graph: SharedGraph, node: Node) -> None:
    """The facts that name the thing. Those of a document are left out: all its facts name it."""
    if node.kind == "PolicyDocument":
        return
    asked = graph.neighbourhood
    naming = asked.facts_mentioning(node.id)
    facts = [fact for kind in sorted(naming, key=_place) for fact in naming[kind]]
    if not facts:
        return
    kinds = "　".join(f"{kind_name(graph, kind)} {len(naming[kind])}" for kind in sorted(naming, key=_place))
    bound = t("graph.naming_bound") if len(facts) >= MAX_FACTS else ""
    _draw_title(t("graph.naming", count=f"{len(facts):,}") + bound, kinds)
    _draw_cards(graph, facts)


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _draw_cards(graph: SharedGraph, facts: Sequence[str]) -> None:
    """The first of the facts, each with its evidence; how many more there are."""
    key = f"graph.cards.{facts[0]}"
    some = facts[: int(st.session_state.get(key, _CARDS))]
    named = graph.neighbourhood.nodes(some)
    for words in graph.neighbourhood.evidence(some):
        _draw_card(graph, words, named[words.fact].name if words.fact in named else None)
    if len(facts) > len(some):
        rest = t("graph.naming_rest", count=f"{len(facts) - len(some):,}")
        st.button(rest, key="graph.more_cards", on_click=_more_cards, args=(key, len(some)), icon=":material/expand_more:", type="tertiary")


def _more_cards(key: str, shown: int) -> None:
    st.session_state[key] = shown + 4 * _CARDS


def _draw_card(graph: SharedGraph, words: FactEvidence, name: str | None = None) -> None:
    """A fact's words with clause, document, date and status, and a link to its place."""
    st.html(card_html(graph, words, name))
    to_source(words.fact.removeprefix("document/")).draw(t("graph.to_source"), ":material/article:")


def card_html(graph: SharedGraph, fact: FactEvidence, name: str | None = None) -> Markup:
    """A fact: its kind, quote, clause and document. A name that only repeats the quote is left out."""
    roles = [label(graph, "role", fact.role), label(graph, "basis", fact.basis)] if fact.role else []
    shown_name = cut(name, 30) if name and name[:10] not in as_read(fact.quote) else None
    return render(
        "graph/fact_card.html",
        fact=fact,
        kind=" · ".join(filter(None, (kind_name(graph, fact.kind), *roles, shown_name))),
        contexts=[cut(as_read(words), 60) for words in fact.context],
        status=document_status(graph, fact.status),
        document=" · ".join(filter(None, (fact.number, fact.issued or t("graph.no_date")))),
    )


def _draw_head(kind: str, name: str, city: str | None = None, *, icon: str = "", inferred: bool = False) -> None:
    about = " · ".join(filter(None, (kind, city, t("graph.inferred") if inferred else None)))
    draw_html("graph/panel_head.html", about=about, name=name, icon=icon)


def _draw_title(title: str, note: str | None = None) -> None:
    draw_html("graph/panel_title.html", title=title, note=note)


def _draw_statements(graph: SharedGraph, id_: str) -> None:
    """What the graph states of the thing, as a list of terms."""
    statements = [
        (term(row.property), f"{float(row.value.label):,.10g}" if row.number and len(row.value.label) > 4 else term(row.value))
        for row in graph.neighbourhood.property_values(id_)
    ]
    draw_html("graph/statements.html", statements=[(property, as_read(value)) for property, value in statements])


def _is_fact(id_: str) -> bool:
    return id_.startswith("document/") and id_.count("/") == 4
