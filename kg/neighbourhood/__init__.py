"""A thing, what it is linked to, and which words state it. Every query is bounded, so that it stays quick with a country's graph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kg.neighbourhood import fact_evidence, links, node_labels, paths
from kg.neighbourhood.cache import LookupCache
from kg.neighbourhood.fact_evidence import Words
from kg.neighbourhood.node_labels import Called, Statement, Term
from kg.neighbourhood.paths import Path
from kg.neighbourhood.records import Around, Link, Network, Node, Standing

if TYPE_CHECKING:
    from kg.queries.runner import Runner

__all__ = ["Around", "Called", "Link", "Neighbourhood", "Network", "Node", "Path", "Standing", "Statement", "Term", "Words"]


class Neighbourhood:
    """The things of one version and how they hang together. Ids are paths of IRIs after the base: `agency/640200-finance`.

    An id that is none raises ValueError where it cannot stand in an IRI, and is else not found.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._nodes: LookupCache[Node] = LookupCache(lambda ids: node_labels.nodes(runner.graph, ids))
        self._links: LookupCache[tuple[Link, ...]] = LookupCache(lambda ids: links.links_out(runner.graph, ids))

    @cached_property
    def terms(self) -> dict[str, Term]:
        """What classes and properties are called, by local name."""
        return node_labels.terms(self._runner.graph)

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """Id -> thing, in the order of `ids`, without what is not known."""
        return self._nodes.get_many(ids)

    def statements(self, id_: str) -> list[Statement]:
        """What is said of a thing, its links apart."""
        return node_labels.statements(self._runner.graph, id_)

    def around(self, id_: str) -> Around:
        """What one thing is linked to, with counts."""
        return links.around(self._runner.graph, id_)

    def network(self, ids: Sequence[str]) -> Network:
        """These things and every link among them."""
        known = self.nodes(ids)
        return Network(tuple(known.values()), links.links_among(self._links.get_many(list(known))))

    def path(self, one: str, other: str, *, length: int = paths.LENGTH, width: int = paths.WIDTH) -> Path | None:
        """A shortest way between two things. Between others than places, it leads through a place only where there is no other way.

        None where the bounds hold none.
        """
        between_places = one.startswith("place/") or other.startswith("place/")
        found = None if between_places else paths.shortest_path(self._runner.graph, one, other, length=length, width=width)
        return found or paths.shortest_path(self._runner.graph, one, other, length=length, width=width, around=())

    def words(self, facts: Sequence[str]) -> list[Words]:
        """The words of facts with their places."""
        return fact_evidence.words_of(self._runner.graph, facts)

    def stating(self, link: Link) -> list[str]:
        """The facts that state a link."""
        return fact_evidence.stating(self._runner.graph, link)

    def standing(self, fact: str) -> Standing | None:
        """Where a fact is seen that is no thing of its own. None for what is one, or not known."""
        tied = fact_evidence.tied_by(self._runner.graph, fact)
        if tied is None:
            return None
        thing, other, relation = tied
        links = [link for link in self.network([thing, other]).links if set(link.ends) == {thing, other}] if other else []
        told = [link for link in links if link.relation == relation]  # what is merely implied is told with what is assigned as well
        return Standing(thing, next(iter([*told, *links]), None))

    def naming(self, id_: str) -> dict[str, list[str]]:
        """The facts that name a thing, by kind."""
        return fact_evidence.naming(self._runner.graph, id_)

    def called(self, part: str) -> list[Called]:
        """Things of which a name holds `part`, best first."""
        return node_labels.called(self._runner.tables, part)

    def starting_points(self, limit: int = 3) -> dict[str, dict[str, int]]:
        """Kind -> id -> how many: programmes with most offers, agencies with most tasks, indicators that most cities use."""
        return node_labels.starting_points(self._runner.tables, limit)
