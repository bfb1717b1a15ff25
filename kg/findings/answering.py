"""An answer to a finding becomes a row of `data/documents/<id>/answers.csv`. Rows are only added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.curation.files import append_rows
from kg.curation.lock import giving_ids
from kg.errors import DataIssue, InvalidData, UnknownDocument, UnknownFinding
from kg.interface import KnowledgeGraph
from kg.loaders.csvfile import Row as CsvRow
from kg.loaders.csvfile import read_rows
from kg.loaders.documents import HEAD
from kg.loaders.finding_answers import ANSWER_COLUMNS, ANSWERS
from kg.loaders.validation import concept_problems, validated
from kg.model.fields import LIST_SEPARATOR
from kg.model.finding_answer import FindingAnswer

_WAIT = 5.0
"""Seconds to wait for somebody else who writes."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class GivenAnswer:
    """What somebody says to a finding. `answer` is a code of the vocabulary `finding-answer`, `date` a day of ISO 8601."""

    answer: str
    reason: str
    by: str
    date: str


def finding_named(graph: KnowledgeGraph, finding: str) -> Row:
    """The row of the question `findings` that has this id. Raises UnknownFinding."""
    document = finding.split("/")[0]
    known = [row for row in graph.answer("findings").rows if row["document"] == document]
    found = next((row for row in known if row["id"] == finding), None)
    if found is None:
        raise UnknownFinding(finding, [str(row["id"]) for row in known])
    return found


def answer_findings(data: Path, answers: Iterable[tuple[Row, GivenAnswer]], codes: Iterable[str]) -> int:
    """Add the answers to findings (rows of the question `findings`) to `data`, on disk when it returns. The number of rows added.

    One that says what the last answer to the finding says is not added again. `codes` are those of `finding-answer`.
    Raises InvalidData before anything is written, UnknownDocument, CurationInProgress, OSError.
    """
    rows = [(str(finding["document"]), _row(data, finding, given, list(codes))) for finding, given in answers]
    with giving_ids(data, _WAIT):
        added = 0
        for document in dict.fromkeys(document for document, _ in rows):
            path = data / "documents" / document / ANSWERS
            last = last_answers(path)
            new = [row for of, row in rows if of == document and not _says_the_same(last.get(key_of(row)), row)]
            if new:
                append_rows(path, ANSWER_COLUMNS, new)
            added += len(new)
    return added


def last_answers(path: Path) -> dict[tuple[str, str, frozenset[str]], dict[str, str]]:
    """The rows of a file of answers that no later one replaces, by what they answer. Empty where there is no file."""
    rows, _ = read_rows(path, ANSWER_COLUMNS) if path.exists() else ([], [])
    return {key_of(row.cells): row.cells for row in rows}


def key_of(row: Mapping[str, str]) -> tuple[str, str, frozenset[str]]:
    """What a row of a file of answers is about: rule, year, facts."""
    return row["rule"], row["year"], frozenset(row["facts"].split(LIST_SEPARATOR))


def key_of_finding(finding: Row) -> tuple[str, str, frozenset[str]]:
    """The key that an answer to the finding has."""
    return finding["rule"], str(finding["year"] or ""), frozenset(finding["fact_ids"])


def _row(data: Path, finding: Row, given: GivenAnswer, codes: list[str]) -> dict[str, str]:
    folder = data / "documents" / str(finding["document"])
    if not (folder / HEAD).is_file():
        raise UnknownDocument(folder.name, str(data / "documents"))
    rule, year, _ = key_of_finding(finding)
    cells = {"rule": rule, "facts": LIST_SEPARATOR.join(finding["fact_ids"]), "year": year, **vars(given)}
    record, issues = validated(FindingAnswer, cells, ANSWERS, None)
    if record is not None:
        issues += concept_problems(record, {"finding-answer": codes}, ANSWERS, CsvRow(0, cells))
    if issues:
        raise InvalidData([DataIssue(str(finding["id"]), None, i.column, i.found, i.expected, i.nearest) for i in issues])
    return {name: cells[name].strip() for name in ANSWER_COLUMNS}


def _says_the_same(before: Mapping[str, str] | None, row: Mapping[str, str]) -> bool:
    return before is not None and all(before[name] == row[name] for name in ("answer", "reason", "by"))


def unpublished_answer(data: Path, finding: Row) -> Mapping[str, str] | None:
    """The last answer in `data` to a finding, a row of `findings` or `finding_list`, where the finding does not have it yet."""
    last = last_answers(data / "documents" / str(finding["document"]) / ANSWERS).get(key_of_finding(finding))
    told = (finding["answer"], finding["answer_reason"], finding["answered_by"], finding["answered_on"])
    return last if last and tuple(last[name] for name in ("answer", "reason", "by", "date")) != told else None
