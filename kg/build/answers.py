"""Answers to findings, held against the rules and against what the rules find."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DataIssue, nearest, shown
from kg.i18n import Message, message
from kg.loaders.finding_answers import ANSWERS
from kg.model.finding_answer import OPEN
from kg.model.records import DocumentRecord
from kg.queries.catalog import FINDINGS, question_names
from kg.queries.materialise import Row, Tables

_GONE = "gone_answers.json"


def unknown_rules(record: DocumentRecord, folder: Path, show: Path) -> Iterator[DataIssue]:
    """Answers whose rule there is none of. Names of files are relative to `show`."""
    known = list(question_names("findings"))
    for numbered in record.answers:
        rule = numbered.answer.rule
        if rule not in known:
            file, expected = str((folder / ANSWERS).relative_to(show)), message("issues.expected.one_of", known=known)
            yield DataIssue(file, numbered.row, "rule", shown(rule), expected, nearest(rule, known))


def keep_gone(record: DocumentRecord, tables: Tables, folder: Path) -> None:
    """Write into `folder` which answers of a document are to findings that are no more.

    Facts that are not published now are those of another version, or not reviewed yet, and nothing follows from that.
    """
    rows = list(_gone(tables)) if record.answers and record.head.curated and not record.head.later_version else []
    if rows:
        (folder / _GONE).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def gone_answers(folder: Path) -> Iterable[Message]:
    """What `keep_gone` wrote, a sentence each."""
    path = folder / _GONE
    return [message("checks.answer_gone", **row) for row in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def _gone(tables: Tables) -> Iterator[Row]:
    last = {_key(row): row for row in tables["answer_rows"]}
    found = {_key(row) for row in tables[FINDINGS.name]}
    for key, row in last.items():
        if key not in found and row["answer"] != OPEN:
            yield {"document": row["document"], "row": row["number"], "rule": row["rule"], "facts": row["fact_ids"]}


def _key(row: Row) -> tuple[str, int | None, tuple[str, ...]]:
    return row["rule"], row["year"], tuple(sorted(row["fact_ids"]))
