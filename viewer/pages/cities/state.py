"""The state of the page: the city."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.state import PageState


@dataclass(frozen=True)
class CitiesState(PageState):
    page = "cities"
    city: str | None = None
    """Its name or code; None: the first."""
