"""A graph elsewhere: a SPARQL 1.1 endpoint, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.store.graph import QueryResult


class Endpoint:
    def __init__(self, url: str) -> None:
        self.url = url

    def query(self, text: str, bindings: Mapping[str, Any] | None = None) -> QueryResult:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Quad]:
        raise NotImplementedError
