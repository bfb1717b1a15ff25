"""The neighbourhood of an entity: what it is linked to, shortest paths, and the evidence of a link.

Every query is bounded, so that it stays quick with a country's graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.neighbourhood import fact_evidence, links, node_labels, paths
from kg.neighbourhood.cache import LookupCache
from kg.neighbourhood.fact_evidence import FactEvidence
from kg.neighbourhood.node_labels import NameMatch, PropertyValue, TermLabel
from kg.neighbourhood.paths import Path
from kg.neighbourhood.records import FactPlacement, Link, Neighbours, Network, Node

if TYPE_CHECKING:
    from kg.queries.runner import Runner

__all__ = [
    "FactEvidence",
    "FactPlacement",
    "Link",
    "NameMatch",
    "Neighbourhood",
    "Neighbours",
    "Network",
    "Node",
    "Path",
    "PropertyValue",
    "TermLabel",
]


class Neighbourhood:
    """The nodes of one version and their links. Threads may share it.

    An id is the path of an IRI after the base: `agency/640200-finance`. One that cannot stand in an IRI raises ValueError;
    any other unknown id is simply not found.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._nodes: LookupCache[Node] = LookupCache(lambda ids: node_labels.nodes(runner.graph, ids))
        self._links: LookupCache[tuple[Link, ...]] = LookupCache(lambda ids: links.outgoing_links(runner.graph, ids))

    @cached_property
    def term_labels(self) -> dict[str, TermLabel]:
        """The labels of every class and property, by local name."""
        return node_labels.term_labels(self._runner.graph)

    @cached_property
    def vocabulary_labels(self) -> dict[str, TermLabel]:
        """What the vocabularies of codes are called, by name."""
        return node_labels.vocabulary_labels(self._runner.graph)

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """The nodes by id, in the order of `ids`, without unknown ones."""
        return self._nodes.get_many(ids)

    def property_values(self, id_: str) -> list[PropertyValue]:
        """The literals and codes of a node, in the order of their properties. Links are not among them."""
        return node_labels.property_values(self._runner.graph, id_)

    def neighbours(self, id_: str) -> Neighbours:
        """What a node is linked to, in both directions."""
        return links.neighbours(self._runner.graph, id_)

    def network(self, ids: Sequence[str]) -> Network:
        """The nodes and every link among them."""
        known = self.nodes(ids)
        return Network(tuple(known.values()), links.links_among(self._links.get_many(list(known))))

    def path(self, start: str, end: str, *, length: int = paths.MAX_LENGTH, width: int = paths.MAX_WIDTH) -> Path | None:
        """A shortest path of at most `length` links, or None where the bounds hold none.

        Unless one of the ends is a place, a path leads through a place only where there is no other.
        `width` bounds how many nodes are followed in one step.
        """
        from_place = start.startswith("place/") or end.startswith("place/")
        found = None if from_place else paths.shortest_path(self._runner.graph, start, end, length=length, width=width)
        return found or paths.shortest_path(self._runner.graph, start, end, length=length, width=width, avoid=())

    def evidence(self, facts: Sequence[str]) -> list[FactEvidence]:
        """The evidence of facts, in the order of `facts`, with the status of today. Ids that are no facts are left out."""
        found = fact_evidence.evidence(self._runner.graph, facts)
        documents = list({evidence.document.removeprefix("document/") for evidence in found})
        rows = self._runner.ask("documents", {"document": documents}).rows if documents else []
        status = {row["document"]: row["status"] for row in rows}
        return [replace(evidence, status=status[evidence.document.removeprefix("document/")]) for evidence in found]

    def facts_stating(self, link: Link) -> list[str]:
        """The ids of the facts that state a link, in natural order."""
        return fact_evidence.facts_stating(self._runner.graph, link)

    def facts_mentioning(self, id_: str) -> dict[str, list[str]]:
        """The ids of the facts that mention a node, by local name of their class."""
        return fact_evidence.facts_mentioning(self._runner.graph, id_)

    def placement(self, fact: str) -> FactPlacement | None:
        """Where a fact is shown that is no node itself. None for a fact that is a node, and for an unknown one."""
        found = fact_evidence.placement(self._runner.graph, fact)
        if found is None:
            return None
        node, other, relation = found
        between = [link for link in self.network([node, other]).links if set(link.ends) == {node, other}] if other else []
        exact = [link for link in between if link.relation == relation]  # an implied role is shown by the link of the assigned one
        return FactPlacement(node, next(iter([*exact, *between]), None))

    def find_by_name(self, part: str) -> list[NameMatch]:
        """Nodes of which a name contains `part`, the best match first."""
        return node_labels.find_by_name(self._runner.tables, part)

    def starting_points(self, limit: int = 3) -> dict[str, dict[str, int]]:
        """Examples to begin with, by kind: id -> number. The programmes with most offers, agencies with most tasks,
        indicators that most cities use; at most `limit` of each."""
        return node_labels.starting_points(self._runner.tables, limit)
