from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.sql_tables import TableReader
from kg.store.parquet import TableForm, TableWriter, bucket_count, bucket_of, replace_documents, rows_in, table_files

COLUMNS = {"document": "string", "n": "integer", "tags": "list", "spans": "spans"}
BY_DOCUMENT = TableForm(COLUMNS, ("document", "n"))
BY_NUMBER = TableForm(COLUMNS, ("n", "document"))
FORMS = {"facts": BY_DOCUMENT, "numbers": BY_NUMBER}
DOCUMENTS = [f"d-{n:02d}" for n in range(20)]
BUCKETS = {"facts": 8, "numbers": 1}


def rows_of(document: str, begin: int = 0) -> list[dict[str, object]]:
    return [{"document": document, "n": n, "tags": [document], "spans": [[n, n + 1]]} for n in range(begin, begin + 10)]


def written(folder: Path, documents: Iterable[str], begins: dict[str, int] | None = None) -> Path:
    folder.mkdir()
    writer = TableWriter(folder, FORMS, BUCKETS)
    for document in sorted(documents):
        rows = rows_of(document, (begins or {}).get(document, 0))
        writer.add(document, {"facts": rows, "numbers": rows})
    writer.close()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_large_table_is_in_parts_by_document_and_read_as_one(tmp_path: Path) -> None:
    folder = written(tmp_path / "one", DOCUMENTS)
    files = table_files(folder, "facts")
    assert len(files) == 8 and rows_in(folder, "facts") == 200
    for bucket, file in enumerate(files):
        held = pq.read_table(file)["document"].to_pylist()
        assert held == sorted(held) and all(bucket_of(document, 8) == bucket for document in held)
    assert TableReader(folder).rows("SELECT COUNT(*) AS n, COUNT(DISTINCT document) AS d FROM facts", {}) == [{"n": 200, "d": 20}]


def test_rows_are_in_the_order_of_the_table(tmp_path: Path) -> None:
    table = pq.read_table(table_files(written(tmp_path / "one", DOCUMENTS), "numbers")[0])
    keys = list(zip(table["n"].to_pylist(), table["document"].to_pylist(), strict=True))
    assert keys == sorted(keys)


def test_a_changed_document_rewrites_its_part_only_and_gives_the_same_bytes(tmp_path: Path) -> None:
    before = written(tmp_path / "before", DOCUMENTS)
    anew = written(tmp_path / "anew", [d for d in DOCUMENTS if d != "d-07"], {"d-03": 5})
    after = tmp_path / "after"
    after.mkdir()
    for name, form in FORMS.items():
        replace_documents(before, after, name, form, BUCKETS[name], {"d-03", "d-07"}, {"d-03": rows_of("d-03", 5)})
    assert content(after) == content(anew)
    files = zip(table_files(before, "facts"), table_files(after, "facts"), strict=True)
    other = [bucket for bucket, (old, new) in enumerate(files) if not Path(old).samefile(new)]
    assert other == sorted({bucket_of("d-03", 8), bucket_of("d-07", 8)})


def test_little_is_held_in_memory(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", DOCUMENTS)
    import kg.store.parquet as module

    held, module._ROWS_IN_MEMORY = module._ROWS_IN_MEMORY, 15
    try:
        assert content(written(tmp_path / "bit by bit", DOCUMENTS)) == content(whole)
    finally:
        module._ROWS_IN_MEMORY = held


def test_a_small_table_is_one_file(tmp_path: Path) -> None:
    assert bucket_count(1_000_000) == 1 and bucket_count(1_000_001) == 16
    assert table_files(written(tmp_path / "one", ["d-1"]), "numbers") == [str(tmp_path / "one" / "numbers.parquet")]


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_no_part_is_larger_than_asked_on_average(rows: int, rows_a_file: int) -> None:
    count = bucket_count(rows, rows_a_file, rows_a_file)
    assert rows <= count * rows_a_file and count & (count - 1) == 0
    assert count == 1 or rows > (count // 2) * rows_a_file
