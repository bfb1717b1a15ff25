"""What somebody answered to a finding of the health check: a row of `data/documents/<id>/answers.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kg.model.fields import Concept, Listed, Required, RequiredDay, Whole

OPEN = "open"
"""The answer that takes an earlier one back, and that of a finding which nobody answered."""


class FindingAnswer(BaseModel):
    """A finding is named by its rule and the facts that it rests on, which keep their ids while texts and rules change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    rule: Required
    facts: Annotated[Listed, Field(min_length=1)]
    """All facts that the finding rests on, in any order."""
    year: Whole
    """Where the rule finds several years in the same facts."""
    answer: Annotated[str, Field(min_length=1), Concept("finding-answer")]
    reason: Required
    by: Required
    date: RequiredDay


@dataclass(frozen=True)
class NumberedAnswer:
    """An answer with its row in the file, as a spreadsheet counts rows."""

    row: int
    answer: FindingAnswer
