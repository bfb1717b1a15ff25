"""What an office says about its tasks: rows of `data/progress/<document>.csv`, appended and never changed. They are no official facts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.i18n import message
from kg.model.faults import disagreement
from kg.model.fields import Blank, HeadDate, Required, RequiredDay, Words

State = Literal["not_started", "in_progress", "done", "suspended", "cancelled"]
STATES: tuple[State, ...] = get_args(State)
"""In the order of `ontology/vocab/progress-state.ttl`."""
ONGOING = "ongoing"
"""The due of a task that has no end: 长期坚持."""
SAID = ("state", "due", "owner", "text", "reached", "paid")
"""The columns of which a row states at least one. What it leaves empty, it does not speak of."""


Amount = Annotated[Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] | None, Blank]


class ProgressEntry(BaseModel):
    """One statement, of one day, about a task, or about a target or an offer of money of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    task: Annotated[Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+/tasks/[0-9]+$")] | None, Blank] = None
    """None where it is about a target or an offer that stands under no task."""
    fact: Annotated[Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+/(targets|funding)/[0-9]+$")] | None, Blank] = None
    """The target that `reached`, or the offer that `paid` is about."""
    entered: RequiredDay
    by: Required
    """Who says so: an office or a person."""
    state: Annotated[State | None, Blank] = None
    due: Annotated[Literal["ongoing"] | None, Blank] | HeadDate = None
    """The day, month or year by whose end it is to be done; ONGOING."""
    owner: Words = None
    text: Words = None
    """How it goes, in the words of the office (进展情况)."""
    reached: Amount = None
    """What is reached of the target, in its unit as written."""
    paid: Amount = None
    """What is paid out of the offer so far, in yuan."""
    source: Words = None
    """The file that it was taken from."""

    @property
    def document(self) -> str:
        return (self.task or self.fact or "").partition("/")[0]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.task is None and self.fact is None:
            raise disagreement(message("issues.found.nothing"), message("issues.expected.one_of", known=["task", "fact"]))
        if all(getattr(self, name) is None for name in SAID):
            raise disagreement(message("issues.found.nothing"), message("issues.expected.one_of", known=list(SAID)))
        kind = re.search(r"/(targets|funding)/", self.fact or "")
        for column, table in (("reached", "targets"), ("paid", "funding")):
            if getattr(self, column) is not None and (kind is None or kind[1] != table):
                found = message("issues.value", value=self.fact) if self.fact else message("issues.found.nothing")
                raise disagreement(found, message("issues.expected.form", pattern=f"…/{table}/n"))
        return self
