"""What a worker opens, once, when it starts: a published version, a bare store, or an endpoint elsewhere."""

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
class Opening:
    """What to open: the folder of a version, an Oxigraph folder, or the address of an endpoint."""

    kind: Literal["version", "store", "endpoint"]
    location: str


class Opened:
    """What a worker works on, within `limits`."""

    def __init__(self, opening: Opening, limits: Limits) -> None:
        self.opening = opening
        self.limits = limits

    @cached_property
    def graph(self) -> Graph:
        """Raises OldVersion."""
        from kg.graph import Graph
        from kg.store.versions import Version

        assert self.opening.kind == "version", "only a published version has tables and words"
        return Graph.of(Version(Path(self.opening.location)))

    @cached_property
    def store(self) -> SparqlStore:
        if self.opening.kind == "version":
            return self.graph.store
        if self.opening.kind == "store":
            from kg.store.oxigraph import OxigraphStore

            return OxigraphStore.open(Path(self.opening.location))
        from kg.store.endpoint import Endpoint

        return Endpoint(self.opening.location)


_opened: Opened | None = None


def set_opened(opened: Opened) -> None:
    global _opened
    _opened = opened


def opened() -> Opened:
    """What this worker process has open."""
    assert _opened is not None, "no worker process"
    return _opened
