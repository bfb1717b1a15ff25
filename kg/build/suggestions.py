"""Suggested owners of tasks without a lead, computed over all documents and stored in the graph of inferences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.analysis.owners import Suggestion, TopicTask, suggest_owners
from kg.build.document import BuiltDocument
from kg.build.shared_data import SharedData
from kg.model.registry import Agency
from kg.rdf.namespaces import INFERENCES_GRAPH, fact_iri, registry_iri
from kg.rdf.terms import Literal, NamedNode, Quad
from kg.rdf.writer import GraphWriter, term
from kg.store.oxigraph import OxigraphStore

_BRACKET = re.compile(r"[（(][^（）()]*(?:牵头|配合|责任(?:单位|部门))[^（）()]*[）)]")
"""The bracket that assigns a task. Its words are not about the topic of the task."""


def topic_tasks(documents: Mapping[str, BuiltDocument], shared: SharedData) -> list[TopicTask]:
    """Every task with the words of its clause and the functions of its assigned leads."""
    tasks: list[TopicTask] = []
    for _, document in sorted(documents.items()):
        tables = document.tables
        words = _stretches(document)
        functions: dict[str, set[str]] = defaultdict(set)
        for row in tables["responsibilities"]:
            if row["effective_role"] == "lead" and row["basis"] == "assigned" and row["task"]:
                functions[row["task"]].add(_agency(shared, row["agency"]).function)
        tasks += [TopicTask(row["id"], row["title"], words[row["id"]], tuple(sorted(functions[row["id"]]))) for row in tables["tasks"]]
    return tasks


def _stretches(document: BuiltDocument) -> dict[str, str]:
    """Task -> the words of its clause, up to the next task of that clause, without brackets that assign."""
    own = {clause.clause: clause.spans for clause in document.clauses}
    of_clause: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in document.tables["tasks"]:
        of_clause[row["clause"]].append((row["start"], row["id"]))
    text, words = document.source.text, {}
    for clause, tasks in of_clause.items():
        starts = [start for start, _ in sorted(tasks)]
        bounds = zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True)
        for (_, task), (begin, end) in zip(sorted(tasks), bounds, strict=True):
            stretch = "".join(text[max(start, begin) : min(stop, end)] for start, stop in own.get(clause, ()))
            words[task] = _BRACKET.sub("", stretch)
    return words


def function_topics(shared: SharedData) -> dict[str, list[str]]:
    """The topic words of each function: its hidden labels in `ontology/vocab/agency-function.ttl`."""
    iris = {iri: notation for notation, iri in shared.vocabulary.iris["agency-function"].items()}
    topics: dict[str, list[str]] = defaultdict(list)
    for quad in shared.ontology_quads:
        if quad.predicate == term("skos:hiddenLabel") and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            topics[iris[quad.subject.value]].append(quad.object.value)
    return topics


def suggestion_quads(documents: Mapping[str, BuiltDocument], shared: SharedData) -> list[Quad]:
    places = {row["id"]: row["city_code"] for document in documents.values() for row in document.tables["tasks"]}
    graph = GraphWriter(INFERENCES_GRAPH)
    for suggestion in suggest_owners(topic_tasks(documents, shared), function_topics(shared)):
        _write(graph, suggestion, _agency_of(shared, places[suggestion.task], suggestion.function), shared)
    return graph.quads


def replace_suggestions(store: OxigraphStore, quads: Iterable[Quad]) -> None:
    """Replace all suggestions. They depend on all documents, so any change can affect them."""
    graph = NamedNode(INFERENCES_GRAPH)
    for old in list(store.quads(None, term("rdf:type"), term("zm:OwnerSuggestion"), graph)):
        store.remove(list(store.quads(old.subject, None, None, graph)))
    store.add(quads)


def _write(graph: GraphWriter, suggestion: Suggestion, agency: str | None, shared: SharedData) -> None:
    node = NamedNode(fact_iri(suggestion.task) + "#suggested-owner")
    graph.add(node, "rdf:type", term("zm:OwnerSuggestion"))
    graph.add(node, "zm:suggestedFor", NamedNode(fact_iri(suggestion.task)))
    graph.add(node, "zm:suggestedFunction", shared.vocabulary.iri("agency-function", suggestion.function))
    if agency:
        graph.add(node, "zm:suggestedAgency", NamedNode(registry_iri("agency", agency)))
    graph.add(node, "zm:score", Decimal(str(suggestion.score)))
    graph.add(node, "zm:probability", Decimal(str(suggestion.probability)))
    for task in suggestion.rests_on:
        graph.add(node, "zm:restsOn", NamedNode(fact_iri(task)))


def _agency(shared: SharedData, key: str) -> Agency:
    entry = shared.registry.entries["agency"][key]
    assert isinstance(entry, Agency)
    return entry


def _agency_of(shared: SharedData, place: str, function: str) -> str | None:
    """The one agency of the place that has the function, apart from groups and from those that a reform ended."""
    agencies = [_agency(shared, key) for key in shared.registry.entries["agency"]]
    found = [a.id for a in agencies if a.place == place and a.function == function and a.kind in ("party", "government") and not a.until]
    return found[0] if len(found) == 1 else None
