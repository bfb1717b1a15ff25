"""What a thing can be expanded by, with counts beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from kg.neighbourhood.records import Group
from viewer.display.ontology import group_name
from viewer.pages.graph.scene import Scene, around
from viewer.shared_graph import SharedGraph


@dataclass(frozen=True)
class Expansion:
    """A group of neighbours: how many there are, how many of them the picture has."""

    group: Group
    name: str
    shown: int
    count: int

    @property
    def more(self) -> bool:
        return self.shown < self.count


def expansions(graph: SharedGraph, scene: Scene, id_: str) -> tuple[list[Expansion], bool]:
    """The groups around a thing, those with more to show first, then the largest; and whether the counts are complete."""
    near = around(graph, id_)
    found = [
        Expansion(group, group_name(graph, group), sum(other in scene for other in near.ids(group)), count)
        for group, count in near.counts.items()
    ]
    return sorted(found, key=lambda expansion: (not expansion.more, -expansion.count, expansion.name)), near.complete
