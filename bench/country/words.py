"""The words that documents are written with, and the cities of GB/T 2260."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.intake.divisions import DIVISIONS, Division, division

REGISTRY = Path(__file__).parents[2] / "data/registry"
"""The registry whose national entries generated documents use: categories, indicators, programmes and documents of the country."""


@dataclass(frozen=True)
class Named:
    """An entry of the registry: its id, and its name where a sentence writes it."""

    id: str
    name: str

    def __str__(self) -> str:
        return self.name


@cache
def words() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return content


@cache
def cities() -> tuple[Division, ...]:
    """The cities, prefectures and leagues of today, by code."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return tuple(one for one in (Division(**row) for row in csv.DictReader(file)) if one.level == "city" and not one.last)


def province(city: Division) -> Division:
    found = division(city.code[:2] + "0000")
    assert found is not None
    return found


@cache
def categories() -> tuple[Named, ...]:
    """The talent categories that all places share."""
    with (REGISTRY / "categories/common.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(Named(row["id"], row["name"]) for row in csv.DictReader(file) if row["id"] != "talent")


@cache
def programmes(code: str) -> tuple[Named, ...]:
    """The programmes of a city."""
    return tuple(Named(f"{code}-p{number}", name) for number, (name, _) in enumerate(words()["programs"], start=1))
