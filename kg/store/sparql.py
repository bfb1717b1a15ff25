"""How a graph is queried, wherever it lies: a SPARQL text and its parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from kg.store.sparql_parameters import Parameters

if TYPE_CHECKING:
    from kg.rdf.terms import Quad, Term, Triple
    from kg.store.sparql_results import QueryResult, Solution


class SparqlStore(Protocol):
    """A graph that answers SPARQL: the embedded store, or an endpoint elsewhere.

    Queries are asked of the union of all named graphs; the project's prefixes are known. `parameters` are terms for the places
    `VALUES ?name { UNDEF }` of the text, see kg.store.sparql_parameters. Each method raises MalformedQuery where the text is no
    SPARQL; over a network, RemoteError too.
    """

    def query(self, text: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0) -> QueryResult:
        """The result of a query of any form. `limit` and `offset` replace those that the text ends with."""

    def __iter__(self) -> Iterator[Quad]:
        """Every quad of the graph."""

    def select(self, text: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0) -> Iterator[Solution]:
        """The solutions of a SELECT query, as they are found. Raises TypeError for a query of another form."""
        from kg.store.sparql_results import QuerySolutions, solutions

        result = self.query(text, parameters, limit=limit, offset=offset)
        if not isinstance(result, QuerySolutions):
            raise TypeError("expected a SELECT query")
        return solutions(result)

    def construct(self, text: str, parameters: Parameters | None = None) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query. Raises TypeError for a query of another form."""
        from kg.store.sparql_results import QueryTriples

        result = self.query(text, parameters)
        if not isinstance(result, QueryTriples):
            raise TypeError("expected a CONSTRUCT or DESCRIBE query")
        return result

    def ask(self, text: str, parameters: Parameters | None = None) -> bool:
        """The answer to an ASK query. Raises TypeError for a query of another form."""
        from kg.store.sparql_results import QueryBoolean

        result = self.query(text, parameters)
        if not isinstance(result, QueryBoolean):
            raise TypeError("expected an ASK query")
        return bool(result)


def is_true(term: Term) -> bool:
    """Whether a term is a truth value that is true: `true` or `1`.

    Virtuoso answers EXISTS and comparisons as the integers 1 and 0, not as xsd:boolean.
    """
    return term.value in ("true", "1")
