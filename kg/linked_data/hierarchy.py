"""The part-whole hierarchy of a resource: documents and clauses, places, concepts, classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.linked_data.nodes import LiteralValue, NameLookup, Node, natural_sort_key
from kg.queries.graph_queries import select
from kg.rdf.terms import NamedNode

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

_MAX_LEVELS = 8
MAX_PARTS = 500


@dataclass(frozen=True)
class HierarchyNode:
    """A part with its own parts, and its definitions in each language."""

    node: Node
    parts: tuple[HierarchyNode, ...]
    definitions: tuple[LiteralValue, ...] = ()

    @property
    def size(self) -> int:
        """The number of parts, this one included."""
        return 1 + sum(part.size for part in self.parts)


@dataclass(frozen=True)
class Hierarchy:
    """The ancestors of a resource, from the top down, and the tree of its parts. `complete` is False if parts were left out."""

    ancestors: tuple[Node, ...] = ()
    parts: tuple[HierarchyNode, ...] = ()
    links: frozenset[str] = field(default_factory=frozenset)
    """The properties that link the direct parts to the resource."""
    complete: bool = True

    @property
    def size(self) -> int:
        """The number of parts at all levels."""
        return sum(part.size for part in self.parts)

    @property
    def has_definitions(self) -> bool:
        """Whether any direct part has a definition, as the concepts of a vocabulary do."""
        return any(part.definitions for part in self.parts)


def hierarchy(store: SparqlStore, iri: str) -> Hierarchy:
    """The hierarchy of the resource `iri`: at most MAX_PARTS parts on at most _MAX_LEVELS levels. Cycles are cut.

    Raises ValueError if `iri` is not a valid IRI.
    """
    thing = NamedNode(iri)
    ancestors = _ancestors(store, thing)
    parts, links, complete = _parts(store, thing)
    all_parts = [part for siblings in parts.values() for part in siblings]
    names = NameLookup(store)
    names.load([*ancestors, *all_parts])
    definitions = definitions_of(store, all_parts)
    return Hierarchy(tuple(map(names.node, ancestors)), _subtree(names, parts, definitions, thing), frozenset(links), complete)


def definitions_of(store: SparqlStore, things: Iterable[NamedNode]) -> dict[NamedNode, list[LiteralValue]]:
    """The definitions of each of `things` in all languages. Resources without one have an empty list."""
    definitions: dict[NamedNode, list[LiteralValue]] = defaultdict(list)
    for row in select(store, "definitions_of", {"node": things}):
        if "definition" in row:
            definitions[row["node"]].append(LiteralValue(row["definition"].value, row["definition"].language or ""))
    return definitions


def _ancestors(store: SparqlStore, thing: NamedNode) -> list[NamedNode]:
    ancestors: list[NamedNode] = []
    current: NamedNode | None = thing
    for _ in range(_MAX_LEVELS):
        parents = [row["parent"] for row in select(store, "parents_of", {"node": [current] if current else []}) if "parent" in row]
        current = next((parent for parent in parents if parent not in (thing, *ancestors)), None)
        if current is None:
            break
        ancestors.insert(0, current)
    return ancestors


def _parts(store: SparqlStore, thing: NamedNode) -> tuple[dict[NamedNode, list[NamedNode]], set[str], bool]:
    """Parts by their parent, the properties that link direct parts to `thing`, and whether all levels were read.

    A level that would exceed MAX_PARTS is left out.
    """
    parts: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    links: set[str] = set()
    seen, level = {thing}, [thing]
    for _ in range(_MAX_LEVELS):
        rows = [row for row in select(store, "parts_of", {"node": level}, limit=MAX_PARTS + 1) if "part" in row]
        if len(seen) + len(rows) > MAX_PARTS + 1:
            return parts, links, False
        level = []
        for row in sorted(rows, key=_part_order):
            links |= {row["link"].value} if row["node"] == thing else set()
            if row["part"] not in seen:
                seen.add(row["part"])
                level.append(row["part"])
                parts[row["node"]].append(row["part"])
        if not level:
            break
    return parts, links, True


def _part_order(row: Solution) -> tuple[int, list[tuple[int, str]]]:
    position = row["at"].value if "at" in row else ""
    return int(position) if position.isdecimal() else -1, natural_sort_key(row["part"].value)


def _subtree(
    names: NameLookup, parts: Mapping[NamedNode, list[NamedNode]], definitions: Mapping[NamedNode, list[LiteralValue]], parent: NamedNode
) -> tuple[HierarchyNode, ...]:
    return tuple(
        HierarchyNode(
            names.node(part),
            _subtree(names, parts, definitions, part),
            tuple(sorted(definitions.get(part, ()), key=lambda text: (text.language, text.text))),
        )
        for part in parts.get(parent, ())
    )
