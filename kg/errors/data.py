"""What is wrong with curated data, told to the person who can mend it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from kg.errors.base import ZhengmaiError
from kg.errors.values import nearest
from kg.i18n import Language, Message, current_language, message, text


@dataclass(frozen=True)
class DataIssue:
    """One fault: where it stands, what was found, what was expected, the nearest known value.

    Both are messages, of the catalog `issues`; a string is a value as it was read.
    """

    file: str
    row: int | None
    """The line in the file as a spreadsheet shows it: the header is row 1."""
    column: str | None
    found: Message | str
    expected: Message | str
    nearest: str | None = None

    @property
    def message(self) -> Message:
        """All of it in one line."""
        return message(
            "issues.issue",
            file=self.file,
            row=message("issues.row", row=self.row) if self.row else "",
            column=self._column,
            found=self.found if isinstance(self.found, Message) else message("issues.value", value=self.found),
            expected=self.expected,
            nearest=message("issues.nearest", nearest=self.nearest) if self.nearest else "",
        )

    def __str__(self) -> str:
        return str(self.message)

    @property
    def _column(self) -> Message | str:
        if self.column is None:
            return ""
        in_table = self.file.endswith(".csv")
        return message("issues.column", column=self.column) if in_table else message("issues.key", column=self.column)


class _Faulty(ZhengmaiError, ABC):
    """Several faults, told a line each with their number."""

    status = 422

    @abstractmethod
    def _lines(self) -> Sequence[Message | str]:
        """The faults, each in one line."""

    def sentence(self, language: Language | None = None) -> str:
        if self._told:
            return self._told
        chosen, lines = language or current_language(), self._lines()
        told = "\n".join(line.text(chosen) if isinstance(line, Message) else line for line in lines)
        count = message("errors.one-fault" if len(lines) == 1 else "errors.faults", count=len(lines))
        return text(f"errors.{self.code}", chosen, faults=told, count=count)


class InvalidData(_Faulty):
    """The curated data cannot be published. `issues` are all of them, each once: those of the registry first, since documents
    rest on it, then by folder, a document's head before its facts, by file and row."""

    code = "invalid-data"

    def __init__(self, issues: Iterable[DataIssue]) -> None:
        self.issues = sorted(dict.fromkeys(issues), key=_order)

    def _lines(self) -> Sequence[Message | str]:
        return [issue.message for issue in self.issues]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.issues,)


def _order(issue: DataIssue) -> tuple[bool, str, bool, str, int]:
    path = PurePath(issue.file)
    return "registry" not in path.parts, str(path.parent), path.suffix == ".csv", issue.file, issue.row or 0


@dataclass(eq=False)
class GateFailed(_Faulty):
    """The graph made of the data breaks a rule. `faults` are sentences, one each."""

    code = "gate-failed"
    faults: Sequence[Message | str]

    def _lines(self) -> Sequence[Message | str]:
        return self.faults


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
