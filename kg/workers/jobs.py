"""What workers do. Arguments and results travel between processes, so they are plain values and bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.errors import AnswerTooLarge, CannotEvaluate, TooManyRows
from kg.i18n import message
from kg.workers.data_source import opened
from kg.workers.query_guard import check_query, unescaped
from kg.workers.query_results import Result, result_bytes

_DEFAULT = {"urn:x-rdflib:default", "urn:x-arq:DefaultGraph", "urn:x-arq:UnionGraph"}
"""What rdflib and Jena call the graph that is asked when none is named."""


def sparql(
    query: str,
    base: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    row_syntax: str | None,
    triple_syntax: str | None,
) -> Result:
    """Evaluate a query on the dataset that the request names, else the one that the query names, else on all graphs as one.

    `base` is what relative IRIs are relative to: the address of the endpoint (SPARQL 1.1 Protocol, sections 2.1.4 and 2.1.5).
    Raises MalformedQuery, Refused, LimitReached, NotInThatSyntax, UnknownValue, CannotEvaluate.
    """
    from kg.store.endpoint import Endpoint
    from kg.store.oxigraph import OxigraphStore

    here = opened()
    checked = check_query(query, here.limits)
    for parameter, graphs in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
        _check_iris(parameter, graphs)
    default = [graph for graph in default_graphs if graph not in _DEFAULT]
    store = here.store
    try:
        if isinstance(store, OxigraphStore):
            own = here.opening.kind == "version"
            result = store.query_dataset(
                checked.text,
                base_iri=base,
                prefixes=own,
                union=not checked.names_dataset,
                default_graphs=default,
                named_graphs=named_graphs,
            )
        else:
            assert isinstance(store, Endpoint)
            check_query(unescaped(query), here.limits)
            result = store.query_dataset(checked.text, default_graphs=default, named_graphs=named_graphs)
        return result_bytes(result, row_syntax, triple_syntax, here.limits)
    except RuntimeError as error:
        raise CannotEvaluate(str(error)) from None


def _check_iris(parameter: str, values: Sequence[str]) -> None:
    from kg.errors import UnknownValue
    from kg.rdf.terms import is_valid_iri

    for value in values:
        if not is_valid_iri(value):
            raise UnknownValue(parameter, value, message("errors.expected.iri"))


def answer(question: str, parameters: Mapping[str, Any], limit: int | None, offset: int, format: str) -> tuple[bytes, int]:
    """The rows of an answer in `format` (json, csv, xlsx), and how many there are in all. JSON is the list of rows alone.

    Raises UnknownQuestion, UnknownParameter, UnknownValue, LimitReached.
    """
    from kg.export.answers import answer_bytes

    here = opened()
    found = here.graph.answer(question, parameters, limit=limit, offset=offset)
    if len(found.rows) > here.limits.answer_rows:
        raise TooManyRows(here.limits.answer_rows)
    content = answer_bytes(found, format)
    if len(content) > here.limits.answer_bytes:
        raise AnswerTooLarge(here.limits.answer_bytes)
    return content, found.total


def search(words: str, city: str | None, document: str | None, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    """Places of `words` in the texts, and how many there are in all. Raises NothingToSearch, UnknownValue."""
    from dataclasses import asdict

    from kg.rdf.namespaces import document_iri

    hits = opened().graph.search(words, city=city, document=document, limit=None)
    return [{**asdict(hit), "iri": document_iri(hit.clause)} for hit in hits[offset : offset + limit]], len(hits)


def things(name: str) -> list[dict[str, Any]]:
    """All about what `name` may mean. Raises UnknownThing."""
    from dataclasses import asdict

    return [asdict(thing) for thing in opened().graph.show(name)]


def dump(format: str, path: str) -> None:
    """Write the whole graph to a file. Raises OSError."""
    from pathlib import Path

    from kg.export import export_graph

    export_graph(opened().graph, format, Path(path))


def check() -> None:
    """Ask the graph once: proof that it answers. Raises what it raises."""
    opened().store.ask("ASK {}")


def warm_pages() -> None:
    """Load what questions, pages and searches need."""
    check()
    if opened().opening.kind == "version":
        opened().graph.answer("documents", limit=1)
        opened().graph.search("1", limit=1)
