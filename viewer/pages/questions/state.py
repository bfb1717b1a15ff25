"""The state of the page: a question of the catalog, its filters, and the row that is selected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from viewer.state import PageState, ParamGroup


@dataclass(frozen=True)
class QuestionsState(PageState):
    """`filters`: parameter of the question -> value as given. `row`: its id, or its number where rows have none."""

    page = "questions"
    question: str | None = None
    filters: Annotated[Mapping[str, Any], ParamGroup()] = field(default_factory=dict)
    row: str | None = None
