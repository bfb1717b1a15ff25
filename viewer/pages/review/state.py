"""The state of the page: the document under review, the clause, and the part of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from viewer.state import PageState

Part = Literal["clauses", "classes", "gaps", "decisions"]


@dataclass(frozen=True)
class ReviewState(PageState):
    page = "review"
    document: str | None = None
    clause: str | None = None
    part: Part = "clauses"
