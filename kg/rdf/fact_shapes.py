"""SHACL shapes of the kinds of fact, derived from their record classes. Those of everything else stand in `ontology/shapes.ttl`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from kg.model.fact import Fact, bounds
from kg.model.facts import FACT_KINDS
from kg.model.fields import ClauseRef, Concept, FactRef, Named, PartOfDate, Ref, Stated, held_types, marker
from kg.rdf.namespaces import PREFIXES
from kg.rdf.properties import property_of

SHAPES_FILE = "shapes.ttl"
_ONE = "sh:minCount 1 ; sh:maxCount 1"
_OF_EVERY_FACT = {
    "dcterms:identifier": f"{_ONE} ; sh:datatype xsd:string",
    "zm:statedIn": f"{_ONE} ; sh:class zm:Clause",
    "zm:inDocument": f"{_ONE} ; sh:class zm:PolicyDocument",
    "zm:evidence": f"{_ONE} ; sh:class zm:Evidence",
    "zm:task": "sh:maxCount 1 ; sh:class zm:Task",
}


def shapes_turtle(ontology: Path) -> str:
    """All shapes in Turtle: those of the file in the folder `ontology`, and those of the kinds of fact."""
    return (ontology / SHAPES_FILE).read_text(encoding="utf-8") + "\n" + fact_shapes()


def fact_shapes() -> str:
    """The shapes of the kinds of fact in Turtle. Shapes and their parts are named: no blank nodes."""
    prefixes = ("zm", "dcterms", "sh", "xsd")
    head = ["@prefix : <https://w3id.org/zhengmai/shapes#> .", *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in prefixes)]
    return "\n".join([*head, *(line for model in FACT_KINDS.values() for line in _shape(model))]) + "\n"


def _shape(model: type[Fact]) -> Iterator[str]:
    name = model.class_name
    parts = _OF_EVERY_FACT | dict(constraint for field in model.own_fields() for constraint in _constraints(model, field))
    named = {f":{name}-{path.split(':')[1]}": f"sh:path {path} ; {constraint} ." for path, constraint in parts.items()}
    yield f"\n:{name} a sh:NodeShape ;\n    sh:targetClass zm:{name} ;\n    sh:property {' , '.join(named)} ."
    yield from (f"{part} {constraint}" for part, constraint in named.items())


def _constraints(model: type[Fact], field: str) -> Iterator[tuple[str, str]]:
    """The properties of a field, each with what holds of its values."""
    info = model.model_fields[field]
    path = property_of(model, field)
    count = _ONE if info.is_required() else "sh:maxCount 1"
    if marker(model, field, ClauseRef):
        return  # the task of every fact
    if info.annotation == list[str]:
        yield path, "sh:nodeKind sh:IRI"
    elif any(marker(model, field, kind) for kind in (Concept, Ref, FactRef)):
        yield path, f"{count} ; sh:nodeKind sh:IRI"
    elif marker(model, field, Named):
        yield path, f"{count} ; sh:nodeKind sh:IRI"
        yield path + "Name", f"{count} ; sh:datatype xsd:string"
    elif marker(model, field, PartOfDate):
        yield path, count
    else:
        yield path, " ; ".join([count, f"sh:datatype {_datatype(info.annotation)}", *_limits(model, field)])


def _datatype(annotation: Any) -> str:
    types = held_types(annotation)
    return "xsd:decimal" if Decimal in types else "xsd:integer" if int in types else "xsd:string"


def _limits(model: type[Fact], field: str) -> Iterator[str]:
    """Sums and rates are no less than nothing, limits of a field hold, and the lower of two bounds is not above the upper."""
    stated = marker(model, field, Stated)
    if stated and stated.as_ in ("money", "rate"):
        yield "sh:minInclusive 0"
    for limit in _metadata(model.model_fields[field].metadata, model.model_fields[field].annotation):
        if (least := getattr(limit, "ge", None)) is not None:
            yield f"sh:minInclusive {least}"
        if (most := getattr(limit, "le", None)) is not None:
            yield f"sh:maxInclusive {most}"
    yield from (f"sh:lessThanOrEquals {property_of(model, high)}" for low, high in bounds(model) if low == field)


def _metadata(own: list[Any], annotation: Any) -> Iterator[Any]:
    """What annotates a field and the parts of its type: pydantic keeps limits of an optional number with the number."""
    for part in own:
        yield from getattr(part, "metadata", [part])
    for part in get_args(annotation):
        yield from _metadata(list(getattr(part, "__metadata__", ())), part)
