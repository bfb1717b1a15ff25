"""What a kind of fact declares of itself beside its fields: its table, its mark in a text, and its part in the graph.

Nothing else in the program lists the kinds of fact: tables, shapes, counts, neighbourhood, pages and exports are derived from these
declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Line = Literal["solid", "dashed", "dotted"]
ColourRole = Literal["action", "actor", "benefit", "goal", "programme", "people", "reference"]
"""What a colour stands for. Which colour that is in each theme, the palette of an interface says."""
Shape = Literal["rectangle", "octagon", "flag", "triangle", "square"]

VALUE = "="
"""In a summary: the figure, sum or rate of the row, with unit and comparison."""


@dataclass(frozen=True)
class Caption:
    """Words in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Mark:
    """How facts of a kind are marked: `sign` is one Chinese character or two Latin letters, `line` underlines their words."""

    sign: Caption
    colour: ColourRole
    line: Line


@dataclass(frozen=True)
class AsNode:
    """Each fact is a node of the graph, linked to its clause, its task and whatever its fields refer to.

    `shape` is its outline; a `hollow` one shows only its border, which may be `dashed`.
    `searched`: whether the search for things by name reads the words that name it.
    `offered_by` is a field of references that are linked to the fact by the inferred `zm:offers`, and not the other way round.
    """

    shape: Shape
    hollow: bool = False
    dashed: bool = False
    searched: bool = False
    offered_by: str | None = None


@dataclass(frozen=True)
class AsEdge:
    """Each fact is an edge from `source` to `target`: `clause`, `document`, `task`, or a field that refers to something.

    The edge is named by the class of the fact. Where inferences state a property between the two instead, `relations` maps the codes
    of `relation_of`, a field or an inferred property as a curie, to these properties; `always`: they do so for every code.
    Without a target the fact is shown at its source.
    """

    source: str
    target: str
    relation_of: str | None = None
    relations: Mapping[str, str] = field(default_factory=dict)
    always: bool = False


@dataclass(frozen=True)
class AttachedTo:
    """Facts are neither nodes nor edges: they are shown at the node that `end` names: `clause`, `document`, `task`, or a field."""

    end: str = "clause"


@dataclass(frozen=True)
class FactKind:
    """The declaration of one kind of fact.

    name: of its CSV file and its table; part of its facts' ids.
    caption, about: the title of its table, and what its rows are, in Chinese and English with ` / ` between.
    summary: the columns that tell a fact from another in a line; `VALUE` stands for its figure.
    columns: of the table, between `clause` and `quote`, where they are not the fields followed by `task`. A column that is no field is
        defined in `kg/queries/columns/`.
    """

    name: str
    caption: Caption
    about: Caption
    mark: Mark
    summary: tuple[str, ...]
    graph: AsNode | AsEdge | AttachedTo = AttachedTo()
    columns: tuple[str, ...] = ()
