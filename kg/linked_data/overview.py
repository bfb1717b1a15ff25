"""What the first page shows: how much there is, of which classes, in which documents and graphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.dataset_description import Profile
from kg.linked_data.description import TYPE
from kg.linked_data.incoming_links import Page, incoming_page
from kg.linked_data.nodes import Names, Node
from kg.linked_data.statistics import Statistics
from kg.rdf.namespaces import ZM

if TYPE_CHECKING:
    from kg.queries.lookup import Select

_MOST = 60
_DOCUMENT = ZM + "PolicyDocument"


@dataclass(frozen=True)
class Overview:
    """Classes, properties and graphs with their counts, the most first; the documents held."""

    profile: Profile
    counts: Statistics
    classes: tuple[tuple[Node, int], ...]
    graphs: tuple[tuple[Node, int], ...]
    documents: Page | None


def overview(select: Select, counts: Statistics, profile: Profile) -> Overview:
    from pyoxigraph import NamedNode

    classes = [(NamedNode(iri), count) for iri, count in list(counts.classes.items())[:_MOST]]
    graphs = [(NamedNode(iri), count) for iri, count in list(counts.graphs.items())[:_MOST]]
    names = Names(select)
    names.look_up(node for node, _ in classes + graphs)
    return Overview(
        profile,
        counts,
        tuple((names.node(node), count) for node, count in classes),
        tuple((names.node(node), count) for node, count in graphs),
        incoming_page(select, _DOCUMENT, TYPE, None, 1) if _DOCUMENT in counts.classes else None,
    )
