"""How much of what a graph holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.queries.lookup import Select


_TOLD_APART = 2_000_000


@dataclass(frozen=True)
class Statistics:
    """Counts by IRI, the most first. A statement that stands in two graphs counts twice."""

    triples: int
    subjects: int | None
    objects: int | None
    """None where there are too many to tell them apart in good time."""
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    graphs: Mapping[str, int]

    def uses(self, iri: str | None) -> int:
        """How many things the class has, or how many statements the property."""
        return self.classes.get(iri or "", 0) + self.properties.get(iri or "", 0)


def statistics(select: Select) -> Statistics:
    """Count everything: about a second for a million triples."""
    properties = {row["property"].value: int(row["count"].value) for row in select("count_properties") if "property" in row}
    triples = sum(properties.values())
    nodes = select("count_nodes")[0] if triples <= _TOLD_APART else {}
    return Statistics(
        triples,
        int(nodes["subjects"].value) if nodes else None,
        int(nodes["objects"].value) if nodes else None,
        {row["class"].value: int(row["count"].value) for row in select("count_classes") if "class" in row},
        properties,
        {row["graph"].value: int(row["count"].value) for row in select("count_graphs") if "graph" in row},
    )
