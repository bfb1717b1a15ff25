"""A document with its clauses and facts -> triples of its own named graph."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import ClauseRef, Concept, FactRef, Named, PartOfDate, Ref, Stated, marked, marker
from kg.model.records import ClauseRecord, DocumentRecord, Evidence, ProvenFact
from kg.rdf.namespaces import clause_iri, document_graph, document_iri, fact_iri, registry_iri
from kg.rdf.properties import property_of
from kg.rdf.terms import NamedNode, Quad
from kg.rdf.vocabulary import Vocabulary
from kg.rdf.writer import GraphWriter, address, duration, instant, partial_date, term

_MONEY = Stated("money")


def document_quads(document: DocumentRecord, vocabulary: Vocabulary) -> list[Quad]:
    """The document's head, its clauses and its facts, each with its evidence."""
    graph = GraphWriter(document_graph(document.id))
    node = NamedNode(document_iri(document.id))
    _head(graph, node, document, vocabulary)
    for clause in document.clauses:
        _clause(graph, node, document.id, clause, vocabulary)
    for proven in document.facts:
        _fact(graph, node, document, proven, vocabulary)
    _answers(graph, node, document, vocabulary)
    return graph.quads


def _head(graph: GraphWriter, node: NamedNode, document: DocumentRecord, vocabulary: Vocabulary) -> None:
    head = document.head
    graph.add(node, "rdf:type", term("zm:PolicyDocument"))
    graph.add(node, "dcterms:identifier", document.id)
    graph.add(node, "dcterms:title", head.title)
    graph.add(node, "eli:id_local", head.number)
    graph.add(node, "zm:issuerName", "、".join(head.issuer))
    for issuer in document.issuers:
        graph.add(node, "eli:passed_by", NamedNode(registry_iri("agency", issuer)))
    graph.add(node, "eli:jurisdiction", NamedNode(registry_iri("place", head.place)))
    for predicate, date in (
        ("eli:date_document", head.issued),
        ("eli:first_date_entry_in_force", head.effective),
        ("eli:date_no_longer_in_force", head.valid_until),
    ):
        graph.add(node, predicate, partial_date(date) if date else None)
    graph.add(node, "zm:validFor", duration(head.valid_for) if head.valid_for else None)
    graph.add(node, "zm:periodStart", head.period_start)
    graph.add(node, "zm:periodEnd", head.period_end)
    graph.add(node, "zm:documentStatus", vocabulary.iri("document-status", head.status))
    graph.add(node, "zm:statusBasis", head.status_basis)
    graph.add(node, "zm:sourceNote", head.source_note)
    graph.add(node, "dcterms:isReplacedBy", NamedNode(document_iri(head.later_version)) if head.later_version else None)
    graph.add(node, "zm:sha256", head.sha256)
    _life(graph, node, document, vocabulary)
    _source(graph, node, document, vocabulary)


def _source(graph: GraphWriter, node: NamedNode, document: DocumentRecord, vocabulary: Vocabulary) -> None:
    """The address where it came from, and what was found there last."""
    graph.add(node, "zm:sourceAddress", address(document.head.address))
    if check := document.source_check:
        graph.add(node, "zm:sourceAsked", instant(check.asked))
        graph.add(node, "zm:sourceChecked", instant(check.checked))
        graph.add(node, "zm:sourceChanged", instant(check.changed))
        graph.add(node, "zm:sourceOutcome", vocabulary.iri("check-outcome", check.outcome))
        graph.add(node, "zm:sourceMovedTo", address(check.moved_to))


def _answers(graph: GraphWriter, node: NamedNode, document: DocumentRecord, vocabulary: Vocabulary) -> None:
    """What was answered to findings. Facts that the document no longer has are named by their ids alone."""
    held = {proven.id for proven in document.facts}
    for numbered in document.answers:
        answer, at = numbered.answer, NamedNode(f"{node.value}#answer-{numbered.row}")
        graph.add(at, "rdf:type", term("zm:FindingAnswer"))
        graph.add(at, "zm:answeredDocument", node)
        graph.add(at, "zm:answerNumber", numbered.row)
        graph.add(at, "zm:findingRule", answer.rule)
        graph.add(at, "zm:findingYear", answer.year)
        for fact in sorted(set(answer.facts)):
            graph.add(at, "zm:findingFactId", fact)
            graph.add(at, "zm:findingFact", NamedNode(fact_iri(fact)) if fact in held else None)
        graph.add(at, "zm:findingAnswer", vocabulary.iri("finding-answer", answer.answer))
        graph.add(at, "zm:answerReason", answer.reason)
        graph.add(at, "zm:answeredBy", answer.by)
        graph.add(at, "dcterms:date", partial_date(answer.date))


_BECOMES = {"repeals": "eli:repeals", "replaces": "dcterms:replaces", "amends": "eli:amends", "continues": "zm:continues"}


def _life(graph: GraphWriter, node: NamedNode, document: DocumentRecord, vocabulary: Vocabulary) -> None:
    """The words that state dates of the head, and what becomes of other documents."""
    for key, predicate in (("effective", "zm:effectiveWords"), ("valid_until", "zm:validityWords"), ("valid_for", "zm:validityWords")):
        if key in document.life:
            words = NamedNode(f"{node.value}#{key.replace('_', '-')}")
            graph.add(node, predicate, words)
            graph.add(words, "rdf:type", term("zm:Evidence"))
            _words(graph, words, document.life[key])
    if document.head.stacking:
        for rule in document.head.stacking.rules:
            graph.add(node, "zm:stackingRule", vocabulary.iri("stacking-rule", rule))
        words = NamedNode(f"{node.value}#stacking")
        graph.add(node, "zm:stackingWords", words)
        graph.add(words, "rdf:type", term("zm:Evidence"))
        _words(graph, words, document.life["stacking"])
    for relation, predicate in _BECOMES.items():
        for i, other in enumerate(getattr(document.head, relation)):
            related = NamedNode(document_iri(other.document))
            graph.add(node, predicate, related)
            at = NamedNode(f"{node.value}#{relation}-{i + 1}")
            graph.add(at, "rdf:type", term("zm:DocumentRelation"))
            graph.add(at, "zm:relatingDocument", node)
            graph.add(at, "zm:documentRelation", vocabulary.iri("document-relation", relation))
            graph.add(at, "zm:relatedDocument", related)
            _words(graph, at, document.life[f"{relation}.{i}"])


