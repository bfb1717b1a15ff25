"""Labels of classes and properties of the ontology, in the reader's language."""

from __future__ import annotations

from kg.neighbourhood import Node, TermLabel
from kg.neighbourhood.records import UNDIRECTED, Group
from viewer.i18n import language
from viewer.shared_graph import SharedGraph


def term(words: TermLabel) -> str:
    return words.label if language() == "zh" else words.label_en


def kind_name(graph: SharedGraph, kind: str) -> str:
    """Also that of a relation: the local name of a class or property."""
    known = graph.neighbourhood.term_labels.get(kind)
    return term(known) if known else kind


def relations(graph: SharedGraph) -> dict[str, str]:
    return {name: term(words) for name, words in graph.neighbourhood.term_labels.items()}


def arrow(group: Group) -> str:
    return "↔" if group.relation in UNDIRECTED else "→" if group.direction == "out" else "←"


def group_name(graph: SharedGraph, group: Group) -> str:
    """`→ 牵头 · 任务`."""
    return f"{arrow(group)} {kind_name(graph, group.relation)} · {kind_name(graph, group.kind)}"


def title(graph: SharedGraph, node: Node) -> str:
    """`市人社局`, and on a second line `机构 · 石嘴山市`."""
    return f"{node.name}\n{' · '.join(filter(None, (kind_name(graph, node.kind), node.city)))}"
