"""Registry rows that a new document needs: its place with those above, and its issuers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.curation.files import append_rows
from kg.intake.agency_functions import describe_agency, short_names
from kg.intake.divisions import division, parents
from kg.intake.head.places import places_of
from kg.loaders.registry import Registry, registry_files
from kg.model.fields import LIST_SEPARATOR
from kg.model.registry import Agency

_STANDARD = "GB/T 2260"


@dataclass(frozen=True)
class Additions:
    """Rows to be added, by kind; those of agencies by the code of their place."""

    places: Sequence[dict[str, str]]
    agencies: dict[str, list[dict[str, str]]]

    def files(self, folder: Path) -> list[Path]:
        """The files of the registry in `folder` that they change or make."""
        return [*([folder / "places.csv"] if self.places else []), *(_agency_file(folder, place) for place in self.agencies)]

    def write(self, folder: Path) -> None:
        """Add them to the registry in `folder`. Raises OSError."""
        if self.places:
            append_rows(folder / "places.csv", list(self.places[0]), self.places)
        for place, rows in self.agencies.items():
            path = _agency_file(folder, place)
            path.parent.mkdir(parents=True, exist_ok=True)
            append_rows(path, list(rows[0]), rows)


def _agency_file(folder: Path, place: str) -> Path:
    files = registry_files(folder, Agency.file)
    return files[0] if files[0].exists() and files[0].stem == Agency.file else folder / Agency.file / f"{place}.csv"


def missing_rows(registry: Registry, place: str, issuers: Sequence[str], source: str, text: str = "") -> Additions:
    """What the registry lacks for a document of `place` with these issuers. `source` is its number or title: the evidence of the rows.

    Usual short names of an issuer that stand in `text` become its aliases.
    """
    held = registry.place(place) is not None
    places = [] if held else [_place_row(code) for code in _chain(place) if registry.place(code) is None]
    agencies: dict[str, list[dict[str, str]]] = {}
    ids, names = set(registry.entries["agency"]), _Names(registry)
    for issuer in issuers:
        home = _home(issuer, place)
        if issuer in names.of(home) or issuer in names.of(place):
            continue
        row = describe_agency(issuer, home, ids, names.of(home), single=True) | {"source": source}
        taken = {row["name"], row["full_name"], row["aliases"], *names.of(home)}
        short = [name for name in short_names(issuer, home) if name in text and name not in taken]
        row["aliases"] = LIST_SEPARATOR.join(filter(None, [row["aliases"], *short]))
        ids.add(row["id"])
        names.of(home).update(filter(None, (row["name"], row["full_name"], *row["aliases"].split(LIST_SEPARATOR))))
        agencies.setdefault(home, []).append(row)
    return Additions(places, agencies)


class _Names:
    """The names that agencies of a place have."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._of: dict[str, set[str]] = {}

    def of(self, place: str) -> set[str]:
        if place not in self._of:
            agencies = [entry for entry in self._registry.entries["agency"].values() if isinstance(entry, Agency)]
            self._of[place] = {name for agency in agencies if agency.place == place for name in agency.names()}
        return self._of[place]


def _home(issuer: str, place: str) -> str:
    """The place of the body: one above that of the document where its name says so."""
    chain = places_of(issuer, Counter())
    above = {one.code for one in parents(place)}
    return chain[-1].code if chain and chain[-1].code in above else place


def _chain(place: str) -> Iterator[str]:
    """The place and those above it, the widest first."""
    yield from reversed([place, *_above(place)])


def _above(place: str) -> list[str]:
    return [one.code for one in parents(place)]


def _place_row(code: str) -> dict[str, str]:
    found = division(code)
    assert found, code
    above = _above(code)
    source = f"{_STANDARD} ({found.last})" if found.last else _STANDARD
    return {"code": code, "name": found.name, "level": found.level, "parent": above[0] if above else "", "source": source}
