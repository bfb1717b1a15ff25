"""`kg ledger` as a person runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from docx import Document
from openpyxl import load_workbook

from kg.graph import Graph
from tests.commands import kg

Result = CompletedProcess[str]
Run = Callable[..., Result]


@pytest.fixture
def kg_ledger(home: Path, tmp_path: Path) -> Run:
    def run(*words: str) -> Result:
        return kg("ledger", *words, home=home, cwd=tmp_path)

    return run


def test_an_agency_takes_its_ledger_home(kg_ledger: Run, tmp_path: Path, graph: Graph) -> None:
    result = kg_ledger("--agency", "市人社局", "--city", "云泽", "--format", "xlsx", "--out", "台账.xlsx")
    assert (result.returncode, result.stdout) == (0, "台账.xlsx written\n")
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[1]
    rows = graph.answer("responsibilities", {"agency": "市人社局", "city": "云泽"}).rows
    ids = {row[-1] for row in sheet.iter_rows(values_only=True) if row[-1] and "/" in str(row[-1])}
    assert ids == {row["task"] for row in rows if row["task"]} != set()


def test_the_ending_of_the_file_names_the_format(kg_ledger: Run, tmp_path: Path, graph: Graph) -> None:
    assert kg_ledger("--city", "雾岭", "--out", "all.docx").returncode == 0
    [table] = Document(str(tmp_path / "all.docx")).tables
    assert len(table.rows) - 1 == len(graph.answer("tasks", {"city": "雾岭"}).rows)


def test_without_a_name_the_file_gets_one(kg_ledger: Run, tmp_path: Path) -> None:
    assert kg_ledger("--document", "wuling-2021-2025").stdout == "任务台账-wuling-2021-2025.xlsx written\n"
    assert (tmp_path / "任务台账-wuling-2021-2025.xlsx").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--agency: it is needed; expected an agency, or a city or document for all of its tasks"),
        (("--agency", "市财政局"), "--city: it is needed; expected one of 云泽市, 雾岭市, 霜桥市: each has 市财政局"),
        (("--agency", "火星局"), "--agency: found “火星局”"),
        (("--city", "云泽", "--out", "x.pdf"), "--format: found 'pdf'; expected one of xlsx, docx, ics"),
    ],
)
def test_a_fault_is_one_sentence(kg_ledger: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = kg_ledger(*words)
    assert result.returncode == 1
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())
