"""What a column of a curated file holds: the annotations that loaders, checks and triples are driven by."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from kg.i18n import message
from kg.model.faults import unreadable

LIST_SEPARATOR = "|"
Marker = TypeVar("Marker", bound=Hashable)
RegistryKind = Literal["place", "agency", "programme", "scheme", "category", "indicator", "cited_document"]


@dataclass(frozen=True)
class Concept:
    """The value is the notation of a concept of `ontology/vocab/<scheme>.ttl`."""

    scheme: str


@dataclass(frozen=True)
class Ref:
    """The value is the id of an entry of this kind in the registry."""

    registry: RegistryKind


@dataclass(frozen=True)
class Named:
    """The value is the name of an entry of this kind, as the text writes it; it stands in the quote.

    The table has two columns for it: the id, in `id_column` (else the field's name), and the words, in `words_column` (else with `_name`).
    """

    registry: RegistryKind
    id_column: str | None = None
    words_column: str | None = None


@dataclass(frozen=True)
class Stated:
    """The figure stands in the words of the evidence, read as money (yuan), a rate (fraction), a number, a year or a date.

    `unit` is the field that holds the unit of the number, or the unit itself where it begins with `=`.
    """

    as_: Literal["money", "rate", "number", "year", "date"]
    unit: str | None = None


@dataclass(frozen=True)
class Written:
    """The value is words of the source: they stand in the clause or the context.

    `in_order`: its characters stand there in their order, others may stand between. Parts between `|` are held by themselves.
    """

    in_order: bool = False


@dataclass(frozen=True)
class FactRef:
    """The value is the id of a fact of one of these kinds in the same document."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClauseRef:
    """The value is the id of a task of the document, or the path of a clause that holds one task."""


@dataclass(frozen=True)
class Property:
    """The property of the graph that holds the value, as prefix and name, where it is not the field's name in camel case."""

    name: str


@dataclass(frozen=True)
class MayBeMissing:
    """The column may be missing in a file."""


@dataclass(frozen=True)
class PartOfDate:
    """The value is a year, a month or a day of ISO 8601."""


def marker(model: type[BaseModel], field: str, kind: type[Marker]) -> Marker | None:
    """The annotation of this kind that a field has."""
    found: Marker | None = _annotations(model, kind).get(field)
    return found


def marked(model: type[BaseModel], kind: type[Marker]) -> Mapping[str, Marker]:
    """The fields that have an annotation of this kind, in the order of the columns, each with its first one."""
    return _annotations(model, kind)


@cache
def _annotations(model: type[BaseModel], kind: type[Any]) -> dict[str, Any]:
    of_fields = {name: (found for found in info.metadata if isinstance(found, kind)) for name, info in model.model_fields.items()}
    return {name: first for name, found in of_fields.items() if (first := next(found, None)) is not None}


def held_types(annotation: Any) -> set[Any]:
    """The types that an annotation is made of: `int` and `NoneType` of an optional whole number with bounds."""
    parts = get_args(annotation)
    return set().union(*map(held_types, parts)) if parts else {annotation}


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return [part.strip() for part in value.split(LIST_SEPARATOR) if part.strip()]
    return value


def _alternatives(value: Any) -> Any:
    return [_split(part) for part in value.split(";") if part.strip()] if isinstance(value, str) else value


def _date(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", value):
        raise unreadable(message("issues.expected.date", examples=["2025", "2025-12", "2025-12-31"]))
    if len(value) == len("2025-12-31"):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise unreadable(message("issues.expected.calendar_day")) from None
    return value


def _day(value: str) -> str:
    if len(_date(value)) < len("2025-12-31"):
        raise unreadable(message("issues.expected.date", examples=["2025-12-31"]))
    return value


def _written_date(value: Any) -> Any:
    """YAML reads 2018 as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _duration(value: str) -> str:
    """A length as ISO 8601 writes it: 3年 is P3Y."""
    if match := re.fullmatch(r"([1-9][0-9]*)(年|个月|月|日|天)", value):
        return f"P{match[1]}{_DURATION_UNITS[match[2]]}"
    if not re.fullmatch(r"P(?=[0-9])([1-9][0-9]*Y)?([1-9][0-9]*M)?([1-9][0-9]*D)?", value):
        raise unreadable(message("issues.expected.length", words=["3年", "18个月", "90天"], codes=["P3Y", "P18M", "P90D"]))
    return value


def _instant(value: str) -> str:
    """A second of universal time. Its form is one that spreadsheets leave alone."""
    try:
        datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise unreadable(message("issues.expected.instant", example="2026-11-30T08:00:00Z")) from None
    return value


def _address(value: str) -> str:
    """An address of RFC 3986 with the scheme http or https and a host, without name and password."""
    try:
        parts = urlsplit(value)
        given = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        given = False
    if not given or re.search(r"[\s\x00-\x1f]", value):
        raise unreadable(message("issues.expected.address"))
    return value


_DURATION_UNITS = {"年": "Y", "个月": "M", "月": "M", "日": "D", "天": "D"}

Blank = BeforeValidator(_blank_is_none)
Words = Annotated[str | None, Blank]
Number = Annotated[Decimal | None, Blank]
Whole = Annotated[int | None, Blank]
Year = Annotated[Annotated[int, Field(ge=1949, le=2100)] | None, Blank, Stated("year")]
PartialDate = Annotated[Annotated[str, AfterValidator(_date)] | None, Blank, PartOfDate(), Stated("date")]
HeadDate = Annotated[Annotated[str, AfterValidator(_date)] | None, BeforeValidator(_written_date), Blank]
"""A year, a month or a day of the head of a document."""
RequiredDay = Annotated[str, AfterValidator(_day)]
"""A day of ISO 8601."""
RequiredAddress = Annotated[str, AfterValidator(_address)]
"""An http or https address."""
WebAddress = Annotated[RequiredAddress | None, Blank]
RequiredInstant = Annotated[str, AfterValidator(_instant)]
"""A second of universal time: 2026-11-30T08:00:00Z."""
Instant = Annotated[RequiredInstant | None, Blank]
Duration = Annotated[Annotated[str, AfterValidator(_duration)] | None, Blank]
Alternatives = Annotated[list[list[str]], BeforeValidator(_alternatives)]
Listed = Annotated[list[str], BeforeValidator(_split)]
Required = Annotated[str, Field(min_length=1)]
QuotedWords = Annotated[str | None, Blank, Written()]
"""Words of the source, or none."""
Quoted = Annotated[str, Field(min_length=1), Written()]
"""Words of the source."""
Title = Annotated[str, Field(min_length=1), Written(), Property("dcterms:title")]
Name = Annotated[str, Field(min_length=1), Written(), Property("zm:nameAsWritten")]
Money = Annotated[Number, Stated("money")]
Rate = Annotated[Number, Stated("rate")]
Figure = Annotated[Number, Stated("number", "unit")]
Percent = Annotated[Number, Stated("number", "=%")]
