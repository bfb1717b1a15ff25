"""The documents that may be reviewed."""

from __future__ import annotations

from pathlib import Path

from kg.review.held import held_documents


def documents(data: Path) -> dict[str, str]:
    """Id -> title with number, those that are not read whole first."""
    found = sorted(held_documents(data), key=lambda one: (one.read_whole, one.id))
    return {one.id: " · ".join(filter(None, [one.title, one.number])) for one in found}
