"""Whose a body is that a text names, and which names mean the same body: 市人社局 and 市人力资源和社会保障局 are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.intake.agency_functions import full_name, is_group
from kg.intake.divisions import Division, division, divisions_of, parents
from kg.loaders.registry import Registry

_AUTONOMOUS = "自治区"


@dataclass(frozen=True)
class Body:
    """A body: the place that it is of, and what all its names have in common."""

    home: Division
    key: str


def body_named(name: str, place: str, registry: Registry) -> Body:
    """The body that `name` means in a document of `place`."""
    around = list(_around(place, registry))
    home = _home(name, around)
    key = name if is_group(name, home) else full_name(name, home)
    return Body(home, key)


def _around(place: str, registry: Registry) -> Iterator[Division]:
    """The place and those above it, the nearest first."""
    held = registry.place(place)
    yield division(place) or Division(place, held.name if held else place, "")
    yield from (one for one in parents(place) if one.level != "national")


def _home(name: str, around: list[Division]) -> Division:
    """The place that the name begins with, whole or as 省, 市, 区; else that of the document."""
    bare = name.removeprefix("中共").removeprefix("国家税务总局")
    whole = [one for one in (*around, *_within(around[-1].code)) if bare.startswith(one.name)]
    if whole:
        return max(whole, key=lambda one: len(one.name))
    level = _AUTONOMOUS if bare.startswith(_AUTONOMOUS) else bare[:1]
    return next((one for one in around if one.name.endswith(level)), _by_short_name(bare, around) or around[0])


def _by_short_name(bare: str, around: list[Division]) -> Division | None:
    """The place in the name 太原 or 太原金融监管局, in the province of the document."""
    short = [one for one in (*around, *_within(around[-1].code)) if one.level in ("province", "city") and bare.startswith(one.short)]
    return max(short, key=lambda one: len(one.short), default=None)


@cache
def _within(province: str) -> tuple[Division, ...]:
    return tuple(one for one in divisions_of(province) if one.level in ("city", "county"))
