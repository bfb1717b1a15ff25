"""RDF terms as values, whichever store they come from."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg.queries.catalog import questions
from kg.queries.typed_values import typed
from kg.rdf.namespaces import PREFIXES
from kg.store.sparql import is_true

BOOLEAN, INTEGER = (NamedNode(PREFIXES["xsd"] + name) for name in ("boolean", "integer"))


@pytest.mark.parametrize(
    ("term", "true"),
    [
        (Literal(True), True),
        (Literal("1", datatype=BOOLEAN), True),
        (Literal("1", datatype=INTEGER), True),
        (Literal(False), False),
        (Literal("0", datatype=BOOLEAN), False),
        (Literal("0", datatype=INTEGER), False),
    ],
)
def test_a_truth_value_in_every_form_that_stores_give(term: Literal, true: bool) -> None:
    assert is_true(term) is typed(term, "boolean") is true


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("12", "integer", 12),
        ("1.50", "number", 1.5),
        ("b|a", "list", ["a", "b"]),
        ("30-40|5-9", "spans", [[5, 9], [30, 40]]),
        ("12", "string", "12"),
    ],
)
def test_a_value_has_the_type_of_its_column(text: str, type_: Any, value: object) -> None:
    assert typed(Literal(text), type_) == value


def test_an_unbound_variable_is_none_or_an_empty_list() -> None:
    assert [typed(None, type_) for type_ in ("string", "integer", "number", "boolean")] == [None] * 4
    assert [typed(None, type_) for type_ in ("list", "spans")] == [[], []]


@pytest.mark.parametrize("name", questions("tables"))
def test_a_table_binds_no_exists(name: str) -> None:
    """Virtuoso 7.2.5 evaluates `BIND (EXISTS {...} AS ?x)` to 0 where the group has an OPTIONAL and another BIND before it."""
    assert "BIND (EXISTS" not in questions("tables")[name].query
