"""Names of entities that answers give by id: those of the registry, in the reader's language where it has one."""

from __future__ import annotations

from collections.abc import Iterable

from kg.neighbourhood import Node
from kg.text.clauses import UNNUMBERED
from viewer.i18n import language, t
from viewer.shared_graph import SharedGraph


def entity_names(graph: SharedGraph, type_: str, ids: Iterable[str]) -> dict[str, str]:
    """Id -> name of agencies, categories, documents …; the id itself where no entity of that type has it."""
    wanted = {id_: f"{type_}/{id_}" for id_ in ids}
    found = graph.neighbourhood.nodes(list(wanted.values()))
    return {id_: node_name(found[path]) if path in found else id_ for id_, path in wanted.items()}


def entity_name(graph: SharedGraph, type_: str, id_: str) -> str:
    return entity_names(graph, type_, [id_])[id_]


def node_name(node: Node) -> str:
    return node.name_en or node.name if language() == "en" else node.name


def part_name(name: str) -> str:
    """The name of a clause; parts without a number are named by what they are."""
    return t(f"source.part.{name}") if name in UNNUMBERED else name
