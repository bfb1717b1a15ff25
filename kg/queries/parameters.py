"""Parameters of questions: the values that somebody gives -> the typed values that a query takes. Nothing else checks them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.errors import UnknownParameter, UnknownValue, nearest
from kg.i18n import message
from kg.queries.catalog import Parameter, Question, questions
from kg.queries.name_resolution import NameResolver

if TYPE_CHECKING:
    from kg.queries.backends import Tables

MOST = 1e12
"""No number given is larger, so that no sum of products of it overflows."""
TypedValue: TypeAlias = float | str | list[str]
"""A number, a text or code, or ids of which each will do."""


def missing_value(question: Question, name: str) -> UnknownValue:
    """The error for a parameter that the question needs and was not given."""
    return UnknownValue(name, None, question.parameters[name].about)


def on_day(question: Question, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """What is given, with the day where the question asks for one and none is given. Whoever keeps answers fills it in first."""
    days = {name: today.isoformat() for name, parameter in question.parameters.items() if parameter.today}
    return {**days, **{name: value for name, value in given.items() if value is not None}}


class ParameterReader:
    """Reads parameters by the names and vocabularies of one version."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._names = NameResolver(tables)

    def read(self, question: Question, given: Mapping[str, Any]) -> dict[str, TypedValue]:
        """The typed values of what is given, by parameter. A value that is None counts as not given.

        A parameter of the type of an id (place, agency ...) takes one name, several with commas between, or a list of names; each will do.
        So does one with codes where the question is about a table. Raises UnknownParameter, UnknownValue.
        """
        present = {name: value for name, value in given.items() if value is not None}
        for name in present:
            if name not in question.parameters:
                raise UnknownParameter(name, question.name, list(question.parameters))
        for name, parameter in question.parameters.items():
            if parameter.required and name not in present:
                raise missing_value(question, name)
        several = question.folder == "tables"
        return {name: self._typed(name, question.parameters[name], value, several=several) for name, value in present.items()}

    def _typed(self, name: str, parameter: Parameter, value: Any, *, several: bool) -> TypedValue:
        match parameter.type:
            case "number":
                return read_number(name, value)
            case "date":
                return read_day(name, value)
            case "text":
                return "".join(str(value).split())
            case "concept":
                return _codes(name, value, self._notations(parameter.scheme), several=several)
            case "scheme":
                return _codes(name, value, self._schemes(), several=several)
            case "rule":
                return _codes(name, value, list(questions("findings")), several=several)
            case type_:
                names = value if isinstance(value, list | tuple) else self._several(name, type_, str(value))
                return list(dict.fromkeys(id_ for one in names for id_ in self._names.ids(name, type_, str(one))))

    def _several(self, name: str, type_: str, written: str) -> list[str]:
        """The names of `太原,石嘴山`: several with commas between, unless one thing goes by the whole."""
        parts = split_list(written)
        if parts == [written]:
            return parts
        try:
            self._names.ids(name, type_, written)
        except UnknownValue:
            return parts or [written]
        return [written]

    def _notations(self, scheme: str | None) -> dict[str, str]:
        """Chinese label -> notation of the concepts of a scheme: 牵头 is lead."""
        query = "SELECT label, notation FROM concepts WHERE scheme = $scheme ORDER BY notation"
        return {row["label"]: row["notation"] for row in self._tables.rows(query, {"scheme": scheme})}

    def _schemes(self) -> list[str]:
        return [row["scheme"] for row in self._tables.rows("SELECT DISTINCT scheme FROM concepts ORDER BY scheme", {})]


def split_list(told: str | None) -> list[str]:
    """The parts of a list as people write it, with commas of either width."""
    return [part.strip() for part in (told or "").replace("，", ",").split(",") if part.strip()]


def read_number(name: str, value: Any) -> float:
    """A finite number of at most MOST. Raises UnknownValue."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number) or abs(number) > MOST:
        raise UnknownValue(name, str(value), message("errors.expected.number"))
    return number


def read_day(name: str, value: Any) -> str:
    """A day of ISO 8601, as 2025-12-31. Raises UnknownValue."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise UnknownValue(name, str(value), message("errors.expected.day")) from None


def _codes(name: str, value: Any, known: Mapping[str, str] | list[str], *, several: bool) -> TypedValue:
    """The code, or where there may be several a list of codes; `known` may have them by what they are called."""
    called = known if isinstance(known, Mapping) else dict(zip(known, known, strict=True))
    codes = list(dict.fromkeys(called.values()))
    if not several:
        return _known(name, called.get(str(value), str(value)), codes)
    parts = value if isinstance(value, list | tuple) else split_list(str(value)) or [str(value)]
    return list(dict.fromkeys(_known(name, called.get(str(part), str(part)), codes) for part in parts))


def _known(name: str, value: str, known: list[str]) -> str:
    if value not in known:
        raise UnknownValue(name, value, message("errors.expected.one_of", known=known), list(filter(None, [nearest(value, known)])))
    return value
