"""The content of the home page: counts of classes and named graphs, and the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linked_data.dataset_description import Profile
from kg.linked_data.description import TYPE
from kg.linked_data.incoming_links import LinkPage, incoming_links_page
from kg.linked_data.nodes import NameLookup, Node
from kg.linked_data.statistics import Statistics
from kg.rdf.namespaces import ZM
from kg.rdf.terms import NamedNode

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore

_MAX_ROWS = 60
_DOCUMENT = ZM + "PolicyDocument"


@dataclass(frozen=True)
class Overview:
    """Classes and named graphs with their counts, in descending order, and the first page of documents."""

    profile: Profile
    counts: Statistics
    classes: tuple[tuple[Node, int], ...]
    graphs: tuple[tuple[Node, int], ...]
    documents: LinkPage | None


def overview(store: SparqlStore, counts: Statistics, profile: Profile) -> Overview:
    """The largest classes and named graphs with their names. `documents` is None in a graph without policy documents."""
    classes = [(NamedNode(iri), count) for iri, count in list(counts.classes.items())[:_MAX_ROWS]]
    graphs = [(NamedNode(iri), count) for iri, count in list(counts.graphs.items())[:_MAX_ROWS]]
    names = NameLookup(store)
    names.load(node for node, _ in classes + graphs)
    return Overview(
        profile,
        counts,
        tuple((names.node(node), count) for node, count in classes),
        tuple((names.node(node), count) for node, count in graphs),
        incoming_links_page(store, _DOCUMENT, TYPE, None, 1) if _DOCUMENT in counts.classes else None,
    )
