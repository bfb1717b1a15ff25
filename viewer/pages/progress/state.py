"""The state of the page: the day that is asked about, a place, an agency, what is listed, the task whose history is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from viewer.links import Link
from viewer.state import PageState

PAGE = 40
"""So many tasks are listed at first, and more at each wish for more."""
Attention = Literal["overdue", "due_soon", "silent", "on_track", "suspended", "unreported", "done", "cancelled"]


@dataclass(frozen=True)
class ProgressState(PageState):
    page = "progress"
    city: str | None = None
    agency: str | None = None
    attention: Attention | None = None
    """Only tasks of which this holds."""
    task: str | None = None
    on: date | None = None
    """None: today."""
    since: date | None = None
    """Only tasks of which something was said after this day."""
    rows: Annotated[int, Field(ge=1, le=100_000)] = PAGE

    @property
    def day(self) -> str:
        return (self.on or date.today()).isoformat()

    @property
    def filters(self) -> dict[str, str]:
        """The parameters of the questions about progress."""
        given = {"city": self.city, "agency": self.agency, "on": self.day, "since": self.since.isoformat() if self.since else None}
        return {name: value for name, value in given.items() if value}

    def link(self, **changes: Any) -> Link:
        """This page with changes."""
        return Link("progress", replace(self, **{"task": None, "rows": PAGE, **changes}).params())
