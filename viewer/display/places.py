"""Places with documents, and which of them an address means."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.shared_graph import SharedGraph


def held_places(graph: SharedGraph) -> dict[str, str]:
    """Code -> name of every place with documents, by code."""
    return {row["city_code"]: row["city"] for row in sorted(graph.answer("documents").rows, key=lambda row: row["city_code"])}


def place_called(places: Mapping[str, str], asked: str) -> str | None:
    """The code of the place that is called so, by its code or the beginning of its name: 太原 is 太原市."""
    return asked if asked in places else next((code for code, name in places.items() if name.startswith(asked)), None)


def place_of_address(graph: SharedGraph, asked: str) -> str:
    """The code of a place with documents; a province, whose documents are of others, stays as it is. Raises UnknownValue."""
    found = {row["city_code"]: row["city"] for row in graph.answer("documents", city=asked).rows}
    return place_called(found, asked) or asked


def agency_of_address(graph: SharedGraph, asked: str, city: str | None) -> str | None:
    """The id of an agency of the place; None where it has none of that name. Raises UnknownValue."""
    found = graph.answer("agencies", {"agency": asked, **({"city": city} if city else {})}).rows
    return str(found[0]["agency"]) if found else None
