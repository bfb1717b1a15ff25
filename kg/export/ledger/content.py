"""What a task holds: measures, documents to be issued, money and targets, in the words of the text; and what offices said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.export.ledger.rows import FactLine, Said
from kg.export.text import one_line

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

ONGOING = "长期"
_CLOSED = ("done", "cancelled")
_PARTS = (("measures", "举措", "text"), ("deliverables", "出台文件", "title"), ("funding", "资金", "quote"), ("targets", "目标", "quote"))
"""Question, what it is called, the column that is told."""


def contents(graph: KnowledgeGraph, document: str) -> tuple[dict[str, tuple[str, ...]], list[FactLine]]:
    """Task -> the lines that say what it holds; and the targets and offers of a document, in the order of the text."""
    lines: dict[str, list[str]] = defaultdict(list)
    facts: list[tuple[int, FactLine]] = []
    titles = {row["id"]: row["title"] for row in graph.answer("tasks", {"document": document}).rows}
    said = _amounts(graph, document)
    for question, name, column in _PARTS:
        for row in graph.answer(question, {"document": document}).rows:
            words = one_line(row[column] or row["quote"])
            if row["task"]:
                lines[row["task"]].append(f"{name}：《{words}》" if question == "deliverables" else f"{name}：{words}")
            if question in ("funding", "targets"):
                unit = "万元" if question == "funding" else row["unit"] or ""
                latest = said.get(row["id"], {})
                title = titles.get(row["task"], "")
                amounts = latest.get("reached"), latest.get("paid")
                line = FactLine(row["id"], name, title, row["task"], one_line(row["quote"]), unit, *amounts)
                facts.append((row["start"], line))
    ordered = [line for _, line in sorted(facts, key=lambda item: (item[0], item[1].fact))]
    return {task: tuple(dict.fromkeys(words)) for task, words in lines.items()}, ordered


def said_of_tasks(graph: KnowledgeGraph, document: str, labels: Mapping[str, str]) -> dict[str, Said]:
    """Task -> what offices said last. labels: state -> its label."""
    found = {}
    for row in graph.answer("progress", {"document": document}).rows:
        due = row["due"] if row["due_from"] == "office" else None
        state = row["state"]
        found[row["task"]] = Said(
            labels.get(state, state), ONGOING if due == "ongoing" else due, row["owner"], row["text"], state not in _CLOSED
        )
    return found


def _amounts(graph: KnowledgeGraph, document: str) -> dict[str, dict[str, Any]]:
    """Target or offer -> what was said last of it."""
    said: dict[str, dict[str, Any]] = defaultdict(dict)
    rows = graph.answer("progress_entries", {"document": document}).rows
    for row in sorted(rows, key=lambda row: (row["entered"], row["number"])):
        if row["fact"]:
            said[row["fact"]] |= {name: row[name] for name in ("reached", "paid") if row[name] is not None}
    return said
