"""The jobs: functions that run in workers. Arguments and results are sent between processes, so they are plain values and bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import CannotEvaluate
from kg.i18n import message
from kg.store.damage import damaged, is_damage
from kg.workers.data_source import worker_context
from kg.workers.query_guard import check_query, unescaped
from kg.workers.query_results import SerializedResult, serialize_result

_DEFAULT_GRAPH_NAMES = {"urn:x-rdflib:default", "urn:x-arq:DefaultGraph", "urn:x-arq:UnionGraph"}
"""Names that rdflib and Jena send for the default graph."""


def sparql(
    query: str,
    base: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    row_syntax: str | None,
    triple_syntax: str | None,
) -> SerializedResult:
    """Evaluate a query on the dataset of the request, else on that of the query, else on the union of all graphs.

    `base` is the base IRI of the query: the address of the endpoint (SPARQL 1.1 Protocol, sections 2.1.4 and 2.1.5). `row_syntax` and
    `triple_syntax` are the accepted syntaxes for rows and for triples; None where the client accepts none.

    Raises MalformedQuery, Refused, LimitReached, NotInThatSyntax, UnknownValue, CannotEvaluate.
    """
    from kg.store.endpoint import Endpoint
    from kg.store.oxigraph import OxigraphStore

    context = worker_context()
    checked = check_query(query, context.limits)
    for parameter, graphs in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
        _check_iris(parameter, graphs)
    default = [graph for graph in default_graphs if graph not in _DEFAULT_GRAPH_NAMES]
    store = context.store
    try:
        if isinstance(store, OxigraphStore):
            result = store.query_dataset(
                checked.text,
                base_iri=base,
                prefixes=context.is_version,
                union=not checked.names_dataset,
                default_graphs=default,
                named_graphs=named_graphs,
            )
        else:
            assert isinstance(store, Endpoint)
            check_query(unescaped(query), context.limits)
            result = store.query_dataset(checked.text, default_graphs=default, named_graphs=named_graphs)
        return serialize_result(result, row_syntax, triple_syntax, context.limits)
    except (OSError, RuntimeError) as error:
        if is_damage(error):
            raise damaged(Path(context.source.location), error) from error
        if isinstance(error, OSError):
            raise
        raise CannotEvaluate(str(error)) from None


def _check_iris(parameter: str, values: Sequence[str]) -> None:
    from kg.errors import UnknownValue
    from kg.rdf.terms import is_valid_iri

    for value in values:
        if not is_valid_iri(value):
            raise UnknownValue(parameter, value, message("errors.expected.iri"))


def answer(question: str, parameters: Mapping[str, Any], limit: int | None, offset: int, format: str) -> tuple[bytes, int]:
    """The rows of an answer in `format` (json, csv, xlsx), and the number of all rows without `limit`. JSON is the list of rows alone.

    Raises UnknownQuestion, UnknownParameter, UnknownValue, LimitReached.
    """
    from kg.export.answers import answer_bytes

    context = worker_context()
    found = context.graph.answer(question, parameters, limit=limit, offset=offset)
    context.limits.check_rows(len(found.rows))
    return context.limits.check_size(answer_bytes(found, format)), found.total


def search(words: str, city: str | None, document: str | None, limit: int, offset: int) -> tuple[list[dict[str, Any]], int]:
    """Search hits from `offset` on, at most `limit`, and the number of all hits. Raises NothingToSearch, UnknownValue."""
    from dataclasses import asdict

    from kg.rdf.namespaces import document_iri

    hits = worker_context().graph.search(words, city=city, document=document, limit=None)
    return [{**asdict(hit), "iri": document_iri(hit.clause)} for hit in hits[offset : offset + limit]], len(hits)


def things(name: str) -> list[dict[str, Any]]:
    """The entities with that id, name or alias. Raises UnknownEntity."""
    from dataclasses import asdict

    return [asdict(thing) for thing in worker_context().graph.show(name)]


def match(person: Mapping[str, str], cities: Sequence[str], as_of: str) -> bytes:
    """A person against the offers of cities, as JSON. Raises UnknownParameter, UnknownValue, InvalidArgument, LimitReached."""
    import json

    context = worker_context()
    found = context.graph.match(person, cities=cities, as_of=as_of)
    return context.limits.check_size(json.dumps(found.to_json(), ensure_ascii=False).encode())


def dump(format: str, path: str) -> None:
    """Write the whole graph to the file `path`. Raises UnknownFormat, OSError."""
    from pathlib import Path

    from kg.export import export_graph

    export_graph(worker_context().graph, format, Path(path))


def check() -> None:
    """Run a trivial query, to prove that the store works. Raises what the store raises."""
    worker_context().store.ask("ASK {}")


def warm_up_pages() -> None:
    """Load what questions, pages and searches need."""
    check()
    if worker_context().is_version:
        worker_context().graph.answer("documents", limit=1)
        worker_context().graph.search("1", limit=1)
