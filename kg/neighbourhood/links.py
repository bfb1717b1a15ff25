"""Neighbours of things, and the links among them: one direction a query, many things at once, never more rows than a bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.neighbourhood.records import UNDIRECTED, Around, Direction, Group, Link, Neighbour
from kg.queries.graph_queries import select
from kg.rdf.namespaces import BASE

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

ROWS = 5_000
"""So many links of one direction are looked at. What has more is a hub that nobody reads link by link."""
_AT_ONCE = 500


def solutions(graph: SparqlStore, query: str, **ids: Iterable[str]) -> Iterator[Solution]:
    """The solutions of one of the program's own graph queries, as they are found.

    `ids`: variable -> the ids (paths after the base) that it may have.
    """
    from kg.rdf.terms import NamedNode

    return select(graph, query, {name: [NamedNode(BASE + id_) for id_ in some] for name, some in ids.items()})


def at_once(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Few enough ids for one query."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def id_of(term: Any) -> str:
    return str(term.value).removeprefix(BASE)


def local(term: Any) -> str:
    """The local name of a class or property."""
    return str(term.value).replace("/", "#").rsplit("#", 1)[1]


def linked(graph: SparqlStore, ids: Sequence[str], direction: Direction) -> Iterator[tuple[str, Neighbour]]:
    """Each thing of `ids` with a neighbour, as they are found."""
    query = "links_from" if direction == "out" else "links_to"
    for some in at_once(ids):
        for row in solutions(graph, query, node=some):
            yield id_of(row["node"]), Neighbour(Group(local(row["relation"]), direction, local(row["kind"])), id_of(row["other"]))


def around(graph: SparqlStore, id_: str) -> Around:
    """What one thing is linked to."""
    found: list[Neighbour] = []
    complete = True
    for direction in ("out", "in"):
        rows = [neighbour for _, neighbour in islice(linked(graph, [id_], direction), ROWS + 1)]
        complete = complete and len(rows) <= ROWS
        found += rows[:ROWS]
    return Around(id_, tuple(found), complete)


def link_of(id_: str, neighbour: Neighbour) -> Link:
    """The link as the graph states it; one without direction begins at the smaller id."""
    ends = (id_, neighbour.id) if neighbour.group.direction == "out" else (neighbour.id, id_)
    source, target = sorted(ends) if neighbour.group.relation in UNDIRECTED else ends
    return Link(source, neighbour.group.relation, target)


def links_out(graph: SparqlStore, ids: Sequence[str]) -> dict[str, tuple[Link, ...]]:
    """Id -> the links that go out from it. Places, categories and indicators have few."""
    found: dict[str, set[Link]] = {id_: set() for id_ in ids}
    for id_, neighbour in linked(graph, ids, "out"):
        found[id_].add(link_of(id_, neighbour))
    return {id_: tuple(links) for id_, links in found.items()}


def links_among(out: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    """Every link between two things of which `out` tells the links that go out, in a fixed order."""
    return tuple(sorted({link for links in out.values() for link in links if out.keys() >= set(link.ends)}))
