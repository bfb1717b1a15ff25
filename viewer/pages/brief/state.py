"""The state of the page: what the brief is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viewer.state import CommaSeparated, PageState

Subject = Literal["city", "agency", "category", "cities"]


@dataclass(frozen=True)
class BriefState(PageState):
    page = "brief"
    of: Subject = "city"
    city: str | None = None
    """Code of the city."""
    agency: str | None = None
    category: str | None = None
    cities: CommaSeparated = frozenset()
    """Codes of the cities that are compared."""
