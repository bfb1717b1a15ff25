"""Entities, clauses and facts by name: what a name may mean, and all that the graph says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import UnknownEntity, nearest
from kg.queries.name_resolution import normalised_name
from kg.queries.sql_tables import Row
from kg.text.quotes import folded

if TYPE_CHECKING:
    from kg.queries.runner import Runner
    from kg.rdf.terms import NamedNode


@dataclass(frozen=True)
class EntityName:
    """What a name may mean. `type` is a kind of the registry, `document`, `clause` or `fact`; `name` the preferred label."""

    id: str
    type: str
    iri: str
    name: str


@dataclass(frozen=True)
class Entity:
    """All about one entity: what the graph says of it, its own evidence if it is a fact, and the facts that mention it."""

    named: EntityName
    statements: list[Row]
    evidence: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)


class EntityFinder:
    """Finds entities in the graph that one runner asks."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def find(self, name: str) -> list[EntityName]:
        """What `name` may mean: the id of anything, or a label, full name, alias or number. Empty where it means nothing."""
        query = "SELECT DISTINCT thing, type, iri, preferred FROM names WHERE bare = $name ORDER BY type, thing"
        found = self._runner.tables.rows(query, {"name": normalised_name(name)})
        if found:
            return [_registered(row) for row in found]
        return self._in_documents(name) or self._folded(name)

    def _folded(self, name: str) -> list[EntityName]:
        """Entities whose name, title or number is typed with other brackets, dashes or widths."""
        tables, wanted = self._runner.tables, folded(name)
        rows = tables.rows("SELECT DISTINCT name, thing, type, iri, preferred FROM names ORDER BY type, thing", {})
        found = [_registered(row) for row in rows if folded(row["name"]) == wanted]
        documents = tables.rows("SELECT document, title, number FROM documents ORDER BY document", {}) if not found else []
        found += [_document(row) for row in documents if wanted in (folded(row["title"]), folded(row["number"] or ""))]
        return list(dict.fromkeys(found))

    def _in_documents(self, name: str) -> list[EntityName]:
        """Documents by id, number or title; clauses and facts by id."""
        from kg.rdf.namespaces import document_iri
        from kg.rdf.terms import is_valid_iri

        tables = self._runner.tables
        documents = tables.rows("SELECT document, title FROM documents WHERE $name IN (document, number, title)", {"name": name})
        if documents:
            return [_document(row) for row in documents]
        clauses = tables.rows("SELECT clause, heading FROM clauses WHERE clause = $name", {"name": name})
        if clauses:
            return [EntityName(c["clause"], "clause", document_iri(c["clause"]), c["heading"] or c["clause"]) for c in clauses]
        iri = document_iri(name)
        if name.count("/") == 3 and is_valid_iri(iri) and self._runner.look_up("evidence_of", {"thing": _node(iri)}):
            return [EntityName(name, "fact", iri, name)]
        return []

    def show(self, name: str) -> list[Entity]:
        """All about each entity that `name` may mean. Raises UnknownEntity with the nearest known name."""
        found = self.find(name)
        if not found:
            known = [row["name"] for row in self._runner.tables.rows("SELECT DISTINCT name FROM names", {})]
            raise UnknownEntity(name, nearest(name, known))
        return [self._entity(entity_name) for entity_name in found]

    def _entity(self, name: EntityName) -> Entity:
        node = _node(name.iri)
        return Entity(
            name,
            self._runner.look_up("about", {"thing": node}),
            self._runner.look_up("evidence_of", {"thing": node}),
            self._runner.look_up("facts_of", {"thing": node}),
        )


def _registered(row: Row) -> EntityName:
    return EntityName(row["thing"], row["type"], row["iri"], row["preferred"])


def _document(row: Row) -> EntityName:
    from kg.rdf.namespaces import document_iri

    return EntityName(row["document"], "document", document_iri(row["document"]), row["title"])


def _node(iri: str) -> NamedNode:
    from kg.rdf.terms import NamedNode

    return NamedNode(iri)
