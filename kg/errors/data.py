"""What is wrong with curated data, told to the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kg.errors.base import ZhengmaiError
from kg.errors.values import nearest
from kg.i18n import Message, message, text


@dataclass(frozen=True, order=True)
class DataIssue:
    """One fault: where it stands, what was found, what was expected, the nearest known value."""

    file: str
    row: int | None
    """The line in the file as a spreadsheet shows it: the header is row 1."""
    column: str | None
    found: str
    expected: str
    nearest: str | None = None

    def __str__(self) -> str:
        row = text("issues.row", row=self.row) if self.row else ""
        column = text("issues.column", column=self.column) if self.column else ""
        hint = text("issues.nearest", nearest=self.nearest) if self.nearest else ""
        return text("issues.issue", place=f"{self.file}{row}{column}", found=self.found, expected=self.expected) + hint


class InvalidData(ZhengmaiError):
    """The curated data cannot be published. `issues` are all of them, each once: those of the registry first, since documents
    rest on it, then by folder, a document's head before its facts, by file and row."""

    code = "invalid-data"
    status = 422

    def __init__(self, issues: Iterable[DataIssue]) -> None:
        self.issues = sorted(dict.fromkeys(issues), key=_order)

    def _values(self) -> dict[str, Any]:
        return {"issues": "\n".join(map(str, self.issues)), "count": _count(len(self.issues))}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.issues,)


def _order(issue: DataIssue) -> tuple[bool, str, bool, str, int]:
    path = PurePath(issue.file)
    return "registry" not in path.parts, str(path.parent), path.suffix == ".csv", issue.file, issue.row or 0


@dataclass(eq=False)
class GateFailed(ZhengmaiError):
    """The graph made of the data breaks a rule. `faults` are sentences, one each."""

    code = "gate-failed"
    status = 422
    faults: Sequence[str]

    def _values(self) -> dict[str, Any]:
        return {"faults": "\n".join(self.faults), "count": _count(len(self.faults))}


def _count(number: int) -> Message:
    return message("errors.one-fault" if number == 1 else "errors.faults", count=number)


@dataclass(eq=False)
class PackagedData(ZhengmaiError):
    """Curated data that came with an installed package are not for writing: the next installation replaces them."""

    code = "packaged-data"
    folder: str


@dataclass(eq=False)
class CurationInProgress(ZhengmaiError):
    """Another process is giving ids in the same data."""

    code = "curation-in-progress"
    status = 503
    data: str
    holder: str | None
    """Which process that is, where it is known."""

    def _values(self) -> dict[str, Any]:
        return {"data": self.data, "holder": self.holder or message("errors.curation-in-progress.unknown")}


@dataclass(eq=False)
class UnknownDocument(ZhengmaiError, LookupError):
    """No document has that id."""

    code = "unknown-document"
    status = 404
    document: str
    folder: str


@dataclass(eq=False)
class InvalidDocumentId(ZhengmaiError, ValueError):
    """No id of a document."""

    code = "invalid-document-id"
    status = 422
    document: str


@dataclass(eq=False)
class UnknownOutline(ZhengmaiError, LookupError):
    """No outline has that name."""

    code = "unknown-outline"
    status = 422
    outline: str
    known: Sequence[str]

    def _values(self) -> dict[str, Any]:
        return {"outline": self.outline, "known": self.known, "nearest": nearest(self.outline, self.known)}


@dataclass(eq=False)
class InvalidOutline(ZhengmaiError, ValueError):
    """An outline that cannot be read, or does not fit its text."""

    code = "invalid-outline"
    status = 422
    fault: Message | str
