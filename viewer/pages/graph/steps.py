"""The steps of a reader from the start to the picture, as the query string has them.

A step is a letter and what it names, with `~` between: `x~agency/640200-finance~leads~out~Task~30`. Steps are divided by `!`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.neighbourhood.records import Group, Link

_FIELD = "~"
_STEP = "!"
MAX_OFFSET = 100_000
"""Pixels from the middle: nothing is put farther away."""
_PART = re.compile(r"[A-Za-z0-9_./-]+")
"""Ids are ASCII, as are the names of relations and kinds."""


@dataclass(frozen=True)
class Expand:
    """Show the neighbours of a group, up to so many in all."""

    id: str
    group: Group
    upto: int

    def __str__(self) -> str:
        return _FIELD.join(("x", self.id, self.group.relation, self.group.direction, self.group.kind, str(self.upto)))


@dataclass(frozen=True)
class Add:
    """Show a thing by itself."""

    id: str

    def __str__(self) -> str:
        return f"a{_FIELD}{self.id}"


@dataclass(frozen=True)
class Hide:
    id: str

    def __str__(self) -> str:
        return f"h{_FIELD}{self.id}"


@dataclass(frozen=True)
class FindPath:
    """Show a shortest path between two things."""

    one: str
    other: str

    def __str__(self) -> str:
        return _FIELD.join(("w", self.one, self.other))


@dataclass(frozen=True)
class Pin:
    """Put a thing somewhere, to stay there."""

    id: str
    x: int
    y: int

    def __str__(self) -> str:
        return _FIELD.join(("p", self.id, str(self.x), str(self.y)))


Step: TypeAlias = Expand | Add | Hide | FindPath | Pin


def read_step(written: str) -> Step:
    """Raises ValueError for what is not a step."""
    parts = written.split(_FIELD)
    if not all(map(_PART.fullmatch, parts)):
        raise ValueError(written)
    match parts:
        case ["x", id_, relation, ("out" | "in") as direction, kind, upto]:
            return Expand(id_, Group(relation, direction, kind), int(upto))
        case ["a", id_]:
            return Add(id_)
        case ["h", id_]:
            return Hide(id_)
        case ["w", one, other]:
            return FindPath(one, other)
        case ["p", id_, x, y] if max(abs(int(x)), abs(int(y))) <= MAX_OFFSET:
            return Pin(id_, int(x), int(y))
        case _:
            raise ValueError(written)


def read_steps(written: str) -> tuple[tuple[Step, ...], list[str]]:
    """The steps of an address, and the parts of it that are none."""
    steps: list[Step] = []
    unreadable: list[str] = []
    for part in filter(None, written.split(_STEP)):
        try:
            steps.append(read_step(part))
        except ValueError:
            unreadable.append(part)
    return tuple(steps), unreadable


def write_steps(steps: Sequence[Step]) -> str:
    return _STEP.join(map(str, steps))


def link_id(link: Link) -> str:
    return _FIELD.join((link.source, link.relation, link.target))


def read_link(written: str) -> Link | None:
    """The link that an id names, or None where it is the id of a thing."""
    parts = written.split(_FIELD)
    return Link(*parts) if len(parts) == 3 else None
