"""The graph on disk: an embedded Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Variable

from kg.errors import MalformedQuery
from kg.rdf.namespaces import PREFIXES
from kg.store.sparql_parameters import with_bindings

if TYPE_CHECKING:
    from kg.store.endpoint import Endpoint

QueryResult = QuerySolutions | QueryTriples | QueryBoolean


def create_graph(path: Path, previous: Path | None = None) -> Store:
    """A store to write to: empty, or beginning as a copy of `previous` (hard links, no bytes copied)."""
    if previous is not None:
        Store.read_only(str(previous)).backup(str(path))
    return Store(str(path))


def replace_graph(store: Store, graph: str, quads: bytes) -> None:
    """Put the N-Quads `quads` in place of what the named graph held."""
    store.remove_graph(NamedNode(graph))
    store.bulk_load(quads, RdfFormat.N_QUADS)


def read_graph(path: Path) -> Store:
    return Store.read_only(str(path))


def run(store: Store | Endpoint, query: str, bindings: Mapping[str, Any] | None = None) -> QueryResult:
    """Run a SPARQL query on the union of all named graphs, with the project's prefixes. Values are terms, never text.

    Raises MalformedQuery where the query is no SPARQL, RemoteError where an endpoint does not answer.
    """
    if not isinstance(store, Store):
        return store.query(query, bindings)
    given = dict(bindings or {})
    blank = {Variable(name): given.pop(name) for name, term in list(given.items()) if isinstance(term, BlankNode)}
    # Oxigraph plans a query before it substitutes: with VALUES it begins at the terms, a hundred times sooner.
    try:
        return store.query(with_bindings(query, given), prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=blank)
    except SyntaxError as error:
        raise MalformedQuery(str(error)) from error


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads in the order of their bytes: the same graph gives the same bytes."""
    return b"".join(sorted({f"{quad} .\n".encode() for quad in quads}))
