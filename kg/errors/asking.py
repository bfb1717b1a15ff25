"""What was asked cannot be answered as it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors.base import ZhengmaiError
from kg.errors.values import nearest, shown
from kg.i18n import Message, message

_FEW = 40
"""So many known values are listed where none is like the one given."""


class Unanswerable(ZhengmaiError):
    """The asker can ask otherwise."""

    status = 422


@dataclass(eq=False)
class UnknownQuestion(Unanswerable, LookupError):
    """No question has that name."""

    code = "unknown-question"
    status = 404
    question: str
    known: Sequence[str] = ()

    def _values(self) -> dict[str, Any]:
        return {"question": shown(self.question), "known": self.known, "nearest": nearest(self.question, self.known)}


@dataclass(eq=False)
class UnknownParameter(Unanswerable, LookupError):
    """The question has no parameter of that name."""

    code = "unknown-parameter"
    parameter: str
    question: str
    known: Sequence[str] = ()

    def _values(self) -> dict[str, Any]:
        known = self.known or message("errors.none")
        return {
            "parameter": shown(self.parameter),
            "question": self.question,
            "known": known,
            "nearest": nearest(self.parameter, self.known),
        }


@dataclass(eq=False)
class UnknownValue(Unanswerable, ValueError):
    """A parameter's value that means nothing here, or None where a value is needed."""

    code = "unknown-value"
    parameter: str
    value: str | None
    expected: Message | str
    known: Sequence[str] = ()

    @property
    def nearest(self) -> str | None:
        """The known value most like the one given."""
        return nearest(str(self.value), self.known)

    @property
    def _key(self) -> str:
        return self.code if self.value is not None else f"{self.code}.needed"

    def _values(self) -> dict[str, Any]:
        few = self.known if self.nearest is None and 0 < len(self.known) <= _FEW else None
        return {
            "parameter": self.parameter,
            "value": shown(self.value),
            "expected": self.expected,
            "nearest": self.nearest,
            "known": few,
        }


@dataclass(eq=False)
class UnknownEntity(Unanswerable, LookupError):
    """No thing of that id, name or alias."""

    code = "unknown-thing"
    status = 404
    thing: str
    nearest: str | None = None

    def _values(self) -> dict[str, Any]:
        return {"thing": shown(self.thing), "nearest": self.nearest}


class NothingToSearch(Unanswerable, ValueError):
    """Words that hold no letter and no figure."""

    code = "nothing-to-search"
    problem = "unknown-value"


@dataclass(eq=False)
class NeedsTables(Unanswerable, LookupError):
    """Asked of a bare endpoint: what only a Zhengmai server, or a version on disk, can tell."""

    code = "needs-tables"
    what: str
    kept: Message
    """Tables or words."""
    url: str
    known: Sequence[str]
    """The questions that a bare endpoint answers."""


@dataclass(eq=False)
class UnknownFormat(Unanswerable, ValueError):
    """A file or answer in a format that is not written here."""

    code = "unknown-format"
    format: str
    known: Sequence[str]

    def _values(self) -> dict[str, Any]:
        return {"format": self.format, "known": self.known, "nearest": nearest(self.format, self.known)}


@dataclass(eq=False)
class InvalidArgument(Unanswerable, ValueError):
    """Arguments of a command or function that cannot be read."""

    code = "invalid-argument"
    fault: Message


@dataclass(eq=False)
class InvalidAddress(Unanswerable, ValueError):
    """No http or https address."""

    code = "invalid-address"
    address: str


@dataclass(eq=False)
class ImpossibleChange(Unanswerable, ValueError):
    """A change of a what-if that cannot be made after those before it. `place` counts from 0."""

    code = "impossible-change"
    place: int
    change: Any
    reason: str
    """`unknown`: an agency is not there (any more); `same`: it would give to itself; `group`: a group would take;
    `no_part`: the giver has no part in the task."""
    agency: str

    def _values(self) -> dict[str, Any]:
        fault = message(f"errors.impossible-change.{self.reason}", agency=self.agency)
        return {"number": self.place + 1, "change": str(self.change), "fault": fault}
