"""The Python face: one published version, asked, shown, searched."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from kg import paths
from kg.model.problems import Unanswerable, nearest, shown
from kg.queries.resolve import bare
from kg.queries.runner import Answer, Runner
from kg.queries.sources import Published
from kg.queries.table_reader import Row
from kg.store.versions import Version, open_version

if TYPE_CHECKING:
    import pandas as pd
    from pyoxigraph import Quad, Store

    from kg.store.graph import QueryResult
    from kg.store.words import Hit, WordIndex


_DTYPES = {"integer": "Int64", "boolean": "boolean"}
"""Columns with gaps keep whole numbers whole."""


class UnknownThing(Unanswerable, LookupError):
    """No thing of that id, name or alias."""


@dataclass(frozen=True)
class Named:
    """Something a name may mean."""

    id: str
    type: str
    iri: str
    name: str


@dataclass(frozen=True)
class Thing:
    """All about one thing: what is said of it, its own words if it is a fact, and the facts that name it."""

    named: Named
    statements: list[Row]
    evidence: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)


class Graph:
    """A published version. `kg.open()` gives one."""

    def __init__(self, home: str | os.PathLike[str] | None = None) -> None:
        self._open(open_version(paths.home(home)))

    @classmethod
    def of(cls, version: Version) -> Graph:
        """The graph of one version, whichever is in use."""
        graph = cls.__new__(cls)
        graph._open(version)
        return graph

    def _open(self, version: Version) -> None:
        self._version = version
        self._runner = Runner(Published(version))

    @property
    def version(self) -> str:
        return self._version.id

    @property
    def manifest(self) -> dict[str, Any]:
        """When it was built, from what, how many triples and rows."""
        return self._version.manifest

    @property
    def store(self) -> Store:
        """The statements, to be read."""
        return cast("Store", self._runner.graph)

    def answer(
        self, question: str, parameters: Mapping[str, Any] | None = None, *, limit: int | None = None, offset: int = 0
    ) -> Answer:
        """The rows that answer `question`; at most `limit` of them from row `offset` on. Raises UnknownQuestion, UnknownValue."""
        return self._runner.ask(question, parameters, limit=limit, offset=offset)

    def ask(self, question: str, **parameters: Any) -> pd.DataFrame:
        """The answer as a data frame: `ask("funding", city="太原")`."""
        import pandas as pd

        answer = self.answer(question, parameters)
        types = {column: _DTYPES[type_] for column, type_ in answer.columns.items() if type_ in _DTYPES}
        return pd.DataFrame(answer.rows, columns=list(answer.columns)).astype(types)

    def sparql(self, query: str) -> QueryResult:
        """Run a SPARQL query on the union of all named graphs. The project's prefixes are known. Raises SyntaxError."""
        from kg.store.graph import run

        return run(self._runner.graph, query)

    def quads(self) -> Iterator[Quad]:
        """Every statement with its named graph."""
        return iter(self._runner.graph)

    def search(self, words: str, *, city: str | None = None, document: str | None = None, limit: int | None = 50) -> list[Hit]:
        """Places of `words` in the texts. Raises ValueError where there is nothing to search for."""
        return self._words.find(words, documents=self._documents(city, document), limit=limit)

    @cached_property
    def _words(self) -> WordIndex:
        from kg.store.words import WordIndex

        return WordIndex(self._version.words)

    def _documents(self, city: str | None, document: str | None) -> list[str] | None:
        if city is None and document is None:
            return None
        return [row["document"] for row in self.answer("documents", {"city": city, "document": document}).rows]

    def find(self, thing: str) -> list[Named]:
        """What `thing` may mean: an id of anything, or a name, full name, alias or number."""
        query = "SELECT DISTINCT thing, type, iri, preferred FROM names WHERE bare = $thing ORDER BY type, thing"
        found = self._runner.tables.rows(query, {"thing": bare(thing)})
        if found:
            return [Named(row["thing"], row["type"], row["iri"], row["preferred"]) for row in found]
        return self._in_documents(thing)

    def _in_documents(self, thing: str) -> list[Named]:
        """Documents by id, number or title; clauses and facts by id."""
        from kg.rdf.namespaces import BASE

        tables = self._runner.tables
        documents = tables.rows("SELECT document, title FROM documents WHERE $thing IN (document, number, title)", {"thing": thing})
        if documents:
            return [Named(d["document"], "document", f"{BASE}document/{d['document']}", d["title"]) for d in documents]
        clauses = tables.rows("SELECT clause, heading FROM clauses WHERE clause = $thing", {"thing": thing})
        if clauses:
            return [Named(c["clause"], "clause", f"{BASE}document/{c['clause']}", c["heading"] or c["clause"]) for c in clauses]
        parts = thing.split("/")
        if len(parts) == 4:
            iri = f"{BASE}document/{thing}"
            if self._runner.look_up("evidence_of", {"thing": _node(iri)}):
                return [Named(thing, "fact", iri, thing)]
        return []

    def show(self, thing: str) -> list[Thing]:
        """All about what `thing` may mean, evidence included. Raises UnknownThing with the nearest name."""
        found = self.find(thing)
        if not found:
            known = [row["name"] for row in self._runner.tables.rows("SELECT DISTINCT name FROM names", {})]
            hint = nearest(thing, known)
            raise UnknownThing(
                f"nothing is called {shown(thing)}" + (f"; nearest known: {hint}" if hint else "") + "; kg search looks in the texts"
            )
        return [self._all_about(named) for named in found]

    def _all_about(self, named: Named) -> Thing:
        node = _node(named.iri)
        return Thing(
            named,
            self._runner.look_up("about", {"thing": node}),
            self._runner.look_up("evidence_of", {"thing": node}),
            self._runner.look_up("facts_of", {"thing": node}),
        )


def _node(iri: str) -> Any:
    from pyoxigraph import NamedNode

    return NamedNode(iri)
