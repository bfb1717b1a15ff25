"""The state of the page: the cities, and what is told of the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.matching.person import PARAMETERS
from viewer.state import CommaSeparated, PageState


@dataclass(frozen=True)
class MatchState(PageState):
    """The fields but `city` are those of kg.matching.person."""

    page = "match"
    city: CommaSeparated = frozenset()
    degree: str | None = None
    study: str | None = None
    title: str | None = None
    age: str | None = None
    hire: str | None = None
    coming: str | None = None
    native: str | None = None
    employer: str | None = None
    service_years: str | None = None
    school: CommaSeparated = frozenset()
    category: CommaSeparated = frozenset()
    yes: CommaSeparated = frozenset()
    no: CommaSeparated = frozenset()
    complete: str | None = None

    @property
    def person(self) -> Mapping[str, str]:
        """What is told of the person."""
        return {name: value for name, value in self.params().items() if name in PARAMETERS and value}
