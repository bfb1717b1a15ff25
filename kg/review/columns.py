"""What may stand in a column: for whoever edits a draft or adds a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.fact import Fact
from kg.model.facts import FACT_KINDS
from kg.model.fields import ClauseRef, Concept, FactRef, Named, Ref, held_types, marker
from kg.model.registry import CitedDocument, Entry
from kg.review.model import ProposedEntry
from kg.review.state import ReviewState


@dataclass(frozen=True)
class Choice:
    """A value of a column, and what it means. `proposed`: an entry that the registry does not have yet."""

    value: str
    label: str
    proposed: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a kind. `choices` are empty where words, figures or dates are written; `several`: a list separated by `|`."""

    name: str
    required: bool
    several: bool
    choices: tuple[Choice, ...] = ()
    only_choices: bool = False
    """Whether nothing else may stand there; else the choices are suggestions."""


def columns(kind: str, clause: str, state: ReviewState) -> list[Column]:
    """The columns of a kind for a fact of `clause`, in the order of its file."""
    model = FACT_KINDS[kind]
    return [_column(model, name, clause, state) for name in [*model.own_fields(), "quote", "context", "inferred"]]


def _column(model: type[Fact], name: str, clause: str, state: ReviewState) -> Column:
    info = model.model_fields[name]
    found = tuple(_choices(model, name, clause, state))
    only = any(marker(model, name, kind) is not None for kind in (Concept, Ref, FactRef))
    return Column(name, info.is_required(), info.annotation == list[str], found, only)


def _choices(model: type[Fact], name: str, clause: str, state: ReviewState) -> Iterator[Choice]:
    if concept := marker(model, name, Concept):
        labels = state.labels.of(concept.scheme)
        yield from (Choice(code, labels.get(code, code)) for code in state.shared.vocabulary.codes.get(concept.scheme, ()))
    elif ref := marker(model, name, Ref):
        yield from (Choice(id_, _name(entry)) for id_, entry in state.registry.entries[ref.registry].items())
        yield from (Choice(one.id, one.row.get("name") or one.row.get("title", ""), True) for one in _proposed(state, ref.registry))
    elif named := marker(model, name, Named):
        yield from (Choice(words, words) for words in state.registry.agency_names(state.head.place))
        yield from (Choice(one.row["name"], one.row["name"], True) for one in _proposed(state, named.registry))
    elif offered := marker(model, name, FactRef):
        for kind in offered.kinds:
            yield from (Choice(one.id, one.values["quote"]) for one in state.in_clause(clause) if one.kind == kind)
            yield from (Choice(id_, row["quote"]) for id_, row in state.rows[kind].items() if row["clause"] == clause)
    elif marker(model, name, ClauseRef) is not None:
        yield from (Choice(id_, row.get("title", "")) for id_, row in state.rows["tasks"].items())
    elif bool in held_types(model.model_fields[name].annotation):
        yield from (Choice(value, value) for value in ("true", "false"))


def _proposed(state: ReviewState, kind: str) -> Iterator[ProposedEntry]:
    return (one for one in state.kept.entries if one.kind == kind and one.id not in state.outcomes.entries)


def _name(entry: Entry) -> str:
    return f"《{entry.name}》" if isinstance(entry, CitedDocument) else entry.name
