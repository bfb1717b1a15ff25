"""The description of a thing as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linked_data.description import statements_about
from kg.linked_data.prefixes import FOAF, VOID

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from kg.queries.lookup import Select


def description_triples(select: Select, iri: str, document: str, dataset: str) -> list[Triple]:
    """The thing's statements, those of its own nodes, what the things that it points to are called, and which document tells all this.

    Raises ValueError where `iri`, `document` or `dataset` is no IRI.
    """
    from pyoxigraph import NamedNode, Triple

    thing, page = NamedNode(iri), NamedNode(document)
    rows = statements_about(select, thing)
    triples = [Triple(row.get("node", thing), row["property"], row["value"]) for row in rows]
    own = {row["node"] for row in rows if "node" in row} | {thing}
    pointed_to = {row["value"] for row in rows if isinstance(row["value"], NamedNode)} - own
    labels = select("labels_of", among=pointed_to)
    triples += [Triple(row["node"], row["property"], row["label"]) for row in labels if "label" in row]
    triples.append(Triple(page, NamedNode(FOAF + "primaryTopic"), thing))
    triples.append(Triple(page, NamedNode(VOID + "inDataset"), NamedNode(dataset)))
    return triples
