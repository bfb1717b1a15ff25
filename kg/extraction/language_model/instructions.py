"""What a model is told: the kinds of fact, their columns and codes, made from their declarations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.loaders.validation import Codes
from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import ClauseRef, Concept, FactRef, Ref, Stated, Written, marker

_TASK = """\
You read clauses of Chinese official documents on talent policy and list the facts that they state.
Answer with one JSON object: {"facts": [{"clause": "…", "kind": "…", "quote": "…", "values": {…}}]}.
`clause` is the path before the words. `quote` is copied from the clause letter by letter, as short as it can be and as long as it must
be to hold every value. `values` has columns of the kind. Leave out what the words do not say. Never infer, never translate.
Sums are in yuan (50万元 is 500000), rates are fractions (50% is 0.5). 最高 and 以下 give a maximum only, 不低于 and 以上 a minimum only.
Two figures that are offered to two kinds of people are two facts. An empty list is a good answer.

Kinds, with their columns:
"""


def instructions(codes: Codes) -> str:
    """The instructions for every kind of fact that a model may propose."""
    return _TASK + "\n".join(
        f"- {name} ({model.declared.caption.zh}): {model.declared.about.en}. {_columns(model, codes)}" for name, model in FACT_KINDS.items()
    )


def _columns(model: type[Fact], codes: Codes) -> str:
    return "; ".join(found for name in model.own_fields() for found in _column(model, name, codes)) + "."


def _column(model: type[Fact], name: str, codes: Codes) -> Iterator[str]:
    if marker(model, name, ClauseRef):
        return
    if concept := marker(model, name, Concept):
        yield f"{name}: one of {', '.join(sorted(codes.get(concept.scheme, ())))}"
    elif marker(model, name, FactRef):
        yield f"{name}: the quote of the offer"
    elif reference := marker(model, name, Ref):
        yield f"{name}: the name of the {reference.registry.replace('_', ' ')} as written"
    elif stated := marker(model, name, Stated):
        yield f"{name}: {stated.as_}"
    elif marker(model, name, Written):
        yield f"{name}: words of the clause"
    else:
        yield name
