"""The program's own SPARQL queries, `graph/*.rq`, by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.queries.catalog import question

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_parameters import Parameters
    from kg.store.sparql_results import Solution


def select(
    graph: SparqlStore, name: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0
) -> Iterator[Solution]:
    """The solutions of the query `name`, as they are found.

    Arguments:
        parameters: variable -> a term, or many, for the places `VALUES ?variable { UNDEF }` of the query.
        limit, offset: replace those that the query ends with.
    """
    return graph.select(question("graph", name).query, parameters, limit=limit, offset=offset)
