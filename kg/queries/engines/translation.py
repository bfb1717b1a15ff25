"""SQL of DuckDB -> SQL of another engine. Parameters become literals, which the generator of the dialect escapes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

from kg.queries.engines.dialects import RULES, Rule


def translate(query: str, values: Mapping[str, Any], dialect: str) -> str:
    """The query in the SQL of `dialect` (`spark`, `clickhouse`), its parameters `$name` replaced by `values`."""
    tree = _parsed(query).copy()
    for parameter in list(tree.find_all(exp.Parameter, exp.Placeholder)):
        parameter.replace(literal(values.get(parameter.name)))
    for rule in (_shorter, *RULES[dialect]):
        tree = rewritten(tree, rule)
    return tree.sql(dialect=dialect)


@lru_cache(256)
def _parsed(query: str) -> exp.Expr:
    return sqlglot.parse_one(query, dialect="duckdb")


def literal(value: Any) -> exp.Expr:
    """A number, a text, a list of texts or None as SQL."""
    if isinstance(value, list):
        return exp.Array(expressions=[literal(one) for one in value])
    return exp.convert(value)


def rewritten(tree: exp.Expr, rule: Rule) -> exp.Expr:
    """The tree with what `rule` makes of each node, from the leaves up."""
    for node in reversed(list(tree.walk(bfs=False))):
        made = rule(node)
        if node is tree:
            tree = made
        elif made is not node:
            node.replace(made)
    return tree


def _shorter(node: exp.Expr) -> exp.Expr:
    """What a node is, where constants decide it: conditions of parameters that were not given (`NULL IS NULL OR …`) are true.

    Engines that type NULL as nothing refuse functions over it.
    """
    match node:
        case exp.Is(this=exp.Null() | exp.Literal() | exp.Array() as value, expression=exp.Null()):
            return exp.convert(isinstance(value, exp.Null))
        case exp.Paren(this=exp.Boolean() | exp.Null() as value) | exp.Paren(this=exp.Paren() as value):
            return value
        case exp.Not(this=exp.Boolean() as value):
            return exp.convert(not value.this)
        case exp.Or() | exp.And():
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(side, exp.Boolean):
                    return side if bool(side.this) == isinstance(node, exp.Or) else other
        case exp.ArrayContains() | exp.ArrayOverlaps() if isinstance(node.this, exp.Null) or isinstance(node.expression, exp.Null):
            return exp.cast(exp.null(), "boolean")
        case exp.ArraySize(this=exp.Null()):
            return exp.cast(exp.null(), "bigint")
        case exp.Select() if (group := node.args.get("group")) and group.args.get("all"):
            plain = [column.unalias() for column in node.expressions if not column.find(exp.AggFunc)]
            group.replace(exp.Group(expressions=[column.copy() for column in plain if not isinstance(column, exp.Literal)]))
    return node
