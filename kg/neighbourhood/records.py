"""Nodes, links between them, and neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.model.fact_kind import AsNode
from kg.model.facts import FACT_KINDS

Direction = Literal["out", "in"]
"""Of a link, seen from a node: `out` where the node is its source."""

KINDS = (
    *("Place", "PolicyDocument", "CitedDocument", "Clause", "Agency", "AgencyGroup", "Programme", "TalentCategory", "Indicator"),
    *(model.class_name for model in FACT_KINDS.values() if isinstance(model.declared.graph, AsNode)),
)
"""The local names of the classes whose instances are nodes. Other facts are links, or are shown at another node."""
UNDIRECTED = frozenset({"worksWith"})
"""Relations that have no direction."""


def natural_order(id_: str) -> list[tuple[int, str]]:
    """A sort key by which `a2` comes before `a10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", id_)]


@dataclass(frozen=True)
class Node:
    """An entity or a fact. `id` is the path of its IRI after the base, `kind` the local name of its class, `city` its place's label.

    `name_en` is the registry's English name, where it has one.
    """

    id: str
    kind: str
    name: str
    city: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, order=True)
class Link:
    """A link between two ids. `relation` is the local name of a property, or of the class of the facts that state the link."""

    source: str
    relation: str
    target: str

    @property
    def ends(self) -> tuple[str, str]:
        return self.source, self.target


@dataclass(frozen=True)
class FactPlacement:
    """Where a fact is shown that is no node itself: at the node `node` (an id), and by the link that it states, if it states one."""

    node: str
    link: Link | None


@dataclass(frozen=True, order=True)
class Group:
    """Neighbours of one class by one relation. Groups of agencies count as agencies."""

    relation: str
    direction: Direction
    kind: str


@dataclass(frozen=True)
class Neighbour:
    """The node at the other end of a link."""

    group: Group
    id: str


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of one node. Where not `complete`, there are more than were read, and counts are lower bounds."""

    id: str
    neighbours: tuple[Neighbour, ...]
    complete: bool

    @cached_property
    def counts(self) -> dict[Group, int]:
        """The number of neighbours in each group, the smallest group first."""
        counted = Counter(neighbour.group for neighbour in self.neighbours)
        return dict(sorted(counted.items(), key=lambda item: (item[1], item[0])))

    def ids(self, group: Group, limit: int | None = None, offset: int = 0) -> list[str]:
        """The ids of a group in natural order: at most `limit` of them, from number `offset` on."""
        ids = sorted((neighbour.id for neighbour in self.neighbours if neighbour.group == group), key=natural_order)
        return ids[offset : None if limit is None else offset + limit]


@dataclass(frozen=True)
class Network:
    """Nodes, and the links among them, each once."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def without(self, kinds: Iterable[str]) -> Network:
        """The network without the nodes of these kinds."""
        left_out = set(kinds)
        nodes = tuple(node for node in self.nodes if node.kind not in left_out)
        ids = {node.id for node in nodes}
        return Network(nodes, tuple(link for link in self.links if ids.issuperset(link.ends)))
