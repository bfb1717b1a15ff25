"""SQL of DuckDB in the dialects of other engines. That the engines answer the same is tested by tests/engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
import yaml
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import EngineMissing, EngineUnreachable, UnknownEngine
from kg.graph import Graph
from kg.queries.engines.base import check_listening, needing
from kg.queries.engines.translation import translate

ROOT = Path(kg.__file__).parents[1]


@pytest.mark.parametrize(
    ("query", "values", "spark", "clickhouse"),
    [
        ("SELECT a FROM t WHERE $x IS NULL OR a = $x", {"x": None}, "SELECT a FROM t WHERE TRUE", "SELECT a FROM t WHERE TRUE"),
        (
            "SELECT a FROM t WHERE ($x IS NULL OR list_contains($x, a)) AND b",
            {"x": ["1"]},
            "SELECT a FROM t WHERE (ARRAY_CONTAINS(ARRAY('1'), a)) AND b",
            "SELECT a FROM t WHERE (has(['1'], a)) AND b",
        ),
        ("SELECT list_has_any(a, b) FROM t", {}, "SELECT ARRAYS_OVERLAP(a, b) FROM t", "SELECT hasAny(a, b) FROM t"),
        (
            "SELECT list(a ORDER BY b DESC) AS l FROM t",
            {},
            "SELECT NULLIF(TRANSFORM(ARRAY_SORT(COLLECT_LIST(NAMED_STRUCT('key0', b IS NULL, 'key1', -(b), 'value', a))), row -> row.value), ARRAY()) AS l FROM t",
            "SELECT arrayMap(row -> tupleElement(row, -1), arraySort(groupArray(tuple(b IS NULL, -(b), a)))) AS l FROM t",
        ),
        (
            "SELECT a, COUNT(*) AS n FROM t GROUP BY ALL",
            {},
            "SELECT a, COUNT(*) AS n FROM t GROUP BY a",
            "SELECT a, COUNT(*) AS n FROM t GROUP BY a",
        ),
        ("SELECT d + INTERVAL (m) MONTH FROM t", {}, "SELECT ADD_MONTHS(d, (m)) FROM t", "SELECT addMonths(d, (m)) FROM t"),
    ],
)
def test_what_engines_write_differently(query: str, values: dict[str, object], spark: str, clickhouse: str) -> None:
    assert translate(query, values, "spark") == spark
    assert translate(query, values, "clickhouse") == clickhouse


@pytest.mark.parametrize("dialect", ["spark", "clickhouse"])
@given(words=st.text(max_size=20))
def test_a_value_stays_one_literal(dialect: str, words: str) -> None:
    written = sqlglot.parse_one(translate("SELECT $words AS w", {"words": words}, dialect), dialect=dialect)
    (column,) = written.expressions
    assert column.this.is_string and column.alias == "w"


def test_engines_that_are_not_there_are_named_in_a_sentence(home: Path) -> None:
    with pytest.raises(UnknownEngine, match="presto"):
        Graph(home, "presto")
    with pytest.raises(EngineUnreachable, match=r"127\.0\.0\.1:9"):
        check_listening("spark://127.0.0.1:9", "//127.0.0.1:9")
    with pytest.raises(EngineMissing, match="nothing_like_it"), needing("sail"):
        __import__("nothing_like_it")


def test_the_documentation_lists_what_each_engine_cannot() -> None:
    held = yaml.safe_load((ROOT / "kg/queries/engines/unsupported.yaml").read_text("utf-8"))
    rows = re.findall(
        r"^\| `(\w+)` \| `(\w+)` \| (?:without `(\w+)`)? ?\| (.+) \|$", (ROOT / "docs/engines.md").read_text("utf-8"), re.MULTILINE
    )
    assert rows == [(engine, name, why.get("missing", ""), why["says"]) for engine, names in held.items() for name, why in names.items()]
