"""Headings of columns and inputs, and which vocabulary a column's codes come from: `catalog/columns.yaml`, and `tables.yaml` for the
tables that the pages make.

An entry is named `<column>`, or `<question>.<column>` where the column means something else in that question.
"""

from __future__ import annotations

from typing import cast

from kg.model.facts import FACT_KINDS
from kg.model.fields import Concept, marker
from viewer.i18n import catalog, t


def heading(column: str, question: str = "") -> str:
    """The column in the reader's language; one that the catalog lacks goes by its own name."""
    key = _key(column, question)
    return t(key) if key else column


def column_scheme(column: str, question: str = "") -> str | None:
    """The vocabulary of a column that holds codes: as the catalog says, else as the field of a kind of fact does."""
    key = _key(column, question)
    found = cast(dict[str, str], catalog()[key]).get("codes") if key else None
    if found is None and question in FACT_KINDS and column in FACT_KINDS[question].own_fields():
        concept = marker(FACT_KINDS[question], column, Concept)
        return concept.scheme if concept else None
    return found


def column_entity_type(column: str, question: str = "") -> str | None:
    """What a column that holds ids points to: `agency`, `category`, `document` …"""
    key = _key(column, question)
    return cast(dict[str, str], catalog()[key]).get("things") if key else None


def _key(column: str, question: str) -> str | None:
    keys = (f"{file}.{name}" for name in (f"{question}.{column}", column) for file in ("columns", "tables"))
    return next((key for key in keys if key in catalog()), None)
