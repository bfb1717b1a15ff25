"""Targets and baselines of tables of indicators. A table that has goals gives targets, with its base column beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kg.extraction.indicators.columns import Column
from kg.extraction.indicators.grid import Row, rows
from kg.extraction.indicators.measured import Measured, measured, plain
from kg.extraction.indicators.registry import Sense, indicator
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.source import DraftSource
from kg.model.records import Span

_BOUNDS = {
    "超过": "gt",
    "大于": "gt",
    "高于": "gt",
    "不低于": "ge",
    "不少于": "ge",
    "达到": "eq",
    "控制在": "le",
    "不超过": "le",
    "低于": "lt",
}
_BOUND = re.compile(rf"(?:{'|'.join(_BOUNDS)})$")
_RATIO = re.compile(r"\d+\s*[:：]\s*\d+(?:\s*[:：]\s*\d+)*")
_CUMULATED = re.compile(r"[\[［【]\s*[\]］】]\s*内?[^。\n]{0,12}累计[^。\n]{0,6}")
_BRACKETED = re.compile(r"^\s*[\[［【]")


def table_targets(source: DraftSource) -> Iterator[Proposal]:
    """A target for each row whose goal is a figure, or a ratio."""
    for row in rows(source):
        goals = [(column, cell) for column, cell in row.cells if column.role == "goal"]
        for column, cell in goals:
            if (values := _goal(source, row, column, cell)) is None:
                continue
            name, bound = _name(source, row)
            values |= _named(source, row, name) | _beside(source, row, growth=len(goals) == 1)
            values |= _bounded(values, bound)
            note = _note(source, row, cell)
            values |= {"span": "period"} if note else {}
            yield Proposal("targets", row.clause, row.span, values, "targets.table", (*_context(source, row), *note))


def _bounded(values: Mapping[str, Cell], bound: str | None) -> dict[str, Cell]:
    """The bound that the name sets to a figure that has none of its own."""
    if bound is None or values.get("comparator") != "eq" or values.get("value_min") is None:
        return {}
    ends = {"value_max": None} if bound in ("ge", "gt") else {"value_min": None} if bound in ("le", "lt") else {}
    return {"comparator": bound, **ends}


def table_baselines(source: DraftSource) -> Iterator[Proposal]:
    """Of a table without goals, a baseline for each value; the growth belongs to the last."""
    for row in rows(source):
        if any(column.role == "goal" for column, _ in row.cells):
            continue
        bases = [(column, cell) for column, cell in row.cells if column.role == "base"]
        for place, (column, cell) in enumerate(bases):
            if (value := _value(source, row, cell)) is None:
                continue
            last = place == len(bases) - 1
            name, _ = _name(source, row)
            values: dict[str, Cell] = {**_named(source, row, name), "value": value.value, "year": column.year}
            values |= {"inferred": ["year"]} if column.inferred else {}
            values |= {"growth_percent": _growth(source, row)} if last else {}
            span = row.span if last else (row.span[0], cell[1])
            yield Proposal("baselines", row.clause, span, values, "baselines.table", _context(source, row))


def _goal(source: DraftSource, row: Row, column: Column, cell: Span) -> dict[str, Cell] | None:
    year: dict[str, Cell] = {"target_year": column.year, "inferred": ["target_year"] if column.inferred else None}
    if _RATIO.fullmatch(source.text[slice(*cell)].strip()):
        return year | {"value_text": source.words(cell), "comparator": "eq"}
    if (value := _value(source, row, cell)) is None:
        return None
    return year | {"value_min": value.least, "value_max": value.most, "comparator": value.comparator}


def _value(source: DraftSource, row: Row, cell: Span) -> Measured | None:
    figures = [figure for figure in source.figures(cell) if figure.kind in ("number", "count", "rate", "money", "duration", "age")]
    return measured(source, figures[0], row.unit) if len(figures) == 1 else None


def _name(source: DraftSource, row: Row) -> tuple[Span, str | None]:
    """The name, and the bound that ends it: 增加值占比超过."""
    match = _BOUND.search(source.text[slice(*row.name)])
    return ((row.name[0], row.name[0] + match.start()), _BOUNDS[match.group()]) if match else (row.name, None)


def _named(source: DraftSource, row: Row, name: Span) -> dict[str, Cell]:
    unit = row.unit
    return {"indicator": indicator(source, name, unit, Sense("state")), "indicator_name": source.words(name), "unit": unit}


def _beside(source: DraftSource, row: Row, growth: bool) -> dict[str, Cell]:
    """Base, growth and binding of a row with a goal."""
    found: dict[str, Cell] = {"growth_percent": _growth(source, row) if growth else None}
    for column, cell in row.cells:
        words = source.words(cell)
        if column.role == "base" and words.strip("—-–－"):
            value = None if _RATIO.search(words) else _value(source, row, cell)
            found |= {"baseline_value": value.value if value else None, "baseline_year": column.year}
        elif column.role == "binding":
            found["binding"] = words if words in ("约束性", "预期性") else None
    return found


def _growth(source: DraftSource, row: Row) -> Decimal | None:
    cells = [cell for column, cell in row.cells if column.role == "growth"]
    rates = [figure for cell in cells for figure in source.figures(cell) if figure.kind == "rate"]
    return plain(rates[0].low * 100) if rates else None


def _note(source: DraftSource, row: Row, cell: Span) -> tuple[Span, ...]:
    """The note that says that values in brackets are those of the whole period."""
    table = source.clauses[source.clauses[row.clause].parent or row.clause]
    match = _CUMULATED.search(source.text, table.start, table.end)
    return (match.span(),) if match and _BRACKETED.match(source.text[slice(*cell)]) else ()


def _context(source: DraftSource, row: Row) -> tuple[Span, ...]:
    """The head, from the table's first words on where the same head stands elsewhere, and the row that has the unit."""
    head = row.head
    if len(source.parsed.normalised.find(source.words(head), [(0, len(source.text))])) > 1:
        table = source.clauses[source.clauses[row.clause].parent or row.clause]
        head = (table.start, head[1])
    return (head, row.unit_at) if row.unit_at else (head,)
