"""Tables on disk in Parquet: one file a table, or several, by document, where a table is too large for one."""

from __future__ import annotations

import os
import shutil
import zlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_FILE = 1_000_000
"""A table with more rows is in several files."""
ROWS_A_BUCKET = 125_000
"""So many rows has each of several files at most, on average: as many are written again where one document changes."""
_ROWS_IN_MEMORY = 20_000
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class TableForm:
    """Columns with the types of the catalog, and the columns that rows are sorted by. Where documents come first, theirs are sorted."""

    columns: Mapping[str, str]
    order: tuple[str, ...]


def schema(columns: Mapping[str, str]) -> pa.Schema:
    """The Arrow schema of columns with the types of the catalog."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "list": pa.list_(pa.string()), "spans": pa.list_(pa.list_(pa.int64())),
    }  # fmt: skip
    return pa.schema([(name, types[type_]) for name, type_ in columns.items()])


def write_table(path: Path, columns: Mapping[str, str], rows: Rows) -> None:
    """Write rows in their order."""
    import pyarrow as pa

    _write(path, pa.Table.from_pylist(rows, schema=schema(columns)))


def _write(path: Path, table: pa.Table) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table.combine_chunks(), path, compression="zstd")


def bucket_count(rows: int, rows_a_file: int = ROWS_A_FILE, rows_a_bucket: int = ROWS_A_BUCKET) -> int:
    """The number of files of a table: a power of two, so that few rows move when a table grows."""
    count = 1
    while rows > rows_a_file and rows > count * rows_a_bucket:
        count *= 2
    return count


def bucket_of(document: str, buckets: int) -> int:
    return zlib.crc32(document.encode()) % buckets


def file_name(name: str, bucket: int, buckets: int) -> str:
    """The name of a file of a table."""
    return f"{name}.parquet" if buckets == 1 else f"{name}.{bucket:04d}-of-{buckets:04d}.parquet"


def table_files(folder: Path, name: str) -> list[str]:
    """The paths of the files of a table."""
    whole = folder / f"{name}.parquet"
    return [str(whole)] if whole.is_file() else sorted(map(str, folder.glob(f"{name}.*-of-*.parquet")))


class TableWriter:
    """Writes tables of documents into `folder`, in memory that does not grow with the documents: rows wait in files beside it.

    `buckets`: table -> its number of files. Documents are added in the order of their ids, rows of each in the order of the table.
    """

    def __init__(self, folder: Path, forms: Mapping[str, TableForm], buckets: Mapping[str, int]) -> None:
        self._folder = folder
        self._forms = forms
        self._buckets = buckets
        self._waiting = folder / ".waiting"
        self._waiting.mkdir(parents=True)
        self._rows: dict[tuple[str, int], Rows] = defaultdict(list)
        self._held = 0
        self._writers: dict[tuple[str, int], Any] = {}

    def add(self, document: str, tables: Mapping[str, Rows]) -> None:
        """Add the rows of a document."""
        for name in self._forms:
            if rows := tables[name]:
                self._rows[name, bucket_of(document, self._buckets[name])] += rows
                self._held += len(rows)
        if self._held >= _ROWS_IN_MEMORY:
            self._put_aside()

    def close(self) -> None:
        """Write the files."""
        import pyarrow as pa

        self._put_aside()
        for writer in self._writers.values():
            writer.close()
        for name, form in self._forms.items():
            for bucket in range(self._buckets[name]):
                table = schema(form.columns).empty_table()
                if (name, bucket) in self._writers:
                    with pa.memory_map(str(self._file(name, bucket))) as source:
                        table = _sorted(pa.ipc.open_stream(source).read_all(), form)
                        _write(self._folder / file_name(name, bucket, self._buckets[name]), table)
                else:
                    _write(self._folder / file_name(name, bucket, self._buckets[name]), table)
        shutil.rmtree(self._waiting)

    def _put_aside(self) -> None:
        import pyarrow as pa

        for (name, bucket), rows in self._rows.items():
            table = pa.Table.from_pylist(rows, schema=schema(self._forms[name].columns))
            if (name, bucket) not in self._writers:
                self._writers[name, bucket] = pa.ipc.new_stream(str(self._file(name, bucket)), table.schema)
            self._writers[name, bucket].write_table(table)
        self._rows.clear()
        self._held = 0

    def _file(self, name: str, bucket: int) -> Path:
        return self._waiting / f"{name}.{bucket}"


def _sorted(table: pa.Table, form: TableForm) -> pa.Table:
    if form.order[0] == "document":
        return table  # documents come in order
    return table.sort_by([(column, "ascending") for column in form.order])


def replace_documents(
    previous: Path, folder: Path, name: str, form: TableForm, buckets: int, changed: Collection[str], rows: Mapping[str, Rows]
) -> None:
    """Write the table `name` into `folder` as it was in the folder `previous`, with `rows` (document -> rows) in place of those of
    the `changed` documents. Files with none of these are linked."""
    touched = {bucket_of(document, buckets) for document in changed}
    for bucket in range(buckets):
        file = file_name(name, bucket, buckets)
        if bucket not in touched:
            os.link(previous / file, folder / file)
            continue
        new = {document: of for document, of in rows.items() if of and bucket_of(document, buckets) == bucket}
        _write(folder / file, _replaced(previous / file, form, changed, new))


def _replaced(path: Path, form: TableForm, changed: Collection[str], rows: Mapping[str, Rows]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    columns = schema(form.columns)
    held = pq.read_table(path, schema=columns)
    held = held.filter(pc.invert(pc.is_in(held["document"], pa.array(sorted(changed), pa.string()))))
    new = pa.Table.from_pylist([row for document in sorted(rows) for row in rows[document]], schema=columns)
    table = pa.concat_tables([held, new])
    if form.order[0] != "document":
        return _sorted(table, form)
    return table.take(pc.sort_indices(table["document"]))  # a stable sort


def linked(previous: Path, folder: Path, name: str) -> None:
    """The files of a table as links to those of the folder `previous`."""
    for file in map(Path, table_files(previous, name)):
        os.link(file, folder / file.name)


def rows_in(folder: Path, name: str) -> int:
    """The number of rows of a table."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(file).num_rows for file in table_files(folder, name))
