"""Things by name: what a name may mean, and all about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownThing, nearest
from kg.queries.name_resolution import normalised_name
from kg.queries.sql_tables import Row

if TYPE_CHECKING:
    from kg.queries.runner import Runner


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


class Things:
    """The things that one runner knows."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def find(self, thing: str) -> list[Named]:
        """What `thing` may mean: an id of anything, or a name, full name, alias or number."""
        query = "SELECT DISTINCT thing, type, iri, preferred FROM names WHERE bare = $thing ORDER BY type, thing"
        found = self._runner.tables.rows(query, {"thing": normalised_name(thing)})
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
            raise UnknownThing(thing, nearest(thing, known))
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
    from kg.rdf.terms import NamedNode

    return NamedNode(iri)
