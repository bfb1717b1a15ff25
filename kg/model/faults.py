"""What validators of records find wrong: messages, which the errors of pydantic carry to whoever tells them."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from kg.i18n import Message

UNREADABLE, DISAGREEMENT = "unreadable", "disagreement"
"""Types of error details. The context of both has the message `expected`, that of a disagreement also `found`."""


def unreadable(expected: Message) -> PydanticCustomError:
    """A value that cannot be read as what it should be."""
    return PydanticCustomError(UNREADABLE, "expected {expected}", {"expected": expected})


def disagreement(found: Message, expected: Message) -> PydanticCustomError:
    """Values of a record that do not agree."""
    return PydanticCustomError(DISAGREEMENT, "{found}; expected {expected}", {"found": found, "expected": expected})
