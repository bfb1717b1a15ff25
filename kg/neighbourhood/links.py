"""Neighbours of nodes, and the links among nodes: one query a direction for many nodes at once, bounded in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.neighbourhood.records import UNDIRECTED, Direction, Group, Link, Neighbour, Neighbours
from kg.queries.graph_queries import select
from kg.rdf.namespaces import BASE

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

MAX_LINKS = 5_000
"""At most so many links of one direction are read."""
_BATCH_SIZE = 500


def solutions(graph: SparqlStore, query: str, **ids: Iterable[str]) -> Iterator[Solution]:
    """The solutions of one of the program's own graph queries, as they are found.

    `ids`: variable -> the ids (paths after the base) that it may have.
    """
    from kg.rdf.terms import NamedNode

    return select(graph, query, {name: [NamedNode(BASE + id_) for id_ in some] for name, some in ids.items()})


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in parts that are small enough for one query."""
    for start in range(0, len(ids), _BATCH_SIZE):
        yield ids[start : start + _BATCH_SIZE]


def id_of(term: Any) -> str:
    """The path of an IRI after the base."""
    return str(term.value).removeprefix(BASE)


def local_name(term: Any) -> str:
    """The local name of a class or property: what follows the last `#` or `/`."""
    return str(term.value).replace("/", "#").rsplit("#", 1)[1]


def iter_neighbours(graph: SparqlStore, ids: Sequence[str], direction: Direction) -> Iterator[tuple[str, Neighbour]]:
    """Pairs of an id and a neighbour of it, as they are found."""
    query = "links_from" if direction == "out" else "links_to"
    for batch in batches(ids):
        for row in solutions(graph, query, node=batch):
            yield id_of(row["node"]), Neighbour(Group(local_name(row["relation"]), direction, local_name(row["kind"])), id_of(row["other"]))


def neighbours(graph: SparqlStore, id_: str) -> Neighbours:
    """The neighbours of one node in both directions, at most MAX_LINKS in each."""
    found: list[Neighbour] = []
    complete = True
    for direction in ("out", "in"):
        rows = [neighbour for _, neighbour in islice(iter_neighbours(graph, [id_], direction), MAX_LINKS + 1)]
        complete = complete and len(rows) <= MAX_LINKS
        found += rows[:MAX_LINKS]
    return Neighbours(id_, tuple(found), complete)


def link_of(id_: str, neighbour: Neighbour) -> Link:
    """The link to a neighbour as the graph states it. The source of an undirected one is the smaller id."""
    ends = (id_, neighbour.id) if neighbour.group.direction == "out" else (neighbour.id, id_)
    source, target = sorted(ends) if neighbour.group.relation in UNDIRECTED else ends
    return Link(source, neighbour.group.relation, target)


def outgoing_links(graph: SparqlStore, ids: Sequence[str]) -> dict[str, tuple[Link, ...]]:
    """The outgoing links of each id. Places, categories and indicators, which much points to, have few."""
    found: dict[str, set[Link]] = {id_: set() for id_ in ids}
    for id_, neighbour in iter_neighbours(graph, ids, "out"):
        found[id_].add(link_of(id_, neighbour))
    return {id_: tuple(links) for id_, links in found.items()}


def links_among(outgoing: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    """The links of which both ends are keys of `outgoing`, sorted."""
    return tuple(sorted({link for links in outgoing.values() for link in links if outgoing.keys() >= set(link.ends)}))
