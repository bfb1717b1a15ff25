"""Results of SPARQL queries: their three kinds, and their syntaxes (JSON, XML, CSV, TSV; RDF for triples)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, TypeAlias

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store, parse_query_results

from kg.store.sparql import is_true

__all__ = ["QueryBoolean", "QueryResult", "QuerySolutions", "QueryTriples", "Solution", "read_result", "solutions", "write_rows"]

QueryResult: TypeAlias = QuerySolutions | QueryTriples | QueryBoolean
Solution: TypeAlias = dict[str, Any]
"""Variable -> term. A variable that is not bound has no key."""

_ROW_SYNTAXES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}


_VIRTUOSO_ASK = "__ASK_RETVAL"
"""The one variable of the rows that Virtuoso gives for ASK: a row with 1, or none."""


def solutions(result: QuerySolutions) -> Iterator[Solution]:
    """The solutions of a SELECT query, as they are found."""
    names = [variable.value for variable in result.variables]
    for solution in result:
        yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}


def write_rows(result: QuerySolutions | QueryBoolean, file: IO[bytes], syntax: str) -> None:
    """Write the result of SELECT or ASK in one of `json`, `xml`, `csv`, `tsv`. Raises RuntimeError where the query fails on the way."""
    result.serialize(file, format=_ROW_SYNTAXES[syntax])


def read_result(content: bytes, media_type: str) -> QueryResult | None:
    """A whole result as it came over HTTP; None where `media_type` is none that can be read back. Raises SyntaxError.

    CSV does not tell an IRI from a text, so it is not read.
    """
    table = QueryResultsFormat.from_media_type("application/sparql-results+json" if media_type == "application/json" else media_type)
    if table and table != QueryResultsFormat.CSV:
        result = parse_query_results(content, table)
        if isinstance(result, QueryBoolean):
            return result
        if [variable.value for variable in result.variables] == [_VIRTUOSO_ASK]:
            return _boolean(any(is_true(row[_VIRTUOSO_ASK]) for row in solutions(result)))
        result.serialize(format=QueryResultsFormat.TSV)  # reads to the end: rows are read late, and a fault would come with them
        return parse_query_results(content, table)
    if triples := RdfFormat.from_media_type(media_type):
        store = Store()
        store.load(content, triples)
        return store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    return None


def _boolean(true: bool) -> QueryBoolean:
    result = parse_query_results(f'{{"head": {{}}, "boolean": {str(true).lower()}}}', QueryResultsFormat.JSON)
    assert isinstance(result, QueryBoolean)
    return result
