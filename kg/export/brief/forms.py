"""How rows of an answer are written in a brief. Amounts are written as they stand, and never added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kg.export.brief.model import NOTHING, Row
from kg.export.text import one_line
from kg.neighbourhood.offer_labels import offer_name

Form = Callable[[Sequence[Row]], str]
_AMOUNTS = {"low": "amount_min", "high": "amount_max", "rate_low": "rate_min", "rate_high": "rate_max"}


def plain(number: float) -> str:
    """`12,000`, `0.35`."""
    return f"{Decimal(f'{number:.12g}').normalize():,f}"


def has_sum(row: Row) -> bool:
    return any(row[column] is not None for column in _AMOUNTS.values())


def money(rows: Sequence[Row]) -> str:
    """`≤50万元`, `5—10万元`, `30%`; `未写明金额` where there is neither sum nor rate."""
    row = rows[0]
    return offer_name({name: f"{row[column]:.12g}" for name, column in _AMOUNTS.items() if row[column] is not None}) or "未写明金额"


def rank(rows: Sequence[Row]) -> str:
    """`2/3`: the second of three; a dash where nothing compares."""
    row = rows[0]
    return f"{row['rank']}/{row['compared']}" if row["rank"] and row["compared"] > 1 else NOTHING


def pace(rows: Sequence[Row]) -> str:
    """Growth a year: `8.4%`, or `0.38个百分点` of a share."""
    row = rows[0]
    if row["pace"] is None:
        return NOTHING
    return f"{plain(round(row['pace'], 2))}个百分点" if row["points"] else f"{plain(round(row['pace'] * 100, 1))}%"


def issued(rows: Sequence[Row]) -> str:
    """Number and date of a document: `石党办发〔2020〕32号，2020-09-15印发`."""
    row = rows[0]
    return f"{row['number'] or '无文号'}，{row['issued'] + '印发' if row['issued'] else '文本未载印发日期'}"


def _words(column: str) -> Form:
    return lambda rows: one_line(str(rows[0][column])) if rows[0][column] else NOTHING


def _number(column: str) -> Form:
    return lambda rows: plain(rows[0][column] or 0)


def _list(column: str) -> Form:
    return lambda rows: "、".join(dict.fromkeys(map(one_line, rows[0][column]))) or NOTHING


def _dated(value: str, year: str) -> Form:
    """The words of a value with its year: `≥5000名（2025年）`."""

    def write(rows: Sequence[Row]) -> str:
        row = rows[0]
        return f"{one_line(row[value])}{f'（{row[year]}年）' if row[year] else ''}" if row[value] is not None else NOTHING

    return write


_WORDS = (
    "title",
    "name",
    "item_name",
    "task_title",
    "agency_name",
    "message",
    "arithmetic",
    "status_basis",
    "city",
    "label",
    "recipient",
    "purpose",
    "partner",
    "document",
)
_NUMBERS = ("facts", "lead_assigned", "support", "load", "rank_alone")
FORMS: Mapping[str, Form] = {
    "count": lambda rows: plain(len(rows)),
    "with_sum": lambda rows: plain(sum(map(has_sum, rows))),
    "cities": lambda rows: plain(len({row["city_code"] for row in rows})),
    "clauses": lambda rows: plain(sum(row["clauses"] for row in rows)),
    "money": money,
    "rank": rank,
    "pace": pace,
    "issued": issued,
    "goal": _dated("goal_written", "goal_year"),
    "base": _dated("base_written", "base_year"),
    "what": _list("what"),
    **{column: _words(column) for column in _WORDS},
    **{column: _number(column) for column in _NUMBERS},
    "rank_alone": _number("rank"),
}
"""Name -> what it makes of rows."""
