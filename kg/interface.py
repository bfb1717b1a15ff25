"""The interface of graphs that `kg.open` returns: on this disk, at a Zhengmai server, or at a SPARQL endpoint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from kg.entities import Entity, EntityName
    from kg.matching.matched import Matching
    from kg.queries.runner import Answer
    from kg.rdf.terms import Quad
    from kg.store.fulltext import Hit
    from kg.store.source_texts import SourceText
    from kg.store.sparql_results import QueryResult

_DTYPES = {"integer": "Int64", "boolean": "boolean"}
"""Nullable types: integers stay integers where values are missing."""


class KnowledgeGraph(ABC):
    """A graph. Over a network, each method may also raise kg.errors.RemoteError."""

    @property
    @abstractmethod
    def version(self) -> str | None:
        """The id of the version; None for an endpoint."""

    @property
    @abstractmethod
    def manifest(self) -> dict[str, Any]:
        """Build time, inputs, and the numbers of triples and rows; empty for an endpoint."""

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
        """Every quad."""

    @abstractmethod
    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        """Matches of `words` in the source texts. Raises NothingToSearch; NeedsTables for an endpoint."""

    @abstractmethod
    def source(self, document: str) -> SourceText:
        """The source text of a document (by id, number or title), with the faults of its scan, its page marks, the reasons why clauses
        hold no fact, and the places of its words on the pages of the original. Raises UnknownValue; NeedsTables for an endpoint.
        """

    @abstractmethod
    def drafts(self, document: str) -> dict[str, Any]:
        """The drafts of a document (by id, number or title), as `kg draft` makes them by its rules: nobody reviewed them, no answer counts
        them. Keys: `version`, `status` (`draft`), `text`, `document`, `clauses`, each table of facts by name, `registry`.

        Raises UnknownValue, OtherData; NeedsTables for an endpoint.
        """

    @abstractmethod
    def find(self, thing: str) -> list[EntityName]:
        """What `thing` may mean: an id of anything, or a label, full name, alias or number."""

    @abstractmethod
    def show(self, thing: str) -> list[Entity]:
        """All about each entity that `thing` may mean, with evidence. Raises UnknownEntity with the nearest known name."""

    @abstractmethod
    def match(self, person: Mapping[str, str], *, cities: Sequence[str] = (), as_of: str | None = None) -> Matching:
        """What a person is offered in cities, by their conditions: `match({"degree": "博士", "age": "35"}, cities=["太原"])`.

        `person`: what is told, by the names of kg.matching.person.PARAMETERS; the rest is unknown. `cities`: all that are held by default.
        Raises UnknownParameter, UnknownValue, InvalidArgument for answers that contradict each other; NeedsTables for an endpoint.
        """
