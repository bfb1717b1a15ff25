"""The state of the page: the document under review, and the clause or class on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.state import PageState


@dataclass(frozen=True)
class ReviewState(PageState):
    page = "review"
    document: str | None = None
    clause: str | None = None
