"""The description of a resource as RDF triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linked_data.description import statements_about
from kg.linked_data.prefixes import FOAF, VOID
from kg.queries.graph_queries import select
from kg.rdf.terms import NamedNode, Triple

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore


def description_triples(store: SparqlStore, iri: str, document: str, dataset: str) -> list[Triple]:
    """The statements of the resource `iri` and of its own nodes, and the labels of the resources it links to.

    `document` is the IRI of the description, `dataset` that of the dataset it belongs to. Raises ValueError if an IRI is not valid.
    """
    thing, page = NamedNode(iri), NamedNode(document)
    rows = statements_about(store, thing)
    triples = [Triple(row.get("node", thing), row["property"], row["value"]) for row in rows]
    own = {row["node"] for row in rows if "node" in row} | {thing}
    linked = {row["value"] for row in rows if isinstance(row["value"], NamedNode)} - own
    labels = select(store, "labels_of", {"node": sorted(linked, key=str)})
    triples += [Triple(row["node"], row["property"], row["label"]) for row in labels if "label" in row]
    triples.append(Triple(page, NamedNode(FOAF + "primaryTopic"), thing))
    triples.append(Triple(page, NamedNode(VOID + "inDataset"), NamedNode(dataset)))
    return triples
