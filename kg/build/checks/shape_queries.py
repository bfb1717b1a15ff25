"""SHACL as queries: one for each constraint component that the shapes use, over data and shapes together.

The rules are those of SHACL, W3C Recommendation of 20 July 2017, section 4. Shapes have target classes and properties of one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.rdf.namespaces import PREFIXES
from kg.rdf.serialization import turtle_triples
from kg.rdf.terms import NamedNode, Quad
from kg.store.oxigraph import OxigraphStore

_GRAPH = NamedNode("urn:zhengmai:shapes")
_SH = PREFIXES["sh"]
_STRUCTURE = frozenset({PREFIXES["rdf"] + "type", _SH + "targetClass", _SH + "property", _SH + "path"})
_SHAPE = "?shape sh:targetClass ?class ; sh:property ?part . ?part sh:path ?path ; sh:COMPONENT ?limit"
_FOCUS = f"GRAPH <{_GRAPH.value}> {{ {_SHAPE} }} ?focus a ?class ."
_VALUE = f"SELECT DISTINCT ?focus ?path ?limit ?value {{ {_FOCUS} ?focus ?path ?value . %s }}"
_COUNT = f"SELECT ?focus ?path ?limit {{ {_FOCUS} %s }} GROUP BY ?focus ?part ?path ?limit HAVING (COUNT(DISTINCT ?value) %s ?limit)"
_WELL_FORMED = "IF(?limit IN (xsd:integer, xsd:decimal), isNumeric(?value), IF(?limit = xsd:duration, BOUND(?duration), true))"
QUERIES = {
    "minCount": _COUNT % ("OPTIONAL { ?focus ?path ?value }", "<"),
    "maxCount": _COUNT % ("?focus ?path ?value", ">"),
    "datatype": _VALUE
    % f"""BIND (xsd:duration(STR(?value)) AS ?duration)
        FILTER (!isLiteral(?value) || datatype(?value) != ?limit || !{_WELL_FORMED})""",
    "class": _VALUE % "FILTER NOT EXISTS { ?value a/rdfs:subClassOf* ?limit }",
    "nodeKind": _VALUE
    % """
        FILTER (!IF(isIRI(?value), ?limit IN (sh:IRI, sh:BlankNodeOrIRI, sh:IRIOrLiteral),
        IF(isLiteral(?value), ?limit IN (sh:Literal, sh:IRIOrLiteral, sh:BlankNodeOrLiteral),
        ?limit IN (sh:BlankNode, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral))))""",
    "minInclusive": _VALUE % "FILTER (!COALESCE(?value >= ?limit, false))",
    "maxInclusive": _VALUE % "FILTER (!COALESCE(?value <= ?limit, false))",
    "minLength": _VALUE % "FILTER (isBlank(?value) || STRLEN(STR(?value)) < ?limit)",
    "pattern": _VALUE % "FILTER (isBlank(?value) || !REGEX(STR(?value), ?limit))",
    "uniqueLang": _VALUE
    % """FILTER (?limit) ?focus ?path ?other .
        FILTER (!sameTerm(?value, ?other) && LANG(?value) != "" && LANG(?value) = LANG(?other))""",
    "lessThan": _VALUE % "?focus ?limit ?other FILTER (!COALESCE(?value < ?other, false))",
    "lessThanOrEquals": _VALUE % "?focus ?limit ?other FILTER (!COALESCE(?value <= ?other, false))",
}
"""Constraint component -> the query for what violates it: focus node, path, the limit of the shape, and the value, where one does."""


class Violation(NamedTuple):
    """`words` are of the engine that found it; `value` is empty where too few or too many values are what violates."""

    node: str
    path: str
    value: str
    words: str


def shape_quads(turtle: str) -> tuple[Quad, ...]:
    """Shapes in Turtle as `violations` expects them."""
    return tuple(Quad(t.subject, t.predicate, t.object, _GRAPH) for t in turtle_triples(turtle))


def violations(quads: Iterable[Quad], shapes: Sequence[Quad]) -> list[Violation]:
    """What QUERIES find. Raises ValueError for shapes that they cannot evaluate."""
    components = _components(shapes)
    store = OxigraphStore()
    store.add(quads)
    store.add(shapes)
    return sorted(violation for component in components for violation in _violations(store, component))


def _components(shapes: Sequence[Quad]) -> list[str]:
    used = {quad.predicate.value for quad in shapes} - _STRUCTURE
    unknown = sorted(used - {_SH + component for component in QUERIES})
    if any(quad.predicate.value == _SH + "path" and not isinstance(quad.object, NamedNode) for quad in shapes):
        unknown.append("a path of several steps")
    if unknown:
        raise ValueError(f"shapes: found {', '.join(unknown)}; expected properties with {', '.join(QUERIES)}")
    return sorted(predicate.removeprefix(_SH) for predicate in used)


def _violations(store: OxigraphStore, component: str) -> Iterator[Violation]:
    for row in store.select(QUERIES[component].replace("COMPONENT", component)):
        value = row["value"].value if "value" in row else ""
        yield Violation(row["focus"].value, row["path"].value, value, f"sh:{component} {row['limit'].value}")
