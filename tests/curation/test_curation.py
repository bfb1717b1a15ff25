from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.files import write_rows
from kg.curation.gaps import find_gaps
from kg.curation.ids import give_ids
from kg.errors import InvalidData
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of
from kg.model.facts import OPTIONAL_COLUMNS, Task
from tests.curated_files import curated_documents
from tests.datasets import CORPUS

DOCUMENT = "yunze-2021-5"


def tasks(data: Path) -> tuple[Path, list[dict[str, str]]]:
    path = data / "documents" / DOCUMENT / "tasks.csv"
    rows, problems = read_rows(path, columns_of(Task), OPTIONAL_COLUMNS)
    assert not problems
    return path, [row.cells for row in rows]


def test_a_new_row_gets_an_id_once_and_a_number_is_never_given_again(data: Path) -> None:
    path, rows = tasks(data)
    new = rows[3] | {"id": ""}
    write_rows(path, list(new), [*rows, new])
    assert sum(give_ids(data).values()) == 1
    assert tasks(data)[1][-1]["id"] == f"{DOCUMENT}/i4/tasks/2"
    assert give_ids(data) == {}
    write_rows(path, list(new), rows)
    write_rows(path, list(new), [*rows, new])
    give_ids(data)
    assert tasks(data)[1][-1]["id"] == f"{DOCUMENT}/i4/tasks/3"
    assert tasks(data)[1][:-1] == rows


def test_a_file_that_cannot_be_read_is_told(data: Path) -> None:
    (data / "documents" / DOCUMENT / "tasks.csv").write_text("id,clause\n", encoding="utf-8")
    with pytest.raises(InvalidData, match="no such column"):
        give_ids(data)


@pytest.mark.parametrize("document", curated_documents(CORPUS))
def test_a_text_that_was_read_whole_has_no_clause_and_no_assignment_left(data: Path, document: str) -> None:
    assert [gap for gap in find_gaps(data, document) if gap.what in ("neither read nor holding a fact", "assignment")] == []


def test_what_was_overlooked_is_listed(data: Path) -> None:
    folder = data / "documents" / DOCUMENT
    before = find_gaps(data, DOCUMENT)
    for kind in ("funding", "conditions", "measures", "programs", "categories", "responsibilities"):
        text = (folder / f"{kind}.csv").read_text(encoding="utf-8-sig").splitlines()
        (folder / f"{kind}.csv").write_text("\n".join(line for line in text if f"{DOCUMENT}/i1/" not in line) + "\n", encoding="utf-8")
    found = [gap for gap in find_gaps(data, DOCUMENT) if gap not in before]
    assert {gap.clause for gap in found} == {"i1"}
    assert any(gap.what == "figure" and "100万" in gap.words for gap in found)
    assert any(gap.what == "money" and "给予" in gap.words for gap in found)


def test_a_clause_that_nobody_accounted_for_is_listed(data: Path) -> None:
    (data / "documents" / DOCUMENT / "read.csv").write_text("clause,reason\n", encoding="utf-8")
    assert {gap.clause for gap in find_gaps(data, DOCUMENT) if gap.what.startswith("neither")} == {"c1", "c1-s1", "c2", "c2-s1", "c2-s2"}
