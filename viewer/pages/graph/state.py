"""What the reader did, as the address of the page holds it: the steps, not the picture, so that they follow new data.

A step is a letter and what it names, with `~` between: `x~agency/640200-finance~leads~out~Task~30`. Steps are divided by `!`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from kg.neighbourhood.records import Group, Link

_FIELD = "~"
_STEP = "!"
FAR = 100_000
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
class Way:
    """Show a shortest way between two things."""

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


Step: TypeAlias = Expand | Add | Hide | Way | Pin


def read_step(written: str) -> Step:
    """Raises ValueError where it is none."""
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
            return Way(one, other)
        case ["p", id_, x, y] if max(abs(int(x)), abs(int(y))) <= FAR:
            return Pin(id_, int(x), int(y))
        case _:
            raise ValueError(written)


def link_id(link: Link) -> str:
    return _FIELD.join((link.source, link.relation, link.target))


def read_link(written: str) -> Link | None:
    """The link that an id names, or None where it is the id of a thing."""
    parts = written.split(_FIELD)
    return Link(*parts) if len(parts) == 3 else None


@dataclass(frozen=True)
class View:
    """All that the address says of the page."""

    thing: str | None = None
    """Where the reader started."""
    steps: tuple[Step, ...] = ()
    at: str | None = None
    """The thing or link selected."""
    without: frozenset[str] = frozenset()
    """Kinds that are not shown."""
    mark: str | None = None
    """The thing that a way is to begin at."""
    words: str = ""
    """What is searched for."""
    unread: tuple[str, ...] = ()
    """Steps of the address that mean nothing."""

    @classmethod
    def of(cls, address: Mapping[str, str]) -> View:
        steps: list[Step] = []
        unread: list[str] = []
        for written in filter(None, address.get("steps", "").split(_STEP)):
            try:
                steps.append(read_step(written))
            except ValueError:
                unread.append(written)
        thing = address.get("thing")
        return cls(
            thing,
            tuple(steps),
            address.get("at") or thing,
            frozenset(filter(None, address.get("without", "").split(","))),
            address.get("mark"),
            address.get("q", ""),
            tuple(unread),
        )

    def address(self) -> dict[str, str | None]:
        """Its values for the address; what says nothing is None."""
        return {
            "thing": self.thing,
            "steps": self.written_steps or None,
            "at": self.at if self.at != self.thing else None,
            "without": ",".join(sorted(self.without)) or None,
            "mark": self.mark,
            "q": self.words or None,
        }

    @property
    def written_steps(self) -> str:
        return _STEP.join(map(str, self.steps))

    def then(self, step: Step, at: str | None = None) -> View:
        """One step on. Moving a thing again takes the place of moving it before."""
        before = self.steps
        match before, step:
            case (*_, Pin(id=last)), Pin(id=id_) if last == id_:
                before = before[:-1]
            case (*_, Expand(id=last, group=of)), Expand(id=id_, group=group) if (last, of) == (id_, group):
                before = before[:-1]
        return replace(self, steps=(*before, step), at=at or self.at)
