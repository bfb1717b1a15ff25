"""The state of the page: what the findings are narrowed to, which one is looked at, how many are listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from viewer.links import Link
from viewer.state import PageState

PAGE = 20
"""So many findings are listed at first, and more at each wish for more."""


@dataclass(frozen=True)
class HealthState(PageState):
    page = "health"
    city: str | None = None
    rule: str | None = None
    agency: str | None = None
    finding: str | None = None
    """The one that is looked at, and answered."""
    rows: Annotated[int, Field(ge=1, le=100_000)] = PAGE
    """How many contradictions, and how many other findings, are listed."""

    @property
    def filters(self) -> dict[str, str]:
        """The parameters of questions about findings that the state gives."""
        given = {"city": self.city, "rule": self.rule, "agency": self.agency}
        return {name: value for name, value in given.items() if value}

    def link(self, **changes: Any) -> Link:
        """This page with changes. Unless `finding` is among them, none is looked at."""
        return Link("health", replace(self, **{"finding": None, "rows": PAGE, **changes}).params())
