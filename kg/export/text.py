"""Answers for the eye: facts as cards with their words, everything else as a table that fits, else as cards.

Columns that say nothing are left out.
"""

from __future__ import annotations

import re

from kg.export.cells import cell
from kg.queries.runner import Answer

_FOR_MACHINES = {"start", "end", "context", "city_code", "message_en", "payer_agency", "status_basis", "source_note"}
_IN_THE_ID = {"id", "document", "clause", "city", "quote"}


def answer_text(answer: Answer, width: int) -> str:
    """The rows, and how many they are. CSV, JSON and Excel have every column."""
    text = _cards(answer, "id") if {"id", "quote"} <= answer.columns.keys() else _table(answer)
    if _widest(text) > width and answer.rows:
        text = _cards(answer, next(iter(answer.columns)))
    count = len(answer.rows)
    return f"{text}{count} row{'' if count == 1 else 's'}\n"


def _shown(answer: Answer) -> list[str]:
    columns = [c for c in answer.columns if c not in _FOR_MACHINES and any(row[c] not in (None, []) for row in answer.rows)]
    return columns or list(answer.columns)


def _cards(answer: Answer, head: str) -> str:
    """A block a row: its name, what is said of it, its words."""
    lines = []
    columns = [column for column in _shown(answer) if column not in {*_IN_THE_ID, head} or (column == "clause" and head != "id")]
    for row in answer.rows:
        said = [f"{column} {_words(cell(row[column]))}" for column in columns if row[column] not in (None, [])]
        lines += [f"{_words(row[head])}  {row.get('city') or ''}".rstrip(), f"  {' · '.join(said)}"]
        lines += [f"  「{one_line(row['quote'])}」"] if row.get("quote") else []
    return "\n".join([*lines, ""]) if lines else ""


def _table(answer: Answer) -> str:
    """As wide as its cells need, so that an id is never broken."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    cells = {column: [_words(cell(row[column])) for row in answer.rows] for column in _shown(answer)}
    for column, words in cells.items():
        narrow = max(map(len, words), default=0) < len(column)
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


def one_line(words: str) -> str:
    """Words of a source on one line: a line that the scan broke is joined, the cells of a table stay apart."""
    joined = re.sub(r"(?<![!-~])\s*\n\s*|\s*\n\s*(?![!-~])", "", words.strip())
    return re.sub(r"\s+", " ", joined)


def _words(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
