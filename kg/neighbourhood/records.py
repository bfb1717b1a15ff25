"""What a reader looks at: things with a name, and the links between them."""

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
"""Seen from a thing: a link goes out from it, or comes in."""

KINDS = (
    *("Place", "PolicyDocument", "CitedDocument", "Clause", "Agency", "AgencyGroup", "Programme", "TalentCategory", "Indicator"),
    *(model.class_name for model in FACT_KINDS.values() if isinstance(model.declared.graph, AsNode)),
)
"""The classes of the ontology whose things are shown. Other facts are links, or are shown where they stand; words are evidence."""
UNDIRECTED = frozenset({"worksWith"})


def in_order(id_: str) -> list[tuple[int, str]]:
    """A key that sorts ids as a reader counts: a2 before a10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", id_)]


@dataclass(frozen=True)
class Node:
    """A thing. `id` is the path of its IRI after the base, `kind` the local name of its class."""

    id: str
    kind: str
    name: str
    city: str | None = None


@dataclass(frozen=True, order=True)
class Link:
    """`relation` is the local name of a property, or of the class of the facts that tie the two."""

    source: str
    relation: str
    target: str

    @property
    def ends(self) -> tuple[str, str]:
        return self.source, self.target


@dataclass(frozen=True)
class Standing:
    """Where a fact is seen that is no thing of its own: at a thing, and as the link that it states where it ties that to another."""

    thing: str
    link: Link | None


@dataclass(frozen=True, order=True)
class Group:
    """Neighbours of one kind by one relation. Among neighbours, a group of agencies counts as an agency."""

    relation: str
    direction: Direction
    kind: str


@dataclass(frozen=True)
class Neighbour:
    """Something at the other end of a link."""

    group: Group
    id: str


@dataclass(frozen=True)
class Around:
    """The neighbours of one thing. Where not `complete`, there were more than were looked at, and counts are at least."""

    id: str
    neighbours: tuple[Neighbour, ...]
    complete: bool

    @cached_property
    def counts(self) -> dict[Group, int]:
        """How many neighbours each group has, the smallest group first."""
        counted = Counter(neighbour.group for neighbour in self.neighbours)
        return dict(sorted(counted.items(), key=lambda item: (item[1], item[0])))

    def of(self, group: Group, limit: int | None = None, offset: int = 0) -> list[str]:
        """The ids of a group in the order of their numbers; at most `limit` of them from `offset` on."""
        ids = sorted((neighbour.id for neighbour in self.neighbours if neighbour.group == group), key=in_order)
        return ids[offset : None if limit is None else offset + limit]


@dataclass(frozen=True)
class Network:
    """Things, and the links among them, each once."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def without(self, kinds: Iterable[str]) -> Network:
        """The part that has no thing of these kinds."""
        left_out = set(kinds)
        nodes = tuple(node for node in self.nodes if node.kind not in left_out)
        ids = {node.id for node in nodes}
        return Network(nodes, tuple(link for link in self.links if ids.issuperset(link.ends)))
