"""How many rows each value of a parameter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TREES = {"place": ("place_tree", "place"), "category": ("category_tree", "category")}
"""Types whose things have others below them, which count: the table and the column of the one below."""


ROWS = "number_of_rows"
"""The column that says how many rows have the values beside it."""


def facet_counts(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], above: Mapping[str, Iterable[str]]) -> Counter[str]:
    """Value -> rows that have it in one of `columns`. A row counts once, for the value and for all that is `above` it.

    `rows` are combinations of values, each once, with the number of rows that have them in the column `ROWS`.
    """
    counts: Counter[str] = Counter()
    for row in rows:
        held = {value for column in columns for value in (row[column] if isinstance(row[column], list) else [row[column]]) if value}
        for counted in {higher for value in held for higher in above.get(value, (value,))}:
            counts[counted] += row[ROWS]
    return counts
