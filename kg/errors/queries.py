"""SPARQL queries that are not answered, and limits of one answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from kg.errors.asking import Unanswerable
from kg.errors.base import ZhengmaiError
from kg.i18n import Message, message

_MIB = 1 << 20


@dataclass(eq=False)
class MalformedQuery(Unanswerable, SyntaxError):
    """No SPARQL 1.1 query. `fault` is what the engine says."""

    code = "malformed-query"
    status = 400
    fault: Message | str

    def __str__(self) -> str:
        return self.told()


@dataclass(eq=False)
class CannotEvaluate(Unanswerable):
    """A query in which the engine meets what it cannot do: a function that it does not know."""

    code = "cannot-evaluate"
    status = 400
    fault: str


class Refused(Unanswerable):
    """A query that asks for what this endpoint does for nobody: to ask another service."""

    code = "service-refused"
    status = 403


class ReadOnly(Refused):
    """An update, where only queries are answered."""

    code = "read-only"


@dataclass(eq=False)
class NotInThatSyntax(Unanswerable):
    """A result asked for in a syntax that cannot hold it."""

    code = "not-acceptable"
    status = 406
    fault: Message


class LimitReached(Unanswerable):
    """An answer that would take more than a limit of kg.workers.limits.Limits allows."""

    @property
    def limit(self) -> str:
        """The field of `Limits`."""
        return self.code


@dataclass(eq=False)
class TookTooLong(LimitReached):
    """The job was stopped at its deadline, in seconds."""

    code = "deadline"
    status = 503
    seconds: float

    def __post_init__(self) -> None:
        self.retry_after = math.ceil(self.seconds)

    def _values(self) -> dict[str, Any]:
        return {"seconds": f"{round(self.seconds, 1):g}"}


@dataclass(eq=False)
class _SizeLimit(LimitReached):
    bytes: int

    def _values(self) -> dict[str, Any]:
        return {"size": f"{self.bytes / _MIB:g} MiB"}


class TooMuchMemory(_SizeLimit):
    """Working on the answer took more memory than it may."""

    code = "memory"


class AnswerTooLarge(_SizeLimit):
    """The answer has more bytes than it may."""

    code = "answer_bytes"


class QueryTooLong(_SizeLimit):
    """The query has more bytes than it may."""

    code = "query_bytes"
    status = 413


@dataclass(eq=False)
class TooManyRows(LimitReached):
    """The answer has more rows or triples than it may."""

    code = "answer_rows"
    rows: int

    def _values(self) -> dict[str, Any]:
        return {"rows": f"{self.rows:,}"}


@dataclass(eq=False)
class QueryTooDeep(LimitReached):
    """Brackets of the query stand deeper in one another than they may; `brackets` is None where the engine could not read it."""

    code = "nesting"
    brackets: int | None = None

    def _values(self) -> dict[str, Any]:
        kind = "engine" if self.brackets is None else "brackets"
        return {"deeper": message(f"errors.nesting.{kind}", brackets=self.brackets)}


@dataclass(eq=False)
class ServerBusy(ZhengmaiError):
    """No worker was free within the time allowed."""

    code = "busy"
    status = 503
    retry_after = 5
    fault: Message


@dataclass(eq=False)
class WorkerCrashed(ZhengmaiError):
    """A worker process ended in the middle of a job, for a reason that is none of the asker's."""

    code = "interrupted"
    status = 503
    retry_after = 1
    exit_code: int | None = None
