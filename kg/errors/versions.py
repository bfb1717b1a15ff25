"""Published versions, and the processes that open, build and serve them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.errors.asking import Unanswerable
from kg.errors.base import ZhengmaiError
from kg.errors.values import shown
from kg.i18n import Message


class Unpublished(ZhengmaiError):
    """There is no version that this program can read."""

    status = 503


@dataclass(eq=False)
class NoVersion(Unpublished):
    """Nothing is published where it was looked for."""

    code = "no-version"
    home: str


@dataclass(eq=False)
class UnreadableHome(Unpublished):
    """A version may be published, and the system does not let it be read."""

    code = "unreadable-home"
    path: str
    fault: str


@dataclass(eq=False)
class OldVersion(Unpublished):
    """The published version was made by another version of the program."""

    code = "old-version"
    version: str


@dataclass(eq=False)
class OtherData(Unanswerable, LookupError):
    """A document cannot be drafted: the data that its version was built from are not here."""

    code = "other-data"
    status = 404
    document: str
    version: str


@dataclass(eq=False)
class OtherBase(Unpublished):
    """The published version has its data under another base than the running program."""

    code = "other-base"
    version: str
    built: str
    running: str


@dataclass(eq=False)
class DamagedVersion(Unpublished):
    """A file of the published version is missing, changed, or cannot be read. `fault` says which, or what the engine says."""

    code = "damaged-version"
    path: str | None
    """The folder of the version; None for a bare store."""
    file: str
    """The file or folder in it."""
    fault: str | Message


@dataclass(eq=False)
class DamagedFiles(ZhengmaiError):
    """Files that a home keeps are not as they were written."""

    code = "damaged-files"
    status = 503
    files: list[str]

    def _values(self) -> dict[str, Any]:
        return {"count": len(self.files)}


@dataclass(eq=False)
class WrongBase(ZhengmaiError, ValueError):
    """No data IRI can begin with this."""

    code = "wrong-base"
    value: str
    fault: Message

    def _values(self) -> dict[str, Any]:
        return {"value": shown(self.value), "fault": self.fault}


@dataclass(eq=False)
class BuildInProgress(ZhengmaiError):
    """Another process is building in the same home."""

    code = "build-in-progress"
    status = 503
    home: str


@dataclass(eq=False)
class CannotOpen(ZhengmaiError):
    """A worker could not open what it should serve."""

    code = "cannot-open"
    status = 503
    fault: Message


@dataclass(eq=False)
class CannotServe(ZhengmaiError):
    """The server does not start, or cannot listen where it should."""

    code = "cannot-serve"
    fault: Message
