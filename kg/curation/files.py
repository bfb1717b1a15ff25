"""Files that are replaced: in one step, on disk when done, with the owner, mode and encoding that they had."""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kg.loaders.encoding import UTF8_WITH_MARK, decode


def replace_file(path: Path, content: bytes) -> None:
    """Replace the content of `path`, or make it. A symbolic link stays one; owner, group, mode and extended attributes stay.

    Where we may not give a file to its owner, it is overwritten instead, and `.<name>.new` holds the new content until that is done.
    Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    beside = target.with_name(f".{target.name}.new")
    try:
        _write(beside, content)
        alike = not target.exists() or _made_alike(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if alike:
        beside.replace(target)
    else:
        _write(target, content)
        beside.unlink()
    _sync_folder(target.parent)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _made_alike(beside: Path, target: Path) -> bool:
    """Give `beside` what is said of `target`, but its times. False where we may not."""
    if hasattr(os, "chown"):
        before = target.stat()
        try:
            os.chown(beside, before.st_uid, before.st_gid)
        except PermissionError:
            return False
    shutil.copystat(target, beside)
    os.utime(beside)
    return True


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with suppress(OSError):  # some file systems cannot
            os.fsync(descriptor)
        os.close(descriptor)


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Write a CSV file. It keeps its encoding and line ends; a new one is UTF-8 with byte order mark, so that Excel shows Chinese."""
    encoding, line_end = UTF8_WITH_MARK, "\r\n"
    if path.exists() and path.stat().st_size:
        text, encoding = decode(path.read_bytes())
        line_end = "\r\n" if "\r\n" in text else "\n"
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    replace_file(path, encoding.encode(buffer.getvalue()))


def append_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows at the end of a CSV file, which is made where there is none. Those that it has stay letter for letter as they are.

    A row fills the columns of the file by name; `columns` are those of a new file.
    """
    if not path.exists() or not path.stat().st_size:
        write_rows(path, columns, rows)
        return
    text, encoding = decode(path.read_bytes())
    line_end = "\r\n" if "\r\n" in text else "\n"
    header = [cell.strip() for cell in next(csv.reader(io.StringIO(text, newline="")))]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, header, restval="", extrasaction="ignore", lineterminator=line_end)
    writer.writerows(rows)
    before = text if text.endswith(("\n", "\r")) else text + line_end
    replace_file(path, encoding.encode(before + buffer.getvalue()))


def fill_cells(path: Path, column: str, values: Mapping[int, str]) -> None:
    """Set cells of a CSV file by row, as a spreadsheet numbers rows. Rows without a new value stay letter for letter as they are."""

    def filled(number: int, cells: list[str], header: list[str], record: str) -> str:
        if number not in values:
            return record
        cells[header.index(column)] = values[number]
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator=record[len(record.rstrip("\r\n")) :]).writerow(cells)
        return written.getvalue()

    _rewrite(path, filled)


def drop_rows(path: Path, column: str, values: Collection[str]) -> None:
    """Take out the rows of a CSV file that have one of `values` in `column`. The others stay letter for letter as they are."""

    def kept(number: int, cells: list[str], header: list[str], record: str) -> str:
        return "" if number > 1 and dict(zip(header, cells, strict=False)).get(column, "").strip() in values else record

    _rewrite(path, kept)


def _rewrite(path: Path, change: Callable[[int, list[str], list[str], str], str]) -> None:
    """Replace each row of a CSV file by what `change` makes of its number, its cells, the header and its letters."""
    text, encoding = decode(path.read_bytes())
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    written, start = [], 0
    for number, cells in enumerate(reader, start=1):
        header = header or [cell.strip() for cell in cells]
        written.append(change(number, cells, header, "".join(lines[start : reader.line_num])))
        start = reader.line_num
    content = "".join(written)
    if content != text:
        replace_file(path, encoding.encode(content))
