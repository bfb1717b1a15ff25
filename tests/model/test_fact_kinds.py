"""A kind of fact declares itself once: what it declares is checked, and its table and its part in the graph follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import pytest

from kg.model.fact_kind import AsEdge, AsNode, AttachedTo, Caption, FactKind, Mark
from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import Ref, Title
from kg.queries import fact_queries
from kg.queries.fact_tables import definition

KIND = FactKind("made", Caption("造", "Made"), Caption("造", "made"), Mark(Caption("造", "Xx"), "people", "solid"), ("title",))


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Kinds that a test declares are forgotten after it."""
    before = dict(FACT_KINDS)
    fact_queries._context.cache_clear()
    yield
    FACT_KINDS.clear()
    FACT_KINDS.update(before)
    fact_queries._context.cache_clear()


def declare(kind: FactKind) -> type[Fact]:
    class Made(Fact, kind=kind):
        title: Title

    return Made


def test_a_kind_is_found_by_its_name() -> None:
    made = declare(KIND)
    assert FACT_KINDS["made"] is made and made.class_name == "Made" and list(FACT_KINDS)[-1] == "made"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": "tasks"}, "the name tasks is taken by Task"),
        ({"mark": Mark(Caption("任", "Xx"), "people", "solid")}, "the sign 任 is taken by Task"),
        ({"mark": Mark(Caption("造", "Ta"), "people", "solid")}, "the sign Ta is taken by Task"),
        ({"mark": Mark(Caption("造", "Xx"), "action", "solid")}, "the colour action with the line solid is taken by Task"),
        ({"graph": AsNode("flag", hollow=True)}, "the hollow shape flag is taken by Baseline"),
        ({"graph": AsNode("square", offered_by="programs")}, "its declaration names programs, which is no field of it"),
        ({"graph": AsEdge("clause", "agency")}, "its declaration names agency, which is no field of it"),
        ({"graph": AttachedTo("offer")}, "its declaration names offer, which is no field of it"),
    ],
)
def test_what_cannot_be_told_apart_or_is_not_there_is_refused(changed: dict[str, object], told: str) -> None:
    with pytest.raises(TypeError, match=f"^Made: {told}$"):
        declare(replace(KIND, **changed))  # type: ignore[arg-type]
    assert "made" not in FACT_KINDS


def test_two_classes_of_one_name_are_refused() -> None:
    declare(KIND)
    other = replace(KIND, name="others", mark=Mark(Caption("另", "Yy"), "people", "dashed"))
    with pytest.raises(TypeError, match="the class Made is taken by Made"):
        declare(other)


def test_a_column_that_nothing_defines_is_told() -> None:
    with pytest.raises(LookupError, match=r"Made: the column weight is neither a field nor defined in columns\.yaml"):
        definition(declare(replace(KIND, columns=("title", "weight"))))


def test_the_table_has_the_fields_and_what_every_fact_has() -> None:
    columns = definition(declare(KIND))["columns"]
    assert list(columns) == [
        *("id", "document", "clause", "title", "task"),
        *("quote", "start", "end", "context", "inferred", "city", "city_code"),
    ]


def test_a_node_is_among_the_classes_of_nodes_and_found_by_its_label() -> None:
    declare(replace(KIND, graph=AsNode("square", searched=True)))
    said = fact_queries.render("{{ node_classes }} {{ searched | last | join('.') }}")
    assert said.endswith("zm:Made made.title")


def test_an_edge_leads_from_where_it_is_stated_to_what_it_names() -> None:
    class Made(Fact, kind=replace(KIND, graph=AsEdge("clause", "topic"))):
        topic: Annotated[str, Ref("category")]
        title: Title

    said = fact_queries.render("{% set edge = edges | last %}{{ edge.class_name }} {{ edge.here }} {{ edge.there }} {{ edge.relation }}")
    assert said == "zm:Made zm:statedIn zm:topic zm:Made"


def test_what_is_neither_is_shown_at_its_clause() -> None:
    declare(KIND)
    assert fact_queries.render("{{ attached | last | join(' ') }}") == "zm:Made zm:statedIn"
