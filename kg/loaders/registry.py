"""`data/registry/` -> what documents share, by id and by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from kg.errors import DataIssue, nearest, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import Codes, columns_of, concept_problems, optional_columns, validated
from kg.model.registry import REGISTRY_KINDS, Agency, Entry, Place, references


@dataclass
class Registry:
    """Entries by kind and id, in the order of files and rows. Of the kinds in `incomplete` not every row could be read."""

    entries: Mapping[str, Mapping[str, Entry]]
    incomplete: frozenset[str] = frozenset()
    _names: dict[str, dict[str, list[Agency]]] = field(default_factory=dict)
    """Place code -> name, full name or alias -> agencies."""

    def __post_init__(self) -> None:
        names: dict[str, dict[str, list[Agency]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries["agency"].values():
            agency = cast(Agency, entry)
            for name in agency.names():
                names[agency.place][name].append(agency)
        self._names = names

    def place(self, code: str) -> Place | None:
        return cast("Place | None", self.entries["place"].get(code))

    def around(self, code: str) -> Iterator[str]:
        """The place, those above it, nearest first, then those below it."""
        at: str | None = code
        while at:
            yield at
            place = self.place(at)
            at = place.parent if place else None
        yield from (key for key, entry in self.entries["place"].items() if cast(Place, entry).parent == code)

    def agencies_named(self, name: str, place: str) -> list[Agency]:
        """The agencies that `name` may mean in a document of `place`: those of the nearest place that has one."""
        return next((found for code in self.around(place) if (found := self._names.get(code, {}).get(name))), [])

    def agency_names(self, place: str) -> list[str]:
        return [name for code in self.around(place) for name in self._names.get(code, {})]


def registry_files(folder: Path, name: str) -> list[Path]:
    """`<name>.csv`, or the files of the folder `<name>/`, one a place or scheme."""
    split = sorted((folder / name).glob("*.csv"))
    whole = folder / f"{name}.csv"
    return split if split and not whole.exists() else [whole, *split]


def load_registry(folder: Path, codes: Codes, show: Path | None = None) -> tuple[Registry, list[DataIssue]]:
    """Read every file of the registry. Faults are returned, all of them; paths in them are relative to `show`."""
    entries: dict[str, dict[str, Entry]] = {kind: {} for kind in REGISTRY_KINDS}
    places: dict[tuple[str, str], tuple[str, int]] = {}
    problems: list[DataIssue] = []
    incomplete: set[str] = set()
    for kind, model in REGISTRY_KINDS.items():
        for path in registry_files(folder, model.file):
            file = str(path.relative_to(show) if show else path)
            rows, faults = read_rows(path, columns_of(model), optional_columns(model), file)
            problems += faults
            incomplete |= {kind} if faults else set()
            for row in rows:
                record, faults = validated(model, {k: v for k, v in row.cells.items() if k != "note"}, file, row.line)
                problems += faults
                if record is None:
                    incomplete.add(kind)
                    continue
                problems += concept_problems(record, codes, file, row)
                key = str(getattr(record, model.key))
                if key in entries[kind]:
                    first_file, first_row = places[kind, key]
                    expected = message("issues.expected.id_once", file=first_file, row=first_row)
                    problems.append(DataIssue(file, row.line, model.key, shown(key), expected))
                    continue
                entries[kind][key] = record
                places[kind, key] = file, row.line
    problems += _reference_problems(entries, places, incomplete)
    problems += _name_problems(entries, places)
    return Registry(entries, frozenset(incomplete)), problems


def _reference_problems(
    entries: dict[str, dict[str, Entry]], places: dict[tuple[str, str], tuple[str, int]], incomplete: set[str]
) -> Iterator[DataIssue]:
    """References to nothing. Those to a kind of which rows could not be read only follow from that."""
    for kind, of_kind in entries.items():
        for key, entry in of_kind.items():
            file, line = places[kind, key]
            for name, referred, value in references(entry):
                if value not in entries[referred] and referred not in incomplete:
                    expected = message("issues.expected.id_in", file=f"data/registry/{REGISTRY_KINDS[referred].file}")
                    yield DataIssue(file, line, name, shown(value), expected, nearest(value, entries[referred]))
            if isinstance(entry, Agency) and not key.startswith(entry.place + "-"):
                yield DataIssue(file, line, "id", shown(key), message("issues.expected.own_place", place=entry.place))


def _name_problems(entries: dict[str, dict[str, Entry]], places: dict[tuple[str, str], tuple[str, int]]) -> Iterator[DataIssue]:
    """One name for two agencies of a place would make a document's words ambiguous."""
    taken: dict[tuple[str, str], str] = {}
    for key, entry in entries["agency"].items():
        agency = cast(Agency, entry)
        file, line = places["agency", key]
        for name in agency.names():
            other = taken.setdefault((agency.place, name), key)
            if other != key:
                expected = message("issues.expected.unshared_name", place=agency.place, other=other)
                yield DataIssue(file, line, "name", shown(name), expected)
