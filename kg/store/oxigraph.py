"""The graph on disk or in memory: an embedded Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import RawIOBase
from pathlib import Path
from typing import IO, Any

from pyoxigraph import RdfFormat, Store

from kg.errors import MalformedQuery
from kg.rdf.namespaces import PREFIXES
from kg.rdf.terms import DefaultGraph, NamedNode, Quad
from kg.store.damage import damaged, is_damage, reading_version
from kg.store.sparql import SparqlStore
from kg.store.sparql_parameters import Parameters, with_parameters
from kg.store.sparql_results import QueryResult


class OxigraphStore(SparqlStore):
    """Answers queries, and can be written to by a build."""

    def __init__(self, store: Store | None = None, folder: Path | None = None) -> None:
        """Wrap a store of pyoxigraph, which reads `folder`; without one, a new store in memory."""
        self._store = Store() if store is None else store
        self._folder = folder

    @classmethod
    def open(cls, path: Path) -> OxigraphStore:
        """The store in the folder `path`, to be read. Raises DamagedVersion."""
        with reading_version(path):
            return cls(Store.read_only(str(path)), path)

    @classmethod
    def create(cls, path: Path, previous: Path | None = None) -> OxigraphStore:
        """A store to write to: empty, or beginning as a copy of `previous` (hard links, no bytes copied)."""
        if previous is not None:
            with reading_version(previous):
                Store.read_only(str(previous)).backup(str(path))
        return cls(Store(str(path)))

    def query(self, text: str, parameters: Parameters | None = None, *, limit: int | None = None, offset: int = 0) -> QueryResult:
        query = with_parameters(text, parameters, limit=limit, offset=offset)
        try:
            return self._store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise MalformedQuery(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise self._damage(error) from error

    def query_dataset(
        self,
        text: str,
        *,
        base_iri: str,
        prefixes: bool,
        union: bool,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> QueryResult:
        """The result of somebody else's query, by the rules of the SPARQL 1.1 Protocol (sections 2.1.4 and 2.1.5).

        Arguments:
            base_iri: what relative IRIs in the text are relative to.
            prefixes: whether the project's prefixes are known.
            union: whether the query is asked of all graphs as one, where neither request nor query names a dataset.
            default_graphs, named_graphs: the dataset that the request names.

        Raises MalformedQuery; ValueError where a graph is no IRI; RuntimeError where the engine cannot evaluate the query.
        """
        default: list[Any] = [NamedNode(graph) for graph in default_graphs]
        named: list[Any] = [NamedNode(graph) for graph in named_graphs]
        in_request = bool(default or named)
        try:
            return self._store.query(
                text,
                base_iri=base_iri,
                prefixes=PREFIXES if prefixes else None,
                use_default_graph_as_union=union and not in_request,
                default_graph=default if in_request else None,
                named_graphs=named if in_request else None,
            )
        except SyntaxError as error:
            raise MalformedQuery(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise self._damage(error) from error

    def _damage(self, error: OSError | RuntimeError) -> Exception:
        """The error of ours where the folder cannot be read, else the error itself."""
        return damaged(self._folder, error) if self._folder and is_damage(error) else error

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)

    def quads(
        self, subject: Any = None, predicate: Any = None, object: Any = None, graph: NamedNode | DefaultGraph | None = None
    ) -> Iterator[Quad]:
        """The quads with these terms; None stands for any."""
        return self._store.quads_for_pattern(subject, predicate, object, graph)

    def add(self, quads: Iterable[Quad]) -> None:
        self._store.bulk_extend(quads)

    def remove(self, quads: Iterable[Quad]) -> None:
        for quad in quads:
            self._store.remove(quad)

    def holds(self, quad: Quad) -> bool:
        """Whether the store has this quad."""
        return quad in self._store

    def load(self, nquads: bytes | IO[bytes] | RawIOBase) -> None:
        """Add the quads of N-Quads. Raises SyntaxError."""
        self._store.bulk_load(nquads, RdfFormat.N_QUADS)  # type: ignore[arg-type]

    def replace_graph(self, graph: str, nquads: bytes) -> None:
        """Put the N-Quads in place of what the named graph held."""
        self._store.remove_graph(NamedNode(graph))
        self.load(nquads)

    def finish(self, *, compact: bool) -> None:
        """Write everything to disk; with `compact`, in the form that is quickest to read."""
        self._store.flush()
        if compact:
            self._store.optimize()
