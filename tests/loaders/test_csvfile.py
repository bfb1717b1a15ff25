from pathlib import Path

import pytest

from kg.curation.files import write_rows
from kg.loaders.csvfile import read_rows
from kg.loaders.encoding import decode

COLUMNS = ["id", "名称"]
TEXT = "id,名称\n1,云雀计划\n2,薄雾计划\n"


@pytest.mark.parametrize(
    ("encoding", "codec"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gb18030+mark", "gb18030")]
)
def test_the_encodings_that_editors_and_excel_save(tmp_path: Path, encoding: str, codec: str) -> None:
    path = tmp_path / "x.csv"
    text = "\ufeff" + TEXT if encoding.endswith("+mark") else TEXT
    path.write_bytes(text.encode(encoding.removesuffix("+mark")))
    rows, problems = read_rows(path, COLUMNS)
    assert not problems
    assert [row.cells["名称"] for row in rows] == ["云雀计划", "薄雾计划"]
    decoded, found = decode(path.read_bytes())
    assert (decoded, found.codec) == (TEXT, codec)
    assert found.encode(decoded) == path.read_bytes()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (TEXT.encode("utf-16"), "UTF-16"),
        (("id,name\n" + "臺灣人才發展計畫與獎勵辦法\n" * 20).encode("big5"), "big5"),
        (b"id\n\xff\xfe\xfd\x81", "unknown|UTF-16|cp|utf|iso"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, data: bytes, named: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    _, [problem] = read_rows(path, COLUMNS)
    assert "UTF-8" in str(problem.expected) and "GB18030" in str(problem.expected)
    assert any(word in str(problem.found) for word in named.split("|")), str(problem.found)


@pytest.mark.parametrize(
    ("content", "row", "column", "found"),
    [
        ("", 1, None, "an empty file"),
        ("id,名字\n", 1, "名字", "unknown column “名字”"),
        ("id\n", 1, "名称", "no such column"),
        ("id,名称,id\n", 1, "id", "the column twice"),
        ("id,名称\n1\n", 2, None, "1 cells"),
        ('id,名称\n1,"开\n', 2, None, "broken CSV"),
    ],
)
def test_wrong_csv_is_told_with_row_and_column(tmp_path: Path, content: str, row: int | None, column: str | None, found: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    _, problems = read_rows(path, COLUMNS)
    assert any((p.row, p.column) == (row, column) and found in str(p.found) for p in problems), problems


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    _, [problem] = read_rows(tmp_path / "none.csv", COLUMNS)
    assert str(problem.found) == "no such file" and "id, 名称" in str(problem.expected)


def test_what_is_written_is_read_and_excel_shows_chinese(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    cells = {"id": "1", "名称": '“双一流”，\n含换行与"引号"'}
    write_rows(path, COLUMNS, [cells])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows, problems = read_rows(path, COLUMNS)
    assert not problems and rows[0].cells == cells and rows[0].line == 2
