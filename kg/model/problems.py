"""What is wrong with curated data, told to the person who can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, what was found, what was expected, the nearest known value."""

    file: str
    row: int | None
    """The line in the file as a spreadsheet shows it: the header is row 1."""
    column: str | None
    found: str
    expected: str
    nearest: str | None = None

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        hint = f"; nearest known: {self.nearest}" if self.nearest else ""
        return f"{self.file}{row}{column}: found {self.found}; expected {self.expected}{hint}"


class InvalidData(Exception):
    """The curated data cannot be published. `problems` are all of them, in the order of files and rows."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.row or 0))
        super().__init__("\n".join(map(str, self.problems)))


class Unanswerable(Exception):
    """What was asked cannot be answered as it was asked. Its sentence says why; it keeps it when it travels between processes."""

    def __reduce__(self) -> tuple[Any, ...]:
        return retold, (type(self), str(self))


E = TypeVar("E", bound=Unanswerable)


def retold(kind: type[E], sentence: str) -> E:
    """An error of `kind` that says `sentence`, as another process or server said it."""
    error = kind.__new__(kind)
    Exception.__init__(error, sentence)
    return error


def shown(value: object, longest: int = 60) -> str:
    """A value in quotation marks, cut where it is long."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= longest else text[: longest - 1] + '…'}”"


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known value most like `value`, if one is like it at all."""
    close = difflib.get_close_matches(value, list(known), n=1, cutoff=0.4)
    return close[0] if close else None
