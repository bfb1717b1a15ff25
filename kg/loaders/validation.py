"""Rows and mappings -> pydantic records, each fault a `DataIssue` with file, row and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from kg.errors import DataIssue, nearest, shown
from kg.i18n import Message, message
from kg.loaders.csvfile import Row
from kg.model.facts import OPTIONAL_COLUMNS
from kg.model.faults import DISAGREEMENT, UNREADABLE
from kg.model.fields import Concept, MayBeMissing, marked

Codes = Mapping[str, Collection[str]]
"""Vocabulary scheme -> the notations of its concepts."""
RecordType = TypeVar("RecordType", bound=BaseModel)

_VALUE = message("issues.expected.value")
_NUMBER = message("issues.expected.number")
_WHOLE_NUMBER = message("issues.expected.whole_number")
_TRUTH = message("issues.expected.truth")
_EXPECTED = {
    "missing": _VALUE,
    "string_too_short": _VALUE,
    "too_short": _VALUE,
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_parsing_size": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "int_type": _WHOLE_NUMBER,
    "bool_parsing": _TRUTH,
    "bool_type": _TRUTH,
    "list_type": message("issues.expected.list"),
    "model_type": message("issues.expected.mapping"),
    "string_type": message("issues.expected.words"),
    "extra_forbidden": message("issues.expected.no_key"),
}
"""Type of an error detail of pydantic -> what the value should be."""


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
    nothing = detail["type"] == "missing" or detail["input"] in ("", None)
    found = message("issues.found.nothing") if nothing else shown(detail["input"])
    if detail["type"] == DISAGREEMENT:
        return DataIssue(file, line, column, detail["ctx"]["found"], detail["ctx"]["expected"])
    if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
        known = list(model.model_fields)
        return DataIssue(file, line, column, found, message("issues.expected.key", known=known), nearest(str(column), known))
    return DataIssue(file, line, column, found, _expectation(detail))


def _expectation(detail: Any) -> Message | str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case type_ if type_ == UNREADABLE:
            expected: Message = context["expected"]
            return expected
        case "string_pattern_mismatch":
            return message("issues.expected.form", pattern=context["pattern"])
        case "literal_error":
            return message("issues.expected.one_of", known=re.findall(r"'([^']+)'", context["expected"]))
        case "greater_than_equal":
            return message("issues.expected.at_least", limit=context["ge"])
        case "less_than_equal":
            return message("issues.expected.at_most", limit=context["le"])
        case "greater_than":
            return message("issues.expected.more_than", limit=context["gt"])
        case type_:
            return _EXPECTED.get(type_) or str(detail["msg"])


def concept_problems(record: BaseModel, codes: Codes, file: str, row: Row) -> list[DataIssue]:
    """Values that are no concept of the vocabulary their column draws from."""
    problems = []
    for name, concept in marked(type(record), Concept).items():
        value = getattr(record, name)
        if value is not None and value not in codes.get(concept.scheme, ()):
            known = list(codes.get(concept.scheme, ()))
            expected = message("issues.expected.concept", scheme=concept.scheme, known=known)
            problems.append(DataIssue(file, row.line, name, shown(value), expected, nearest(value, known)))
    return problems


Marker = TypeVar("Marker")


def markers(field: FieldInfo, kind: type[Marker]) -> list[Marker]:
    return [marker for marker in field.metadata if isinstance(marker, kind)]
