from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.sql_tables import TableReader
from kg.store.parquet import bucket_count, bucket_of, table_files, write_parts

COLUMNS = {"document": "string", "n": "integer", "tags": "list"}


def rows_of(document: str) -> list[dict[str, object]]:
    return [{"document": document, "n": n, "tags": [document]} for n in range(10)]


def written(folder: Path, documents: list[str], changed: set[str], previous: Path | None, rows_a_file: int = 25) -> Path:
    folder.mkdir()
    counts = dict.fromkeys(documents, 10)
    write_parts(folder, "facts", COLUMNS, counts, rows_of, ["document", "n"], changed, previous, rows_a_file)
    return folder


def test_a_large_table_is_in_parts_by_document_and_read_as_one(tmp_path: Path) -> None:
    documents = [f"d-{n}" for n in range(20)]
    folder = written(tmp_path / "one", documents, set(documents), None)
    files = table_files(folder, "facts")
    assert len(files) == 8
    for bucket, file in enumerate(files):
        held = pq.read_table(file)["document"].to_pylist()
        assert held == sorted(held) and all(bucket_of(document, 8) == bucket for document in held)
    assert TableReader(folder).rows("SELECT COUNT(*) AS n, COUNT(DISTINCT document) AS d FROM facts", {}) == [{"n": 200, "d": 20}]


def test_a_changed_document_rewrites_its_part_only(tmp_path: Path) -> None:
    documents = [f"d-{n}" for n in range(20)]
    before = written(tmp_path / "one", documents, set(documents), None)
    after = written(tmp_path / "two", documents, {"d-3"}, before)
    same = [
        Path(a).stat().st_ino == Path(b).stat().st_ino
        for a, b in zip(table_files(before, "facts"), table_files(after, "facts"), strict=True)
    ]
    assert same.count(False) == 1 and not same[bucket_of("d-3", 8)]


def test_a_small_table_is_one_file(tmp_path: Path) -> None:
    folder = written(tmp_path / "one", ["d-1"], {"d-1"}, None)
    assert table_files(folder, "facts") == [str(folder / "facts.parquet")]


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_no_part_is_larger_than_asked_on_average(rows: int, rows_a_file: int) -> None:
    count = bucket_count(rows, rows_a_file)
    assert rows <= count * rows_a_file and count & (count - 1) == 0
    assert count == 1 or rows > (count // 2) * rows_a_file
