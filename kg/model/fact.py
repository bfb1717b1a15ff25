"""What all kinds of fact share, and the register of kinds: a subclass of `Fact` declares its kind and is put into `FACT_KINDS`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.i18n import message
from kg.model.fact_kind import AsEdge, AsNode, AttachedTo, FactKind
from kg.model.faults import disagreement
from kg.model.fields import Blank, ClauseRef, Concept, FactRef, Listed, PartOfDate, Ref, Required, Words, held_types

CLAUSE_PATH = r"^[a-z]+\d*(-[a-z]+\d+)*$"
OPTIONAL_COLUMNS = ("inferred", "note")
"""Columns that a file may leave out."""

FACT_KINDS: dict[str, type[Fact]] = {}
"""Every kind of fact, by its name: the stem of its CSV file, and its table."""


class Fact(BaseModel):
    """What every fact has: an id, the clause that states it, the words that prove it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    declared: ClassVar[FactKind]
    class_name: ClassVar[str]
    """The class in the ontology: the name of the Python class."""

    id: Annotated[str | None, Blank] = None
    clause: Annotated[str, Field(pattern=CLAUSE_PATH)]
    quote: Required
    context: Listed = []
    inferred: Listed = []
    """Columns whose value the text does not state and that the curator inferred."""
    note: Words = None

    def __init_subclass__(cls, *, kind: FactKind) -> None:
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Register the kind. Raises TypeError where it clashes with another, or names a field that the class lacks."""
        cls.declared, cls.class_name = kwargs["kind"], cls.__name__
        clashes = (clash for model in FACT_KINDS.values() if (clash := _clash(cls, model)))
        if fault := next(clashes, None) or _gap(cls):
            raise TypeError(f"{cls.__name__}: {fault}")
        FACT_KINDS[cls.declared.name] = cls

    @classmethod
    def label_field(cls) -> str | None:
        """The field whose words name a fact: the first that holds words, and neither a code nor a reference."""
        return next((name for name in cls.own_fields() if _holds_words(cls, name)), None)

    @classmethod
    @cache
    def own_fields(cls) -> Sequence[str]:
        """The fields that only this kind has, in the order of its columns."""
        return tuple(name for name in cls.model_fields if name not in Fact.model_fields)

    @model_validator(mode="after")
    def _inferred_are_columns(self) -> Self:
        for name in self.inferred:
            if name in Fact.model_fields or getattr(self, name, None) in (None, []):
                raise disagreement(message("issues.found.inferred", column=name), message("issues.expected.filled_column"))
        return self

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        for name, until in _periods(type(self)):
            one, other = getattr(self, name), getattr(self, until)
            if one and other and other < one[: len(other)]:
                found = message("issues.found.after", first=name, one=one, last=until, other=other)
                raise disagreement(found, message("issues.expected.days_in_order"))
        return self

    @model_validator(mode="after")
    def _bounds_in_order(self) -> Self:
        for low, high in bounds(type(self)):
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                found = message("issues.found.more", low=low, least=str(least), high=high, most=str(most))
                raise disagreement(found, message("issues.expected.figures_agree"))
        return self


def _holds_words(model: type[Fact], field: str) -> bool:
    info = model.model_fields[field]
    refers = any(isinstance(m, Concept | Ref | FactRef | ClauseRef | PartOfDate) for m in info.metadata)
    return not refers and info.annotation != list[str] and str in held_types(info.annotation)


@cache
def bounds(model: type[Fact]) -> Sequence[tuple[str, str]]:
    """The pairs of fields `<x>_min` and `<x>_max`."""
    return _pairs(model, "_min", "_max")


@cache
def _periods(model: type[Fact]) -> Sequence[tuple[str, str]]:
    """The pairs of fields `<x>_from` and `<x>_until`."""
    return _pairs(model, "_from", "_until")


def _pairs(model: type[Fact], first: str, last: str) -> Sequence[tuple[str, str]]:
    pairs = ((name, name.removesuffix(first) + last) for name in model.model_fields if name.endswith(first))
    return tuple((one, other) for one, other in pairs if other in model.model_fields)


def _clash(new: type[Fact], model: type[Fact]) -> str | None:
    """What two kinds have in common that tells one from another."""
    one, other = _identity(new), _identity(model)
    return next((f"{what} is taken by {model.__name__}" for what in one if what in other), None)


def _identity(model: type[Fact]) -> list[str]:
    """What no other kind may have, in words."""
    kind = model.declared
    mark = kind.mark
    taken = [f"the name {kind.name}", f"the class {model.__name__}", f"the sign {mark.sign.zh}", f"the sign {mark.sign.en}"]
    taken.append(f"the colour {mark.colour} with the line {mark.line}")
    if isinstance(kind.graph, AsNode):
        taken.append(f"the {'hollow' if kind.graph.hollow else 'full'} shape {kind.graph.shape}")
    return taken


def _gap(new: type[Fact]) -> str | None:
    """A field that the declaration names and the class lacks."""
    kind, ends = new.declared, {"clause", "document", "task"}
    named: set[str] = set()
    match kind.graph:
        case AsNode(offered_by=field):
            named |= {field} if field else set()
        case AsEdge(source=source, target=target, relation_of=field):
            named |= {source, target, *([field] if field and ":" not in field else [])} - ends
        case AttachedTo(end=end):
            named |= {end} - ends
    missing = sorted(named - set(new.own_fields()))
    return f"its declaration names {', '.join(missing)}, which is no field of it" if missing else None