def _words(graph: GraphWriter, node: NamedNode, evidence: Evidence) -> None:
    graph.add(node, "oa:exact", evidence.quote)
    graph.add(node, "oa:start", evidence.start)
    graph.add(node, "oa:end", evidence.end)


def _clause(graph: GraphWriter, document: NamedNode, id_: str, clause: ClauseRecord, vocabulary: Vocabulary) -> None:
    node = NamedNode(clause_iri(id_, clause.path))
    graph.add(node, "rdf:type", term("zm:Clause"))
    graph.add(node, "dcterms:identifier", f"{id_}/{clause.path}")
    graph.add(node, "zm:inDocument", document)
    graph.add(node, "eli:is_part_of", NamedNode(clause_iri(id_, clause.parent)) if clause.parent else document)
    graph.add(node, "zm:clauseKind", vocabulary.iri("clause-kind", clause.kind))
    graph.add(node, "skos:notation", clause.number)
    graph.add(node, "dcterms:title", clause.heading)
    graph.add(node, "oa:start", clause.start)
    graph.add(node, "oa:end", clause.end)
    graph.add(node, "zm:coverage", vocabulary.iri("coverage", clause.coverage))
    if clause.reading:
        graph.add(node, "zm:reading", vocabulary.iri("reading", clause.reading))


def _fact(graph: GraphWriter, document: NamedNode, record: DocumentRecord, proven: ProvenFact, vocabulary: Vocabulary) -> None:
    node = NamedNode(fact_iri(proven.id))
    fact = proven.record
    graph.add(node, "rdf:type", term("zm:" + fact.class_name))
    graph.add(node, "dcterms:identifier", proven.id)
    graph.add(node, "zm:inDocument", document)
    graph.add(node, "zm:statedIn", NamedNode(clause_iri(record.id, fact.clause)))
    _evidence(graph, node, record.text, proven)
    for inferred in fact.inferred:
        graph.add(node, "zm:inferred", inferred)
    if "task" in proven.links:
        graph.add(node, "zm:task", NamedNode(fact_iri(proven.links["task"])))
    for name in fact.own_fields():
        _field(graph, node, proven, name, vocabulary)
    if any(getattr(fact, name) is not None for name, stated in marked(type(fact), Stated).items() if stated == _MONEY):
        graph.add(node, "schema:currency", "CNY")


def _evidence(graph: GraphWriter, fact: NamedNode, text: str, proven: ProvenFact) -> None:
    evidence = proven.evidence
    spans = [("evidence", "zm:evidence", (evidence.start, evidence.end))]
    spans += [(f"context-{i}", "zm:context", span) for i, span in enumerate(evidence.context, start=1)]
    for name, predicate, (start, end) in spans:
        node = NamedNode(f"{fact.value}#{name}")
        graph.add(fact, predicate, node)
        graph.add(node, "rdf:type", term("zm:Evidence"))
        _words(graph, node, Evidence(start, end, text[start:end]))


def properties_of(model: type[Fact]) -> dict[str, str]:
    """Property (as a curie) -> field, for the fields that are a kind's own."""
    return {property_of(model, name): name for name in model.own_fields()}


def label_properties() -> dict[str, str]:
    """Class -> the property (as a curie) whose words name its facts, for the kinds that have one."""
    found = {}
    for model in FACT_KINDS.values():
        if field := model.label_field():
            name = property_of(model, field)
            found[model.class_name] = name + "Name" if marker(model, field, Named) else name
    return found


@cache
def _meaning(model: type[Fact], field: str) -> Concept | Ref | Named | FactRef | ClauseRef | PartOfDate | None:
    """What the value of a field is, where it is more than itself."""
    kinds = Concept | Ref | Named | FactRef | ClauseRef | PartOfDate
    return next((found for found in model.model_fields[field].metadata if isinstance(found, kinds)), None)


def _field(graph: GraphWriter, node: NamedNode, proven: ProvenFact, name: str, vocabulary: Vocabulary) -> None:
    value: Any = getattr(proven.record, name)
    model = type(proven.record)
    predicate = property_of(model, name)
    match _meaning(model, name):
        case Ref(registry):
            for key in value if isinstance(value, list) else [value] if value else []:
                graph.add(node, predicate, NamedNode(registry_iri(registry, key)))
        case Named(registry):
            if name in proven.links:
                graph.add(node, predicate, NamedNode(registry_iri(registry, proven.links[name])))
                graph.add(node, predicate + "Name", value)
        case ClauseRef():
            pass  # the task is a link of every fact, written above
        case FactRef():
            graph.add(node, predicate, NamedNode(fact_iri(value)))
        case Concept(scheme):
            if value is not None:
                graph.add(node, predicate, vocabulary.iri(scheme, value))
        case PartOfDate():
            graph.add(node, predicate, partial_date(value) if value else None)
        case _:
            graph.add(node, predicate, value)
