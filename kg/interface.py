"""What `kg.open` gives, wherever the graph lies: on this disk, at a Zhengmai server, or behind a bare SPARQL endpoint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from kg.entities import Named, Thing
    from kg.queries.runner import Answer
    from kg.rdf.terms import Quad
    from kg.store.fulltext import Hit
    from kg.store.sparql_results import QueryResult

_DTYPES = {"integer": "Int64", "boolean": "boolean"}
"""Columns with gaps keep whole numbers whole."""


class KnowledgeGraph(ABC):
    """A graph to be asked. Over a network, each method may raise kg.errors.RemoteError too."""

    @property
    @abstractmethod
    def version(self) -> str | None:
        """The id of the version; None where an endpoint tells none."""

    @property
    @abstractmethod
    def manifest(self) -> dict[str, Any]:
        """When it was built, from what, how many triples and rows; empty where an endpoint does not tell."""

    @abstractmethod
    def answer(self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0) -> Answer:
        """The rows that answer `question`; at most `limit` of them from row `offset` on.

        Raises UnknownQuestion, UnknownParameter, UnknownValue; NeedsTables where an endpoint cannot answer it.
        """

    def ask(self, question: str, **parameters: Any) -> pd.DataFrame:
        """The answer as a data frame: `ask("funding", city="太原")`."""
        import pandas as pd

        answer = self.answer(question, parameters)
        types = {column: _DTYPES[type_] for column, type_ in answer.columns.items() if type_ in _DTYPES}
        return pd.DataFrame(answer.rows, columns=list(answer.columns)).astype(types)

    @abstractmethod
    def sparql(self, query: str) -> QueryResult:
        """Run a SPARQL query on the union of all named graphs. The project's prefixes are known. Raises SyntaxError."""

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Every statement with its named graph."""

    @abstractmethod
    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        """Places of `words` in the texts. Raises ValueError where there is nothing to search for, NeedsTables over an endpoint."""

    @abstractmethod
    def find(self, thing: str) -> list[Named]:
        """What `thing` may mean: an id of anything, or a name, full name, alias or number."""

    @abstractmethod
    def show(self, thing: str) -> list[Thing]:
        """All about what `thing` may mean, evidence included. Raises UnknownThing with the nearest name."""
