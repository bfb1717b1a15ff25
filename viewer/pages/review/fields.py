"""The columns of a kind as a form: what may be typed, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from kg.model.facts import FACT_KINDS
from kg.model.fields import Concept, FactRef, Named, Ref, marker
from kg.model.registry import REGISTRY_KINDS
from kg.review.review import Review
from viewer.display.codes import FACTS, label, labels
from viewer.display.columns import heading
from viewer.display.fact_marks import MARKS
from viewer.i18n import t
from viewer.shared_graph import SharedGraph

_EVIDENCE = ("quote", "context", "inferred", "note")


def kinds(graph: SharedGraph) -> dict[str, Any]:
    """Each kind of fact: its name, its mark, and its fields in the order of the form."""
    return {
        kind: {
            "name": label(graph, FACTS, kind),
            "sign": MARKS[kind].sign,
            "line": MARKS[kind].line,
            "colour": MARKS[kind].colour,
            "fields": list(_fields(graph, kind, model, [*model.own_fields(), *_EVIDENCE])),
        }
        for kind, model in FACT_KINDS.items()
    }


def entry_kinds(graph: SharedGraph) -> dict[str, Any]:
    """Each kind of registry entry: its name, and its fields."""
    return {
        kind: {"name": t(f"review.entry_of.{kind}"), "fields": list(_fields(graph, "", model, model.model_fields))}
        for kind, model in REGISTRY_KINDS.items()
    }


def _fields(graph: SharedGraph, kind: str, model: type[BaseModel], names: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        column = model.model_fields[name].alias or name
        field: dict[str, Any] = {"name": column, "heading": heading(column, kind), "required": model.model_fields[name].is_required()}
        if concept := marker(model, name, Concept):
            field["codes"] = [[code, words] for code, words in labels(graph, concept.scheme).items()]
        elif reference := marker(model, name, Ref) or marker(model, name, Named):
            field["entries"] = reference.registry
            field["by_name"] = isinstance(reference, Named)
        elif offered := marker(model, name, FactRef):
            field["facts"] = offered.kinds
        field["several"] = model.model_fields[name].annotation == list[str]
        yield field


def registry_choices(review: Review) -> dict[str, list[list[str]]]:
    """Kind of registry entry -> ids and names to choose from."""
    return {kind: [[id_, name] for id_, name in review.entry_choices(kind).items()] for kind in REGISTRY_KINDS}
