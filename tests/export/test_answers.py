import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kg.export.answers import answer_bytes
from kg.export.cells import escape_formula
from kg.graph import Graph
from kg.queries.runner import Answer

HOSTILE = Answer(
    {"name": "string", "list": "list", "sum": "number", "yes": "boolean", "spans": "spans"},
    [{"name": "=1+1", "list": ["+x", "y"], "sum": 300000.0, "yes": True, "spans": [[1, 2]]}, {"name": None, "list": [], "sum": -0.5, "yes": False, "spans": []}],
)  # fmt: skip


def test_json_has_exactly_the_columns(graph: Graph) -> None:
    answer = graph.answer("funding", {"city": "云泽"})
    content = json.loads(answer_bytes(answer, "json"))
    assert all(list(row) == list(answer.columns) for row in content)
    first = next(row for row in content if row["id"] == "yunze-2021-5/i1/funding/1")
    assert first["amount_min"] == 1_000_000 and isinstance(first["amount_min"], int)
    assert first["categories"] == ["academician"] and first["rate_min"] is None
    assert all(isinstance(span, list) and len(span) == 2 for row in content for span in row["context"])


def test_csv_is_read_back(graph: Graph) -> None:
    answer = graph.answer("funding")
    rows = list(csv.DictReader(io.StringIO(answer_bytes(answer, "csv").decode())))
    assert len(rows) == len(answer.rows)
    for row, original in zip(rows, answer.rows, strict=True):
        assert row["quote"] == escape_formula(original["quote"])
        assert row["categories"] == "|".join(original["categories"])
        assert (float(row["amount_max"]) if row["amount_max"] else None) == original["amount_max"]
    assert answer_bytes(answer, "csv", for_file=True).startswith(b"\xef\xbb\xbf")


def test_no_cell_leaves_as_a_formula() -> None:
    [first, second] = list(csv.DictReader(io.StringIO(answer_bytes(HOSTILE, "csv").decode())))
    assert first == {"name": "'=1+1", "list": "'+x|y", "sum": "300000", "yes": "true", "spans": "[[1, 2]]"}
    assert second == {"name": "", "list": "", "sum": "-0.5", "yes": "false", "spans": ""}
    sheet = load_workbook(io.BytesIO(answer_bytes(HOSTILE, "xlsx"))).worksheets[0]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n", "b", "s"]
    assert sheet["A2"].value == "'=1+1" and sheet["C3"].value == -0.5


@given(st.text())
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert not escape_formula(text).lstrip().startswith(("=", "+", "-", "@"))
    assert escape_formula(text).removeprefix("'") == text.removeprefix("'")


def test_excel_opens_the_answer(graph: Graph, tmp_path: Path) -> None:
    answer = graph.answer("agency_load", {"city": "云泽"})
    (tmp_path / "x.xlsx").write_bytes(answer_bytes(answer, "xlsx"))
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(answer.columns)
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [list(row.values()) for row in answer.rows]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref


def test_the_table_for_the_eye_holds_the_words(graph: Graph) -> None:
    text = answer_bytes(graph.answer("funding", {"program": "云雀计划"}), "table").decode()
    assert "yunze-2021-5/i1/funding/2" in text and "「对全职引进的院士" in text and text.endswith("2 rows\n")
    load = answer_bytes(graph.answer("agency_load", {"city": "云泽"}), "table").decode()
    assert "市人社局" in load and "rows" in load
    assert answer_bytes(Answer({"a": "string"}, []), "table").decode().endswith("0 rows\n")


def test_another_format_is_named(graph: Graph) -> None:
    with pytest.raises(ValueError, match="table, csv, json, xlsx"):
        answer_bytes(HOSTILE, "pdf")
