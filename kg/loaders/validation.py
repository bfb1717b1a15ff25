"""Rows and mappings -> pydantic records, each fault a `DataIssue` with file, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from kg.errors import DataIssue, nearest, shown
from kg.loaders.csvfile import Row
from kg.model.facts import OPTIONAL_COLUMNS
from kg.model.fields import Concept, MayBeMissing

Codes = Mapping[str, Iterable[str]]
"""Vocabulary scheme -> the notations of its concepts."""
RecordType = TypeVar("RecordType", bound=BaseModel)


def columns_of(model: type[BaseModel]) -> list[str]:
    """The columns that a kind's file must have."""
    optional = optional_columns(model)
    return [name for field_name, field in model.model_fields.items() if (name := field.alias or field_name) not in optional]


def optional_columns(model: type[BaseModel]) -> list[str]:
    """The columns that a kind's file may have."""
    return [*OPTIONAL_COLUMNS, *(field.alias or name for name, field in model.model_fields.items() if markers(field, MayBeMissing))]


def validated(model: type[RecordType], cells: Mapping[str, Any], file: str, line: int | None) -> tuple[RecordType | None, list[DataIssue]]:
    try:
        return model.model_validate(cells), []
    except ValidationError as error:
        return None, [_problem(detail, file, line, model) for detail in error.errors()]


def _problem(detail: Any, file: str, line: int | None, model: type[BaseModel]) -> DataIssue:
    column = ".".join(str(part) for part in detail["loc"]) or None
    found = "nothing" if detail["type"] == "missing" or detail["input"] in ("", None) else shown(detail["input"])
    if detail["type"] == "value_error" and not detail["loc"]:
        told, _, expected = str(detail["ctx"]["error"]).partition("; expected ")
        return DataIssue(file, line, None, told, expected)
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        known = list(model.model_fields)
        return DataIssue(file, line, column, found, "one of the keys " + ", ".join(known), nearest(str(column), known))
    return DataIssue(file, line, column, found, _expectation(detail))


def _expectation(detail: Any) -> str:
    words = {
        "missing": "a value",
        "string_too_short": "a value",
        "decimal_parsing": "a number such as 300000 or 0.8",
        "int_parsing": "a whole number",
        "int_from_float": "a whole number",
        "extra_forbidden": "no such key",
        "bool_parsing": "true or false",
        "list_type": "a list",
    }
    if detail["type"] == "string_pattern_mismatch":
        return f"the form {detail['ctx']['pattern']}"
    return words.get(detail["type"]) or str(detail["msg"]).removeprefix("Value error, expected ").removeprefix(
        "Value error, "
    ).removeprefix("Input should be ")


def concept_problems(record: BaseModel, codes: Codes, file: str, row: Row) -> list[DataIssue]:
    """Values that are no concept of the vocabulary their column draws from."""
    problems = []
    for name, field in type(record).model_fields.items():
        for marker in markers(field, Concept):
            value = getattr(record, name)
            known = list(codes.get(marker.scheme, ()))
            if value is not None and value not in known:
                expected = f"a concept of ontology/vocab/{marker.scheme}.ttl: " + ", ".join(known)
                problems.append(DataIssue(file, row.line, name, shown(value), expected, nearest(value, known)))
    return problems


Marker = TypeVar("Marker")


def markers(field: FieldInfo, kind: type[Marker]) -> list[Marker]:
    return [marker for marker in field.metadata if isinstance(marker, kind)]
