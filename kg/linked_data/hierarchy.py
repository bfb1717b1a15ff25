"""What a thing is part of, and what its parts are: documents and clauses, places, concepts, classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.linked_data.nodes import Names, Node, Text, natural

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.queries.lookup import Select, Solution

_LEVELS = 8
MOST_PARTS = 500


@dataclass(frozen=True)
class Branch:
    """A part with its own parts, and what it means in each language that says so."""

    node: Node
    parts: tuple[Branch, ...]
    definitions: tuple[Text, ...] = ()

    @property
    def size(self) -> int:
        return 1 + sum(part.size for part in self.parts)


@dataclass(frozen=True)
class Outline:
    """The way down to a thing from the top, and its parts. `whole` is False where there are more parts than were read."""

    above: tuple[Node, ...] = ()
    parts: tuple[Branch, ...] = ()
    links: frozenset[str] = field(default_factory=frozenset)
    """The properties by which the parts point up."""
    whole: bool = True

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    @property
    def defined(self) -> bool:
        """Whether the parts say what they mean, as those of a vocabulary do."""
        return any(part.definitions for part in self.parts)


def outline(select: Select, iri: str) -> Outline:
    """At most MOST_PARTS parts and as many levels as people can read. Circles end where they close."""
    from pyoxigraph import NamedNode

    thing = NamedNode(iri)
    above = _above(select, thing)
    parts, links, whole = _below(select, thing)
    all_parts = [part for of in parts.values() for part in of]
    names = Names(select)
    names.look_up([*above, *all_parts])
    definitions = definitions_of(select, all_parts)
    return Outline(tuple(map(names.node, above)), _branches(names, parts, definitions, thing), frozenset(links), whole)


def definitions_of(select: Select, things: Iterable[NamedNode]) -> dict[NamedNode, list[Text]]:
    found: dict[NamedNode, list[Text]] = defaultdict(list)
    for row in select("definitions_of", among=things):
        if "definition" in row:
            found[row["node"]].append(Text(row["definition"].value, row["definition"].language or ""))
    return found


def _above(select: Select, thing: NamedNode) -> list[NamedNode]:
    way: list[NamedNode] = []
    at: NamedNode | None = thing
    for _ in range(_LEVELS):
        found = [row["parent"] for row in select("parents_of", among=[at] if at else []) if "parent" in row]
        at = next((parent for parent in found if parent not in (thing, *way)), None)
        if at is None:
            break
        way.insert(0, at)
    return way


def _below(select: Select, thing: NamedNode) -> tuple[dict[NamedNode, list[NamedNode]], set[str], bool]:
    """Parts by what they are part of, the links by which those of the thing itself point to it, and whether these are all.

    A level with more parts than can be shown is left out whole.
    """
    parts: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    links: set[str] = set()
    seen, level = {thing}, [thing]
    for _ in range(_LEVELS):
        rows = [row for row in select("parts_of", among=level, limit=MOST_PARTS + 1) if "part" in row]
        if len(seen) + len(rows) > MOST_PARTS + 1:
            return parts, links, False
        level = []
        for row in sorted(rows, key=_order):
            links |= {row["link"].value} if row["node"] == thing else set()
            if row["part"] not in seen:
                seen.add(row["part"])
                level.append(row["part"])
                parts[row["node"]].append(row["part"])
        if not level:
            break
    return parts, links, True


def _order(row: Solution) -> tuple[int, list[tuple[int, str]]]:
    at = row["at"].value if "at" in row else ""
    return int(at) if at.isdecimal() else -1, natural(row["part"].value)


def _branches(
    names: Names, parts: Mapping[NamedNode, list[NamedNode]], definitions: Mapping[NamedNode, list[Text]], of: NamedNode
) -> tuple[Branch, ...]:
    return tuple(
        Branch(
            names.node(part),
            _branches(names, parts, definitions, part),
            tuple(sorted(definitions.get(part, ()), key=lambda text: (text.language, text.text))),
        )
        for part in parts.get(of, ())
    )
