"""RDF terms as values of Python, by the type of the column that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.queries.catalog import ColumnType
from kg.store.sparql import is_true

if TYPE_CHECKING:
    from kg.rdf.terms import Term


def typed(term: Term | None, type_: ColumnType) -> Any:
    """The value of a term. A list, and spans `12-30`, stand in one text, separated by `|`; an unbound one is empty, else None."""
    text = term.value if term is not None else None
    match type_:
        case "list":
            return sorted(text.split("|")) if text else []
        case "spans":
            spans = [tuple(map(int, span.split("-"))) for span in text.split("|")] if text else []
            return [list(span) for span in sorted(spans)]
        case _ if term is None or text is None:
            return None
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return is_true(term)
        case _:
            return text
