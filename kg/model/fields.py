"""What a column of a curated file holds: the annotations that loaders, checks and triples are driven by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

LIST_SEPARATOR = "|"


@dataclass(frozen=True)
class Concept:
    """The value is the notation of a concept of `ontology/vocab/<scheme>.ttl`."""

    scheme: str


@dataclass(frozen=True)
class Ref:
    """The value is the id of a row of this registry."""

    registry: str


@dataclass(frozen=True)
class Named:
    """The value is a name as the text writes it, of a row of this registry; it stands in the quote."""

    registry: str
    required: bool = True


@dataclass(frozen=True)
class Stated:
    """The figure stands in the words of the evidence, read as money (yuan), a rate (fraction) or a plain number."""

    as_: Literal["money", "rate", "number"]


@dataclass(frozen=True)
class Written:
    """The value is words of the source: they stand in the clause or the context."""


@dataclass(frozen=True)
class FactRef:
    """The value is the id of a fact of one of these kinds in the same document."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClauseRef:
    """The value is the path of a clause that holds a task."""


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return [part.strip() for part in value.split(LIST_SEPARATOR) if part.strip()]
    return value


def _alternatives(value: Any) -> Any:
    return [_split(part) for part in value.split(";") if part.strip()] if isinstance(value, str) else value


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise ValueError("expected a year or an ISO date: 2025, 2025-12, 2025-12-31")
    return value


Blank = BeforeValidator(_blank_is_none)
Words = Annotated[str | None, Blank]
Number = Annotated[Decimal | None, Blank]
Whole = Annotated[int | None, Blank]
PartialDate = Annotated[Annotated[str, AfterValidator(_date)] | None, Blank]
Alternatives = Annotated[list[list[str]], BeforeValidator(_alternatives)]
Listed = Annotated[list[str], BeforeValidator(_split)]
