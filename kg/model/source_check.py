"""What was found at the address where a document came from: `data/documents/<id>/watch.csv`, which `kg watch` keeps."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kg.i18n import message
from kg.model.faults import disagreement
from kg.model.fields import Blank, Instant, RequiredAddress, RequiredInstant, WebAddress, Words

Outcome = Literal["unchanged", "changed", "gone", "moved", "not_asked", "failed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""In the order of `ontology/vocab/check-outcome.ttl`. `moved`: the same text, at another address from now on."""
TELLING = ("unchanged", "changed", "gone", "moved")
"""Outcomes that say what became of the document."""


class SourceCheck(BaseModel):
    """The last visit to an address. A row for another address than the head's tells of the time before it was corrected."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    address: RequiredAddress
    asked: RequiredInstant
    """When it was asked last, whatever came of it."""
    checked: Instant = None
    """When it last told what became of the document."""
    changed: Instant = None
    """Since when it says something else than the text held, or is gone. Empty while it says the same."""
    outcome: Outcome
    """What came of it when it was asked last."""
    moved_to: WebAddress = None
    """Where it leads by a permanent redirect."""
    etag: Words = None
    last_modified: Words = None
    """Of the content that was found to be the text held, as the host named it (RFC 9110, sections 8.8.2 and 8.8.3)."""
    sha256: Annotated[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None, Blank] = None
    """Of that content."""
    not_before: Instant = None
    """The time before which the host asked not to be asked again."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("checked", "changed"):
            value = getattr(self, name)
            if value and value > self.asked:
                found = message("issues.found.after", first=name, one=value, last="asked", other=self.asked)
                raise disagreement(found, message("issues.expected.dates_in_order"))
        return self
