"""`data/documents/<id>/watch.csv` -> what was found at the addresses of a document."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of, validated
from kg.model.source_check import SourceCheck

WATCH = "watch.csv"


def read_source_checks(folder: Path, show: Path) -> tuple[dict[str, SourceCheck], list[DataIssue]]:
    """Address -> the last visit to it. A document whose address nobody asked yet has no file. Names of files are relative to `show`."""
    path = folder / WATCH
    file = str(path.relative_to(show))
    if not path.exists():
        return {}, []
    rows, problems = read_rows(path, columns_of(SourceCheck), ["note"], file)
    checks: dict[str, SourceCheck] = {}
    for row in rows:
        check, faults = validated(SourceCheck, {name: cell for name, cell in row.cells.items() if name != "note"}, file, row.line)
        problems += faults
        if check and check.address in checks:
            problems.append(DataIssue(file, row.line, "address", shown(check.address), message("issues.expected.address_once")))
        if check:
            checks.setdefault(check.address, check)
    return checks, problems
