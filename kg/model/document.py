"""The head of a document: `data/documents/<id>/document.yaml`, and the clauses read and found empty."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.model.fact import CLAUSE_PATH

DOCUMENT_ID = r"^[a-z]+(-[a-z0-9]+)+$"


class Fault(BaseModel):
    """A stretch of the source that is the scanner's, not the author's. Its words hold no facts."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["contents", "repetition", "garbled", "layout"]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    begins: Annotated[str, Field(min_length=1)]
    """The first letters of the stretch, so that a wrong offset is noticed."""
    note: str


class DocumentHead(BaseModel):
    """What a document is. Dates are ISO 8601, the period is in years; `None` is unknown."""

    model_config = ConfigDict(extra="forbid")

    title: str
    number: str | None = None
    issuer: list[str]
    place: Annotated[str, Field(pattern=r"^\d{6}$")]
    issued: datetime.date | None = None
    period_start: int | None = None
    period_end: int | None = None
    status: Literal["in_force", "expired", "replaced", "unknown"]
    status_basis: str
    source_note: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    outline: str
    curated: bool
    """Whether the document was read whole: then every clause has facts or stands in `read.csv`."""
    faults: list[Fault] = []


class ReadClause(BaseModel):
    """A clause that was read and holds no fact of its own, and why."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    clause: Annotated[str, Field(pattern=CLAUSE_PATH)]
    reason: Annotated[str, Field(min_length=1)]
