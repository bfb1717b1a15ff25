"""Answers for the eye: facts as cards with their words, everything else as a table. Columns that say nothing are left out."""

from __future__ import annotations

from kg.export.cells import cell
from kg.queries.runner import Answer

_FOR_MACHINES = {"start", "end", "context", "city_code", "message_en", "payer_agency", "status_basis", "source_note"}
_IN_THE_ID = {"id", "document", "clause", "city", "quote"}


def answer_text(answer: Answer, width: int) -> str:
    """The rows, and how many they are. CSV, JSON and Excel have every column."""
    text = _cards(answer) if {"id", "quote"} <= answer.columns.keys() else _table(answer, width)
    count = len(answer.rows)
    return f"{text}{count} row{'' if count == 1 else 's'}\n"


def _shown(answer: Answer) -> list[str]:
    columns = [c for c in answer.columns if c not in _FOR_MACHINES and any(row[c] not in (None, []) for row in answer.rows)]
    return columns or list(answer.columns)


def _cards(answer: Answer) -> str:
    lines = []
    columns = [column for column in _shown(answer) if column not in _IN_THE_ID]
    for row in answer.rows:
        said = [f"{column} {_words(cell(row[column]))}" for column in columns if row[column] not in (None, [])]
        lines += [f"{row['id']}  {row.get('city') or ''}", f"  {' · '.join(said)}", f"  「{''.join(row['quote'].split())}」"]
    return "\n".join([*lines, ""]) if lines else ""


def _table(answer: Answer, width: int) -> str:
    from rich.console import Console
    from rich.table import Table

    shown = _shown(answer)
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for column in shown:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        table.add_row(*(_words(cell(row[column])) for column in shown))
    console = Console(width=width, no_color=True, markup=False, highlight=False)
    with console.capture() as capture:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _words(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
