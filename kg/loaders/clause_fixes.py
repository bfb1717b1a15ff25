"""`clauses.csv`: what a curator says of single lines of a document that is read without an outline."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of, validated
from kg.model.document import ClauseFix
from kg.text.outline import AUTO
from kg.text.structure import Fix

CLAUSES = "clauses.csv"


def load_fixes(folder: Path, outline: str, text: str, show: Path) -> tuple[list[Fix], list[DataIssue]]:
    """The rows of `clauses.csv`, where there is one, whose words stand in `text` at their place, and what is wrong with the others."""
    path = folder / CLAUSES
    if not path.is_file():
        return [], []
    file = str(path.relative_to(show))
    rows, issues = read_rows(path, columns_of(ClauseFix), ["note"], file)
    if rows and outline != AUTO:
        issues.append(DataIssue(file, None, None, message("issues.found.outline_named", outline=outline), message("issues.expected.auto")))
    fixes: dict[int, Fix] = {}
    for row in rows:
        record, faults = validated(ClauseFix, {name: cell for name, cell in row.cells.items() if name != "note"}, file, row.line)
        issues += faults
        if record is None:
            continue
        if not text.startswith(record.words, record.start):
            issues.append(_elsewhere(text, record, file, row.line))
        elif record.start in fixes:
            issues.append(DataIssue(file, row.line, "start", shown(record.start), message("issues.expected.fixed_once")))
        else:
            fixes[record.start] = Fix(record.start, record.action, record.level)
    return list(fixes.values()), issues


def _elsewhere(text: str, record: ClauseFix, file: str, line: int) -> DataIssue:
    places = [at for at in (text.rfind(record.words, 0, record.start), text.find(record.words, record.start)) if at >= 0]
    near = min(places, key=lambda at: abs(at - record.start), default=None)
    expected = message("issues.expected.words_at", start=record.start, words=shown(text[record.start : record.start + 20]))
    return DataIssue(file, line, "words", shown(record.words), expected, str(near) if near is not None else None)
