"""What one document contributes to what needs all of them: topics of its tasks, and shortcuts that other documents may give too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.analysis.owners import TOPIC_COLUMNS, TopicTask, owner_topics
from kg.build.shared_data import SharedData
from kg.model.registry import Agency
from kg.queries.catalog import FINDINGS
from kg.queries.materialise import Tables, document_tables
from kg.rdf.namespaces import document_iri
from kg.rdf.terms import Literal, NamedNode
from kg.rdf.writer import term
from kg.store.fulltext import IndexedClause
from kg.store.parquet import TableForm

SHARED_TRIPLES = "shared_inferences"
_BRACKET = re.compile(r"[（(][^（）()]*(?:牵头|配合|责任(?:单位|部门))[^（）()]*[）)]")
"""The bracket that assigns a task. Its words are not about the topic of the task."""


def document_forms() -> dict[str, TableForm]:
    """All tables whose rows come from one document each: those of the catalog, and those that only builds read."""
    forms = {table.name: TableForm(table.columns, tuple(table.order)) for table in [*document_tables(), FINDINGS]}
    return forms | {
        "owner_topics": TableForm(TOPIC_COLUMNS, ("document", "task")),
        SHARED_TRIPLES: TableForm({"document": "string", "triple": "string"}, ("document", "triple")),
    }


def shared_triples(document: str, inferred: bytes) -> list[dict[str, Any]]:
    """Those of a document's inferences, as N-Quads, that do not name it."""
    own = tuple(f"{document_iri(document)}{end}".encode() for end in "/#>")
    lines = (line for line in inferred.splitlines() if not any(name in line for name in own))
    return [{"document": document, "triple": line.decode()} for line in lines]


def topic_rows(document: str, tables: Tables, clauses: Iterable[IndexedClause], text: str, shared: SharedData) -> list[dict[str, Any]]:
    """The rows of the table `owner_topics`: every task, with the topics of its clause and the functions of its assigned leads."""
    words = _stretches(tables, clauses, text)
    topics = _function_topics(shared)
    functions: dict[str, set[str]] = defaultdict(set)
    for row in tables["responsibilities"]:
        if row["effective_role"] == "lead" and row["basis"] == "assigned" and row["task"]:
            functions[row["task"]].add(_agency(shared, row["agency"]).function)
    found = []
    for row in sorted(tables["tasks"], key=lambda row: str(row["id"])):
        task = TopicTask(row["id"], row["title"], words[row["id"]], tuple(sorted(functions[row["id"]])))
        found.append({"document": document, "city_code": row["city_code"], **owner_topics(task, topics)})
    return found


def _stretches(tables: Tables, clauses: Iterable[IndexedClause], text: str) -> dict[str, str]:
    """Task -> the words of its clause, up to the next task of that clause, without brackets that assign."""
    own = {clause.clause: clause.spans for clause in clauses}
    of_clause: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in tables["tasks"]:
        of_clause[row["clause"]].append((row["start"], row["id"]))
    words = {}
    for clause, tasks in of_clause.items():
        starts = [start for start, _ in sorted(tasks)]
        bounds = zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True)
        for (_, task), (begin, end) in zip(sorted(tasks), bounds, strict=True):
            stretch = "".join(text[max(start, begin) : min(stop, end)] for start, stop in own.get(clause, ()))
            words[task] = _BRACKET.sub("", stretch)
    return words


def _function_topics(shared: SharedData) -> Mapping[str, list[str]]:
    """The topic words of each function: its hidden labels in `ontology/vocab/agency-function.ttl`."""
    iris = {iri: notation for notation, iri in shared.vocabulary.iris["agency-function"].items()}
    topics: dict[str, list[str]] = defaultdict(list)
    for quad in shared.ontology_quads:
        if quad.predicate == term("skos:hiddenLabel") and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            topics[iris[quad.subject.value]].append(quad.object.value)
    return topics


def _agency(shared: SharedData, key: str) -> Agency:
    entry = shared.registry.entries["agency"][key]
    assert isinstance(entry, Agency)
    return entry
