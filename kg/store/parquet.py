"""Tables on disk in Parquet: one file a table, or several, by document, where a table is too large for one."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_A_FILE = 1_000_000
Rows = list[dict[str, Any]]


def schema(columns: Mapping[str, str]) -> pa.Schema:
    """The Arrow schema of columns with the types of the catalog."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
        "list": pa.list_(pa.string()), "spans": pa.list_(pa.list_(pa.int64())),
    }  # fmt: skip
    return pa.schema([(name, types[type_]) for name, type_ in columns.items()])


def write_table(path: Path, columns: Mapping[str, str], rows: Rows) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows, schema=schema(columns)), path, compression="zstd")


def bucket_count(rows: int, rows_a_file: int = ROWS_A_FILE) -> int:
    """The number of files of a table: a power of two, so that few rows move when a table grows."""
    count = 1
    while rows > count * rows_a_file:
        count *= 2
    return count


def bucket_of(document: str, buckets: int) -> int:
    return zlib.crc32(document.encode()) % buckets


def write_parts(
    folder: Path,
    name: str,
    columns: Mapping[str, str],
    counts: Mapping[str, int],
    rows_of: Callable[[str], Rows],
    order: Iterable[str],
    changed: set[str],
    previous: Path | None,
    rows_a_file: int = ROWS_A_FILE,
) -> None:
    """Write the table `name` of the documents `counts` (document -> rows) into `folder`.

    A part none of whose documents changed is linked from `previous`, the tables of the version before.
    """
    buckets = bucket_count(sum(counts.values()), rows_a_file)
    for bucket in range(buckets):
        members = [document for document in sorted(counts) if bucket_of(document, buckets) == bucket]
        file = f"{name}.parquet" if buckets == 1 else f"{name}.{bucket:04d}-of-{buckets:04d}.parquet"
        before = previous / file if previous else None
        if before and before.is_file() and not any(bucket_of(document, buckets) == bucket for document in changed):
            os.link(before, folder / file)
            continue
        rows = [row for document in members for row in rows_of(document)]
        rows.sort(key=lambda row: [(row[column] is None, row[column]) for column in order])
        write_table(folder / file, columns, rows)


def table_files(folder: Path, name: str) -> list[str]:
    """The paths of the files of a table."""
    whole = folder / f"{name}.parquet"
    return [str(whole)] if whole.is_file() else sorted(map(str, folder.glob(f"{name}.*-of-*.parquet")))
