"""Registry proposals that are accepted: rows of the files in `data/registry/`, and names that become aliases of an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.curation.files import append_rows, drop_rows, fill_cells
from kg.errors import InvalidData
from kg.loaders.csvfile import Row, read_rows
from kg.loaders.registry import Registry, load_registry, registry_files
from kg.loaders.validation import Codes, columns_of, optional_columns
from kg.model.fields import LIST_SEPARATOR
from kg.model.registry import REGISTRY_KINDS, Agency, Category, CitedDocument, Entry, Programme
from kg.review.model import Values

_SPLIT_BY: dict[type[Entry], str] = {Agency: "place", Programme: "owner", CitedDocument: "place", Category: "scheme"}
"""The column that says in which file of a folder an entry stands."""


def add_entry(folder: Path, kind: str, row: Values) -> None:
    """Add an entry to the registry in `folder`, where it has none of that id. Raises OSError."""
    model = _model(kind)
    if row[model.key] not in {cells[model.key] for _, _, cells in _rows(folder, model)}:
        path = _file(folder, model, row)
        path.parent.mkdir(parents=True, exist_ok=True)
        append_rows(path, columns_of(model), [dict(row)])


def drop_entry(folder: Path, kind: str, id_: str) -> None:
    """Take an entry out. Raises OSError."""
    model = _model(kind)
    for path in {path for path, _, cells in _rows(folder, model) if cells[model.key] == id_}:
        drop_rows(path, model.key, {id_})


def add_alias(folder: Path, kind: str, id_: str, name: str) -> bool:
    """Make `name` a further name of an entry. False where it has that name already, or its kind has no aliases. Raises OSError."""
    for path, row, names in _aliases(folder, kind, id_):
        known = {row.cells["name"], row.cells.get("full_name"), *names}
        if name and name not in known:
            fill_cells(path, "aliases", {row.line: LIST_SEPARATOR.join([*names, name])})
            return True
    return False


def drop_alias(folder: Path, kind: str, id_: str, name: str) -> None:
    """Take a further name away from an entry. Raises OSError."""
    for path, row, names in _aliases(folder, kind, id_):
        if name in names:
            fill_cells(path, "aliases", {row.line: LIST_SEPARATOR.join(other for other in names if other != name)})


@contextmanager
def loading(folder: Path, codes: Codes) -> Iterator[list[Registry]]:
    """Where the registry does not load after the block, its files are as they were. The list then holds the registry.

    Raises InvalidData.
    """
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    loaded: list[Registry] = []
    try:
        yield loaded
        registry, issues = load_registry(folder, codes, folder.parent.parent)
        if issues:
            raise InvalidData(issues)
        loaded.append(registry)
    except BaseException:
        for path in set(folder.rglob("*.csv")) - before.keys():
            path.unlink()
        for path, content in before.items():
            if path.read_bytes() != content:
                path.write_bytes(content)
        raise


def _model(kind: str) -> type[Entry]:
    return REGISTRY_KINDS[kind]  # type: ignore[index]


def _rows(folder: Path, model: type[Entry]) -> Iterator[tuple[Path, int, Mapping[str, str]]]:
    for path in registry_files(folder, model.file):
        rows, _ = read_rows(path, columns_of(model), optional_columns(model))
        yield from ((path, row.line, row.cells) for row in rows)


def _aliases(folder: Path, kind: str, id_: str) -> Iterator[tuple[Path, Row, list[str]]]:
    for path, line, cells in _rows(folder, _model(kind)):
        if cells[_model(kind).key] == id_ and "aliases" in cells:
            yield path, Row(line, dict(cells)), [name for name in cells["aliases"].split(LIST_SEPARATOR) if name]


def _file(folder: Path, model: type[Entry], row: Values) -> Path:
    """The file in which entries like this stand, else a new one of the folder."""
    whole = folder / f"{model.file}.csv"
    if whole.exists() or model not in _SPLIT_BY:
        return whole
    column = _SPLIT_BY[model]
    alike = [path for path, _, cells in _rows(folder, model) if cells[column] == row.get(column)]
    return alike[-1] if alike else folder / model.file / f"{row.get(column) or 'common'}.csv"
