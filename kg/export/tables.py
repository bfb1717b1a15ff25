"""All public tables, as a folder of CSV files or as a workbook with one sheet for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.answers import answer_bytes
from kg.export.xlsx import xlsx_bytes
from kg.queries.catalog import public_questions
from kg.queries.runner import Answer

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


def _tables(graph: KnowledgeGraph) -> dict[str, Answer]:
    """The answers to all questions without required parameters."""
    names = [q.name for q in public_questions() if not any(parameter.required for parameter in q.parameters.values())]
    return {name: graph.answer(name) for name in names}


def write_csv_folder(graph: KnowledgeGraph, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, answer in _tables(graph).items():
        (out / f"{name}.csv").write_bytes(answer_bytes(answer, "csv", for_file=True))


def write_workbook(graph: KnowledgeGraph, out: Path) -> None:
    out.write_bytes(xlsx_bytes(_tables(graph)))
