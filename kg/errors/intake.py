"""Files that do not become a document."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors.base import ZhengmaiError
from kg.i18n import Message


@dataclass(eq=False)
class UnreadableFile(ZhengmaiError):
    """A file from which no text can be made: empty, encrypted, damaged, a bomb, of an unknown form.

    fault, remedy: messages `intake.fault.<name>` and `intake.remedy.<name>`.
    """

    code = "unreadable-file"
    status = 422
    path: str
    fault: Message
    remedy: Message


@dataclass(eq=False)
class MissingReader(ZhengmaiError):
    """What reads such files is an extra that is not installed. `command` installs it."""

    code = "missing-reader"
    status = 501
    path: str
    needed: str
    command: str


@dataclass(eq=False)
class SameDocument(ZhengmaiError):
    """The document is held already: its number, its text or its id."""

    code = "same-document"
    status = 409
    path: str
    document: str
    same: Message
