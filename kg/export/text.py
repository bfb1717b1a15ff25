"""Answers as text for a terminal: facts as cards with their quotes, other rows as a table, or as cards if the table is too wide.

Empty columns are left out.
"""

from __future__ import annotations

import re

from kg.export.cells import cell
from kg.queries.runner import Answer

_HIDDEN_COLUMNS = {
    "start",
    "end",
    "context",
    "city_code",
    "message_en",
    "payer_agency",
    "status_basis",
    "source_note",
    "places",
    "fact_ids",
}
_PART_OF_ID = {"id", "document", "clause", "city", "quote"}


def answer_text(answer: Answer, width: int) -> str:
    """The rows within `width` characters, and their number. CSV, JSON and Excel have all columns; this has not."""
    text = _cards(answer, "id") if {"id", "quote"} <= answer.columns.keys() else _table(answer)
    if _widest(text) > width and answer.rows:
        text = _cards(answer, next(iter(answer.columns)))
    count = len(answer.rows)
    return f"{text}{count} row{'' if count == 1 else 's'}\n"


def _visible_columns(answer: Answer) -> list[str]:
    columns = [c for c in answer.columns if c not in _HIDDEN_COLUMNS and any(row[c] not in (None, []) for row in answer.rows)]
    return columns or list(answer.columns)


def _cards(answer: Answer, head: str) -> str:
    """One block for each row: the column `head`, the other columns, the quote."""
    lines = []
    columns = [column for column in _visible_columns(answer) if column not in {*_PART_OF_ID, head} or (column == "clause" and head != "id")]
    for row in answer.rows:
        values = [f"{column} {_cell_text(row[column])}" for column in columns if row[column] not in (None, [])]
        lines += [f"{_cell_text(row[head])}  {row.get('city') or ''}".rstrip(), f"  {' · '.join(values)}"]
        lines += [f"  「{one_line(row['quote'])}」"] if row.get("quote") else []
    return "\n".join([*lines, ""]) if lines else ""


def _table(answer: Answer) -> str:
    """A table as wide as its cells, so that ids are never broken."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    cells = {column: [_cell_text(row[column]) for row in answer.rows] for column in _visible_columns(answer)}
    for column, texts in cells.items():
        narrow = max(map(len, texts), default=0) < len(column)
        table.add_column(column.replace("_", "\n") if narrow else column, no_wrap=True)
    for row in zip(*cells.values(), strict=True):
        table.add_row(*row)
    console = Console(width=10_000, no_color=True, markup=False, highlight=False)
    with console.capture() as capture:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _widest(text: str) -> int:
    from rich.cells import cell_len

    return max((cell_len(line) for line in text.splitlines() if not line.startswith("  ")), default=0)


def one_line(text: str) -> str:
    """Source text on one line: wrapped lines are joined, table cells stay separate."""
    joined = re.sub(r"(?<![!-~])\s*\n\s*|\s*\n\s*(?![!-~])", "", text.strip())
    return re.sub(r"\s+", " ", joined)


def _cell_text(value: object) -> str:
    content = cell(value)
    return "" if content is None else " ".join(str(content).split())
