"""The kinds of fact a curator writes: one class a kind, one CSV file and one public table a class.

A field is a column; its name in camel case is the property in the graph. `FACT_KINDS` maps the file's stem to the class.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.model.fields import (
    Blank,
    ClauseRef,
    Concept,
    FactRef,
    Listed,
    Named,
    Number,
    PartialDate,
    Ref,
    Stated,
    Whole,
    Words,
    Written,
)

CLAUSE_PATH = r"^[a-z]+\d*(-[a-z]+\d+)*$"
Required = Annotated[str, Field(min_length=1)]
Money = Annotated[Number, Stated("money")]
Rate = Annotated[Number, Stated("rate")]
Figure = Annotated[Number, Stated("number")]
Categories = Annotated[Listed, Ref("categories")]
Programs = Annotated[Listed, Ref("programs")]


class Fact(BaseModel):
    """What every fact has: an id, the clause that states it, the words that prove it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    class_name: ClassVar[str]
    """The class in the ontology."""

    id: Annotated[str | None, Blank] = None
    clause: Annotated[str, Field(pattern=CLAUSE_PATH)]
    quote: Required
    context: Listed = []
    inferred: Listed = []
    """Columns whose value the text does not state and that the curator inferred."""
    note: Words = None

    @model_validator(mode="after")
    def _inferred_are_columns(self) -> Self:
        for name in self.inferred:
            if name in Fact.model_fields or getattr(self, name, None) in (None, []):
                raise ValueError(f"inferred names {name}, which is no column with a value")
        return self


def _ordered(low: Decimal | None, high: Decimal | None, what: str) -> None:
    if low is not None and high is not None and low > high:
        raise ValueError(f"{what}_min {low} is more than {what}_max {high}")


class Task(Fact):
    class_name = "Task"
    title: Annotated[str, Field(min_length=1), Written()]
    due: PartialDate = None


class Responsibility(Fact):
    class_name = "Responsibility"
    agency: Annotated[Required, Named("agencies")]
    role: Annotated[Required, Concept("role")]
    basis: Annotated[Required, Concept("basis")]
    task: Annotated[str | None, Blank, ClauseRef()] = None


class FundingOffer(Fact):
    """Money that the text offers. Sums in yuan, rates as fractions. A sum, a rate, or words: one of them must be there."""

    class_name = "FundingOffer"
    kind: Annotated[Required, Concept("funding-kind")]
    recipient: Words = None
    categories: Categories = []
    programs: Programs = []
    per: Annotated[str | None, Blank, Concept("recipient-unit")] = None
    tier: Words = None
    purpose: Words = None
    amount_min: Money = None
    amount_max: Money = None
    value_text: Words = None
    period: Annotated[Required, Concept("period")]
    rate_min: Rate = None
    rate_max: Rate = None
    payer: Annotated[str | None, Blank, Named("agencies")] = None

    @model_validator(mode="after")
    def _amounts_in_order(self) -> Self:
        _ordered(self.amount_min, self.amount_max, "amount")
        _ordered(self.rate_min, self.rate_max, "rate")
        return self


class Measure(Fact):
    class_name = "Measure"
    instrument: Annotated[Required, Concept("instrument")]
    categories: Categories = []
    programs: Programs = []
    text: Required


class Condition(Fact):
    class_name = "Condition"
    offer: Annotated[Required, FactRef(("funding", "measures"))]
    kind: Annotated[Required, Concept("condition-kind")]
    comparator: Annotated[Required, Concept("comparator")]
    value: Required
    group: Annotated[int, Field(ge=1)]


class Target(Fact):
    """A goal. Values are in the unit as written: 16 with unit %, 10.104 with unit 万人."""

    class_name = "Target"
    indicator: Annotated[Required, Ref("indicators")]
    indicator_name: Annotated[str, Field(min_length=1), Written()]
    value_min: Figure = None
    value_max: Figure = None
    value_text: Words = None
    unit: Words = None
    comparator: Annotated[str | None, Blank, Concept("comparator")] = None
    baseline_value: Figure = None
    baseline_year: Whole = None
    growth_percent: Figure = None
    target_year: Whole = None
    binding: Annotated[str | None, Blank, Concept("binding")] = None

    @model_validator(mode="after")
    def _values_in_order(self) -> Self:
        _ordered(self.value_min, self.value_max, "value")
        if self.value_min is None and self.value_max is None and self.value_text is None:
            raise ValueError("a target has value_min, value_max or value_text")
        return self


class Baseline(Fact):
    class_name = "Baseline"
    indicator: Annotated[Required, Ref("indicators")]
    indicator_name: Annotated[str, Field(min_length=1), Written()]
    value: Annotated[Decimal, Stated("number")]
    unit: Words = None
    year: Whole = None
    growth_percent: Figure = None


class Citation(Fact):
    class_name = "Citation"
    cited: Annotated[Required, Ref("documents")]
    cited_title: Annotated[str | None, Blank, Written()] = None
    cited_number: Annotated[str | None, Blank, Written()] = None
    relation: Annotated[Required, Concept("citation-relation")]


class Deliverable(Fact):
    class_name = "Deliverable"
    title: Annotated[str, Field(min_length=1), Written()]
    task: Annotated[str | None, Blank, ClauseRef()] = None


class ProgrammeMention(Fact):
    class_name = "ProgrammeMention"
    program: Annotated[Required, Ref("programs")]
    name: Annotated[str, Field(min_length=1), Written()]
    mention: Annotated[Required, Concept("mention")]


class CategoryUse(Fact):
    class_name = "CategoryUse"
    category: Annotated[Required, Ref("categories")]
    name: Annotated[str, Field(min_length=1), Written()]


OPTIONAL_COLUMNS = ("inferred", "note")
"""Columns that a file may leave out."""

FACT_KINDS: dict[str, type[Fact]] = {
    "tasks": Task,
    "responsibilities": Responsibility,
    "funding": FundingOffer,
    "measures": Measure,
    "conditions": Condition,
    "targets": Target,
    "baselines": Baseline,
    "citations": Citation,
    "deliverables": Deliverable,
    "programs": ProgrammeMention,
    "categories": CategoryUse,
}
