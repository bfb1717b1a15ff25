"""The data source of a worker: a published version, a bare Oxigraph store, or a remote SPARQL endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.workers.limits import Limits

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.store.sparql import SparqlStore


@dataclass(frozen=True)
class DataSource:
    """`location` is the folder of a version, the folder of an Oxigraph store, or the URL of an endpoint."""

    kind: Literal["version", "store", "endpoint"]
    location: str


class WorkerContext:
    """What the jobs of a worker process share: its open data source and its limits."""

    def __init__(self, source: DataSource, limits: Limits) -> None:
        self.source = source
        self.limits = limits

    @property
    def is_version(self) -> bool:
        """Whether the source is a published version, with tables and texts."""
        return self.source.kind == "version"

    @cached_property
    def graph(self) -> Graph:
        """The published version. Raises OldVersion."""
        from kg.graph import Graph
        from kg.store.versions import Version

        assert self.is_version, "only a published version has tables and texts"
        return Graph.of(Version(Path(self.source.location)))

    @cached_property
    def store(self) -> SparqlStore:
        """The SPARQL store of the source. Raises DamagedVersion, OldVersion, OSError."""
        if self.is_version:
            return self.graph.store
        if self.source.kind == "store":
            from kg.store.oxigraph import OxigraphStore

            return OxigraphStore.open(Path(self.source.location))
        from kg.store.endpoint import Endpoint

        return Endpoint(self.source.location)


_context: WorkerContext | None = None


def set_worker_context(context: WorkerContext) -> None:
    """Set the context of this process, before its first job."""
    global _context
    _context = context


def worker_context() -> WorkerContext:
    """The context of this process, which must be a worker."""
    assert _context is not None, "not a worker process"
    return _context
