"""Decisions of a review that cannot be taken, or cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors.base import ZhengmaiError
from kg.i18n import Message


@dataclass(eq=False)
class BrokenJournal(ZhengmaiError):
    """A line of `decisions.jsonl` before the last is no decision."""

    code = "broken-journal"
    status = 422
    file: str
    line: int


@dataclass(eq=False)
class AlreadyDecided(ZhengmaiError):
    """Somebody decided the same before. done: a message `review.action.<name>`; decided: what the columns became; decision: its number."""

    code = "already-decided"
    status = 409
    subject: str
    by: str
    at: str
    done: Message
    decided: str
    decision: int


@dataclass(eq=False)
class NotProven(ZhengmaiError):
    """The words do not state the values of a row. `faults`: sentences."""

    code = "not-proven"
    status = 422
    faults: Sequence[Message]


@dataclass(eq=False)
class UnknownDraft(ZhengmaiError, LookupError):
    """No draft, registry proposal, clause or class of the document has that id."""

    code = "unknown-draft"
    status = 404
    draft: str
    document: str


@dataclass(eq=False)
class CannotDecide(ZhengmaiError):
    """A decision that does not fit what was decided before. reason: a message `review.reason.<name>`."""

    code = "cannot-decide"
    status = 409
    subject: str
    reason: Message
