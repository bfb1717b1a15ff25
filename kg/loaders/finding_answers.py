"""`data/documents/<id>/answers.csv` -> what was answered to findings about a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataIssue, nearest, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.ids import read_ids
from kg.loaders.validation import Codes, columns_of, concept_problems, validated
from kg.model.finding_answer import FindingAnswer, NumberedAnswer

ANSWERS = "answers.csv"
ANSWER_COLUMNS = columns_of(FindingAnswer)


def read_answers(folder: Path, facts: Iterable[str], codes: Codes, show: Path) -> tuple[tuple[NumberedAnswer, ...], list[DataIssue]]:
    """The answers in the order of the file. Each names facts of the document, or facts that it once had (`ids.csv`).

    A document without answers has no file. Names of files are relative to `show`.
    """
    path = folder / ANSWERS
    file = str(path.relative_to(show))
    if not path.exists():
        return (), []
    rows, problems = read_rows(path, ANSWER_COLUMNS, file=file)
    known = {*facts, *(str(line.id) for line in read_ids(folder, show).lines)}
    answers = []
    for row in rows:
        answer, faults = validated(FindingAnswer, row.cells, file, row.line)
        if answer:
            faults += concept_problems(answer, codes, file, row)
            faults += [
                DataIssue(file, row.line, "facts", shown(fact), message("issues.expected.given_fact"), nearest(fact, known))
                for fact in answer.facts
                if fact not in known
            ]
            answers.append(NumberedAnswer(row.line, answer))
        problems += faults
    return tuple(answers), problems
