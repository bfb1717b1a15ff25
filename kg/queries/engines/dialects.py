"""What sqlglot leaves as DuckDB writes it: the rules of a dialect, each from a node of the tree to one that the engine knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlglot import exp

Rule = Callable[[exp.Expr], exp.Expr]


def _aggregate(node: exp.Expr) -> tuple[exp.ArrayAgg, exp.Where | None] | None:
    """The aggregate `list(…)` that a node is, and its FILTER."""
    if isinstance(node, exp.Filter) and isinstance(node.this, exp.ArrayAgg):
        return node.this, node.expression
    if isinstance(node, exp.ArrayAgg) and not isinstance(node.parent, exp.Filter):
        return node, None
    return None


def _parts(aggregate: exp.ArrayAgg) -> tuple[exp.Expr, bool, list[exp.Ordered]]:
    """The value, whether it is DISTINCT, the order."""
    value, order = aggregate.this, []
    if isinstance(value, exp.Order):
        value, order = value.this, value.expressions
    if isinstance(value, exp.Distinct):
        return value.expressions[0], True, order
    return value, False, order


def _keys(order: Sequence[exp.Ordered]) -> Iterator[exp.Expr]:
    """What rows are put in order by, ascending, with a missing value last. Only numbers may be descending."""
    for key in order:
        yield exp.Is(this=key.this.copy(), expression=exp.null())
        yield exp.Neg(this=exp.paren(key.this.copy())) if key.args.get("desc") else key.this.copy()


def _filtered(function: exp.Expr, where: exp.Where | None) -> exp.Expr:
    return exp.Filter(this=function, expression=where) if where else function


def spark_list(node: exp.Expr) -> exp.Expr:
    """`list(x ORDER BY y)`: rows are collected with what orders them, sorted, and x taken out. Of no rows it is NULL."""
    found = _aggregate(node)
    if found is None:
        return node
    aggregate, where = found
    value, distinct, order = _parts(aggregate)
    collect = "COLLECT_SET" if distinct else "COLLECT_LIST"
    if not order or distinct:
        made: exp.Expr = _filtered(exp.func(collect, value), where)
        made = exp.func("ARRAY_SORT", made) if order else made
    else:
        row = exp.func("NAMED_STRUCT", *_named([*_keys(order), value]))
        item = exp.Lambda(
            this=exp.Dot(this=exp.to_identifier("row"), expression=exp.to_identifier("value")), expressions=[exp.to_identifier("row")]
        )
        made = exp.Anonymous(this="TRANSFORM", expressions=[exp.func("ARRAY_SORT", _filtered(exp.func(collect, row), where)), item])
    return exp.Nullif(this=made, expression=exp.Array(expressions=[]))


def _named(values: Sequence[exp.Expr]) -> Iterator[exp.Expr]:
    for number, value in enumerate(values[:-1]):
        yield from (exp.Literal.string(f"key{number}"), value)
    yield from (exp.Literal.string("value"), values[-1])


def spark_overlap(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.ArrayOverlaps):
        return exp.Anonymous(this="ARRAYS_OVERLAP", expressions=[node.this, node.expression])
    return node


def _interval_rule(months: str, days: str) -> Rule:
    """`day + INTERVAL (n) MONTH`, where the engine has intervals of a literal only."""

    def rule(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Add) and isinstance(added := node.expression, exp.Interval) and not isinstance(added.this, exp.Literal):
            return _call({"MONTH": months, "DAY": days}[str(added.args["unit"].name).upper()], node.this, added.this)
        return node

    return rule


def spark_split(node: exp.Expr) -> exp.Expr:
    """The separator is a regular expression; one letter in brackets is read alike by Spark and Sail."""
    if isinstance(node, exp.Split) and isinstance(node.expression, exp.Literal):
        return exp.Anonymous(this="SPLIT", expressions=[node.this, exp.Literal.string(f"[{node.expression.name}]")])
    return node


def clickhouse_list(node: exp.Expr) -> exp.Expr:
    """As `spark_list`, of rows as tuples."""
    found = _aggregate(node)
    if found is None:
        return node
    aggregate, where = found
    value, distinct, order = _parts(aggregate)
    collect = "groupUniqArray" if distinct else "groupArray"
    if not order or distinct:
        made: exp.Expr = _filtered(_call(collect, value), where)
        return _call("arraySort", made) if order else made
    row = _call("tuple", *_keys(order), value)
    last = exp.Lambda(this=_call("tupleElement", exp.to_identifier("row"), exp.Literal.number(-1)), expressions=[exp.to_identifier("row")])
    return _call("arrayMap", last, _call("arraySort", _filtered(_call(collect, row), where)))


_CLICKHOUSE: Mapping[type[exp.Expr], str] = {
    exp.ArrayIntersect: "arrayIntersect", exp.ArrayOverlaps: "hasAny", exp.ArrayPosition: "indexOf", exp.ArraySort: "arraySort",
    exp.DateFromParts: "makeDate", exp.Flatten: "arrayFlatten", exp.GenerateSeries: "range", exp.LastDay: "toLastDayOfMonth",
    exp.LogicalOr: "max",
}  # fmt: skip
"""Functions that the generator leaves by a name that ClickHouse does not have."""
_ARGUMENTS = ("this", "expression", "year", "month", "day", "start", "end")


def clickhouse_aliases(node: exp.Expr) -> exp.Expr:
    """Columns of a query are called as elsewhere: `a.agency` is `agency`."""
    if isinstance(node, exp.Select):
        named = [
            exp.alias_(one, one.name, quoted=True) if isinstance(one, exp.Column) and one.table and not one.is_star else one
            for one in node.expressions
        ]
        node.set("expressions", named)
    return node


def clickhouse_function(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.RegexpReplace):
        return _call("replaceRegexpAll", node.this, node.expression, node.args["replacement"])
    if (name := _CLICKHOUSE.get(type(node))) is None:
        return node
    return _call(name, *node.expressions, *filter(None, map(node.args.get, _ARGUMENTS)))


def _call(name: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=list(arguments))


RULES: Mapping[str, Sequence[Rule]] = {
    "spark": (spark_list, spark_overlap, _interval_rule("ADD_MONTHS", "DATE_ADD"), spark_split),
    "clickhouse": (clickhouse_list, clickhouse_function, clickhouse_aliases, _interval_rule("addMonths", "addDays")),
}
