"""The ontology and its shapes: sound, and each check and shape fails where it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import owlready2
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import OWL, RDF, SH

from kg import paths
from kg.build.checks import check_ontology, check_shapes, check_vocabularies
from kg.build.checks.shape_queries import Shapes, violations
from kg.build.shared_data import SharedData, load_shared_data
from kg.i18n import Message
from kg.loaders.documents import load_document
from kg.rdf.document import document_quads
from kg.rdf.fact_shapes import shapes_turtle
from kg.rdf.namespaces import PREFIXES, ZM
from kg.rdf.writer import term
from tests.datasets import CORPUS, REAL


@pytest.fixture(scope="module")
def shared() -> SharedData:
    return shared_data_of(CORPUS)


def sentences(faults: Iterable[Message]) -> list[str]:
    return list(map(str, faults))


def shared_data_of(data: Path) -> SharedData:
    found, problems = load_shared_data(data, paths.ONTOLOGY, data)
    assert not problems
    return found


@pytest.mark.parametrize("data", [CORPUS, REAL], ids=["corpus", "real"])
def test_it_is_sound(data: Path) -> None:
    shared = shared_data_of(data)
    assert check_ontology(shared.ontology_quads, shared.registry_quads) == []
    assert check_vocabularies([*shared.ontology_quads, *shared.registry_quads]) == []
    assert check_shapes(shared.registry_quads) == []


def test_an_owl_tool_loads_it(tmp_path: Path) -> None:
    ours = rdflib.Graph().parse(paths.ONTOLOGY / "zhengmai.ttl")
    ours.serialize(tmp_path / "zhengmai.nt", format="nt", encoding="utf-8")
    ontology = owlready2.World().get_ontology((tmp_path / "zhengmai.nt").as_uri()).load()
    loaded = {c.iri for c in ontology.classes()} | {p.iri for p in ontology.properties()}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    declared = {str(s) for kind in kinds for s in ours.subjects(RDF.type, kind) if str(s).startswith(ZM)}
    assert declared <= loaded and len(declared) > 80
    fact = next(c for c in ontology.classes() if c.iri == ZM + "Fact")
    assert {c.name for c in fact.descendants()} >= {"Task", "FundingOffer", "Measure", "Target"}


def test_it_rests_on_the_vocabularies_of_the_field(shared: SharedData) -> None:
    above = {
        q.object.value
        for q in shared.ontology_quads
        if q.predicate.value.endswith(("#subClassOf", "#subPropertyOf")) and isinstance(q.object, NamedNode)
    }
    for prefix in ("eli", "org", "skos", "prov", "oa", "schema"):
        assert any(iri.startswith(PREFIXES[prefix]) for iri in above), prefix


def without(quads: list[Quad], predicate: str, subject: str) -> list[Quad]:
    return [q for q in quads if not (q.predicate == term(predicate) and q.subject == term(subject))]


def test_a_term_without_label_or_definition_is_told(shared: SharedData) -> None:
    faults = sentences(check_ontology(without(shared.ontology_quads, "rdfs:label", "zm:Task"), shared.registry_quads))
    assert [f for f in faults if f.startswith("unlabelled")] == [f"unlabelled: {ZM}Task has no label in {lang}" for lang in ("zh", "en")]
    assert len(check_ontology(without(shared.ontology_quads, "rdfs:comment", "zm:leads"), shared.registry_quads)) == 2


def test_a_term_used_and_not_declared_and_one_declared_and_not_used_are_told(shared: SharedData) -> None:
    graph = shared.ontology_quads[0].graph_name
    used = [*shared.registry_quads, Quad(term("zm:x"), term("zm:forgotten"), Literal("x"), graph)]
    assert any("undeclared" in f and "forgotten" in f for f in sentences(check_ontology(shared.ontology_quads, used)))
    declared = Quad(term("zm:Idle"), term("rdf:type"), term("owl:Class"), graph)
    assert any("unused" in f and "Idle" in f for f in sentences(check_ontology([*shared.ontology_quads, declared], shared.registry_quads)))
    noted = Quad(term("zm:Idle"), term("skos:editorialNote"), Literal("later"), graph)
    assert not any("unused" in f for f in sentences(check_ontology([*shared.ontology_quads, declared, noted], shared.registry_quads)))


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "told"),
    [
        ("category:talent", "skos:broader", "category:doctor", "cycle"),
        ("category:doctor", "skos:prefLabel", Literal("院士", language="zh"), "twins"),
        ("category:lonely", "rdf:type", "skos:Concept", "orphan"),
        ("category:lonely", "rdf:type", "skos:Concept", "unlabelled"),
        ("category:doctor", "skos:inScheme", "category:nowhere", "orphan"),
        ("category:doctor", "skos:broader", "category:nowhere", "orphan"),
    ],
)
def test_a_spoilt_vocabulary_is_told(shared: SharedData, subject: str, predicate: str, value: str | Literal, told: str) -> None:
    node = value if isinstance(value, Literal) else term(value)
    quads = [*shared.ontology_quads, *shared.registry_quads]
    faults = sentences(check_vocabularies([*quads, Quad(term(subject), term(predicate), node, quads[0].graph_name)]))
    assert faults and all(fault.startswith(("cycle", "twins", "orphan", "unlabelled")) for fault in faults)
    assert any(fault.startswith(told) for fault in faults)


SHAPE_QUADS = Shapes.read(shapes_turtle(paths.ONTOLOGY))
SHAPES = rdflib.Graph().parse(data=shapes_turtle(paths.ONTOLOGY), format="turtle")


def properties() -> Iterator[tuple[str, str, int | None, int | None]]:
    for shape in sorted(SHAPES.subjects(RDF.type, SH.NodeShape)):
        for part in sorted(SHAPES.objects(shape, SH.property)):
            low, high = SHAPES.value(part, SH.minCount), SHAPES.value(part, SH.maxCount)
            target, path = SHAPES.value(shape, SH.targetClass), SHAPES.value(part, SH.path)
            if low or high:
                yield str(target), str(path), low and int(low), high and int(high)


@pytest.fixture(scope="module")
def instances(shared: SharedData) -> list[Quad]:
    """A document that holds a fact of every kind, and the registry."""
    folder = CORPUS / "documents" / "yunze-2021-5"
    record, problems = load_document(folder, CORPUS, shared.registry, shared.vocabulary.codes, CORPUS)
    assert record and not problems
    return [*document_quads(record, shared.vocabulary), *shared.registry_quads]


def test_instances_pass_every_shape(instances: list[Quad]) -> None:
    assert check_shapes(instances) == []
    classes = {str(q.object.value) for q in instances if q.predicate == term("rdf:type") and isinstance(q.object, NamedNode)}
    assert {target for target, _, _, _ in properties()} <= classes


def _around(instances: list[Quad], subject: NamedNode) -> list[Quad]:
    """The instance, and the types of what it names, so that a shape is tested quickly."""
    own = [q for q in instances if q.subject == subject]
    named = {q.object for q in own if isinstance(q.object, NamedNode)}
    return own + [q for q in instances if q.subject in named and q.predicate == term("rdf:type") and str(q.object.value).startswith(ZM)]


@pytest.mark.parametrize(("target", "path", "low", "high"), list(properties()))
def test_a_shape_fails_where_a_value_is_missing_or_twice(
    instances: list[Quad], target: str, path: str, low: int | None, high: int | None
) -> None:
    subject = next(q.subject for q in instances if q.predicate == term("rdf:type") and q.object == NamedNode(target))
    assert isinstance(subject, NamedNode)
    around = _around(instances, subject)
    predicate = NamedNode(path)
    if low:
        assert (subject.value, path) in _violated([q for q in around if not (q.subject == subject and q.predicate == predicate)])
    if high:
        graph = around[0].graph_name
        twice = [Quad(subject, predicate, Literal(f"no such value {n}"), graph) for n in range(high + 1)]
        assert (subject.value, path) in _violated([*around, *twice])


def _violated(quads: list[Quad]) -> set[tuple[str, str]]:
    """Nodes and paths. That pySHACL finds the same is tested with the queries (tests/build/test_shapes.py)."""
    return {(found.node, found.path) for found in violations(quads, SHAPE_QUADS)}


def test_every_class_of_facts_has_a_shape() -> None:
    from kg.model.facts import FACT_KINDS

    assert {ZM + model.class_name for model in FACT_KINDS.values()} <= {target for target, _, _, _ in properties()}
