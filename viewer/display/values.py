"""Values of facts in the reader's words: codes by what they mean, ids by names, sums, rates and ranges with their units."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.export.cells import plain_number
from kg.text.quotes import as_read
from viewer.display.codes import label
from viewer.display.columns import column_entity_type, column_scheme
from viewer.display.entities import entity_name
from viewer.i18n import language, t
from viewer.shared_graph import Row, SharedGraph

_WAN = 10_000
_EQUAL = "eq"
"""The comparison that is not written."""


def display_value(graph: SharedGraph, question: str, column: str, value: object) -> str:
    """A value of a column of a question: a code by what it means, an id by its name, a number without trailing zeros."""
    scheme, type_ = column_scheme(column, question), column_entity_type(column, question)
    values: Iterable[object] = value if isinstance(value, list | tuple) else [value]
    words = (
        label(graph, scheme, str(item)) if scheme else entity_name(graph, type_, str(item)) if type_ else _plain(item) for item in values
    )
    return t("source.and").join(as_read(word) for word in words)


def display_cell(graph: SharedGraph, question: str, column: str, row: Row) -> str:
    """As `display_value`; empty where the row has none."""
    return "" if row[column] is None else display_value(graph, question, column, row[column])


def fact_value(graph: SharedGraph, kind: str, row: Row) -> str:
    """`1,200万元`, `不低于55%`, `累计0.3万人`, `硕士`; empty where the row has none. Words without a figure have their own unit."""
    if "amount_min" in row:
        return _amount(row)
    if "value_min" in row:
        figures = _range(row["value_min"], row["value_max"], _plain)
        value = display_cell(graph, kind, "value_text", row) + (figures + (row["unit"] or "") if figures else "")
    else:
        value = display_cell(graph, kind, "value", row) + (row.get("unit") or "")
    if row.get("comparator") in (None, _EQUAL):
        return value
    return t("source.compared", comparison=display_cell(graph, kind, "comparator", row), value=value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return t("source.said_yes" if value else "source.said_no")
    return f"{plain_number(value):,}" if isinstance(value, float) else str(value)


def _amount(row: Row) -> str:
    """The sum or rate of an offer as the text counts it; one that gives no number by its words."""
    if row["value_text"]:
        return as_read(str(row["value_text"]))
    if row["rate_min"] is not None or row["rate_max"] is not None:
        return _bounded(row["rate_min"], row["rate_max"], _rate)
    return _bounded(row["amount_min"], row["amount_max"], _yuan)


def _bounded(least: float | None, most: float | None, write: Callable[[float], str]) -> str:
    if least is None and most is not None:
        return t("source.at_most", value=write(most))
    if most is None and least is not None:
        return t("source.at_least", value=write(least))
    return _range(least, most, write)


def _range(least: float | None, most: float | None, write: Callable[[float], str]) -> str:
    known = [value for value in dict.fromkeys((least, most)) if value is not None]
    return t("source.between", least=write(known[0]), most=write(known[1])) if len(known) > 1 else "".join(map(write, known))


def _rate(rate: float) -> str:
    return f"{100 * rate:.4g}%" if rate <= 1 else t("source.times", value=f"{rate:.4g}")


def _yuan(yuan: float) -> str:
    if language() == "zh" and yuan >= _WAN:
        return t("source.wan", value=f"{plain_number(yuan / _WAN):,}")
    return t("source.yuan", value=f"{plain_number(yuan):,}")
