"""SHACL as queries: one for each constraint component that the shapes use, composed from the shapes themselves.

The rules are those of SHACL, W3C Recommendation of 20 July 2017, section 4. Shapes have target classes and properties of one step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.rdf.namespaces import BASE, PREFIXES
from kg.rdf.serialization import turtle_triples
from kg.rdf.terms import BlankNode, NamedNode, Quad, Triple
from kg.store.oxigraph import OxigraphStore
from kg.store.sparql_results import QuerySolutions, solutions

_SH = PREFIXES["sh"]
_STRUCTURE = frozenset({PREFIXES["rdf"] + "type", _SH + "targetClass", _SH + "property", _SH + "path"})
_FOCUS = "VALUES (?class ?part ?path ?limit) { CONSTRAINTS } ?focus a ?class ."
_COUNT = f"SELECT ?focus ?path ?limit {{ {_FOCUS} %s %s }} GROUP BY ?focus ?part ?path ?limit HAVING (COUNT(DISTINCT ?value) %s ?limit)"
_VALUE = f"SELECT DISTINCT ?focus ?path ?limit ?value {{ {_FOCUS} ?focus ?path ?value . %s }}"
_WELL_FORMED = "IF(?limit IN (xsd:integer, xsd:decimal), isNumeric(?value), IF(?limit = xsd:duration, BOUND(?duration), true))"
QUERIES = {
    "minCount": f"SELECT * {{ {{ {_FOCUS} FILTER (?limit = 1) FILTER NOT EXISTS {{ ?focus ?path ?value }} }} UNION {{ "
    + _COUNT % ("FILTER (?limit > 1)", "OPTIONAL { ?focus ?path ?value }", "<")
    + " } }",
    "maxCount": _COUNT % ("", "?focus ?path ?value", ">"),
    "datatype": _VALUE
    % f"""BIND (xsd:duration(STR(?value)) AS ?duration)
        FILTER (!isLiteral(?value) || datatype(?value) != ?limit || !{_WELL_FORMED})""",
    "class": _VALUE % "FILTER (NOT EXISTS { ?value a ?limit } && NOT EXISTS { ?value a/rdfs:subClassOf* ?limit })",
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


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes, and the queries that evaluate them."""

    triples: list[Triple]

    @classmethod
    def read(cls, turtle: str) -> Shapes:
        return cls(turtle_triples(turtle))

    @cached_property
    def queries(self) -> Mapping[str, str]:
        """Constraint component -> its query. Raises ValueError for shapes that QUERIES cannot evaluate."""
        values: dict[str, dict[object, list[object]]] = defaultdict(lambda: defaultdict(list))
        for triple in self.triples:
            values[triple.predicate.value][triple.subject].append(triple.object)
        paths, of_class = values[_SH + "path"], values[_SH + "targetClass"]
        unknown = sorted(values.keys() - _STRUCTURE - {_SH + component for component in QUERIES})
        if not all(isinstance(path, NamedNode) for found in paths.values() for path in found):
            unknown.append("a path of several steps")
        if unknown or any(isinstance(term, BlankNode) for triple in self.triples for term in triple):
            raise ValueError(f"shapes: found {', '.join(unknown) or 'blank nodes'}; expected properties with {', '.join(QUERIES)}")
        parts = [
            (c, part, path)
            for shape, held in values[_SH + "property"].items()
            for c in of_class[shape]
            for part in held
            for path in paths[part]
        ]
        used = {component: values[_SH + component] for component in sorted(QUERIES) if _SH + component in values}
        return {
            component: QUERIES[component].replace(
                "CONSTRAINTS", " ".join(f"({c} {part} {path} {limit})" for c, part, path in parts for limit in limits[part])
            )
            for component, limits in used.items()
        }


def violations(quads: Iterable[Quad], shapes: Shapes, store: OxigraphStore | None = None) -> list[Violation]:
    """What the queries find in the named graphs of `quads`, which `store` holds already, if given.

    Raises ValueError for shapes that they cannot evaluate.
    """
    quads = list(quads)
    graphs = sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)})
    if store is None:
        store = OxigraphStore()
        store.add(quads)
    return sorted(violation for component, query in shapes.queries.items() for violation in _violations(store, graphs, component, query))


def _violations(store: OxigraphStore, graphs: list[str], component: str, query: str) -> Iterator[Violation]:
    result = store.query_dataset(query, base_iri=BASE, prefixes=True, union=False, default_graphs=graphs)
    for row in solutions(result) if isinstance(result, QuerySolutions) else ():
        value = row["value"].value if "value" in row else ""
        yield Violation(row["focus"].value, row["path"].value, value, f"sh:{component} {row['limit'].value}")
