"""What one request may take, and the errors that say which limit it met."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of one job. Times in seconds, sizes in bytes."""

    deadline: float = 30.0
    memory: int = 1024 * _MIB
    """What a job may take beyond what its process holds when idle."""
    answer_bytes: int = 64 * _MIB
    answer_rows: int = 1_000_000
    query_bytes: int = 1 * _MIB
    nesting: int = 100
    """How deep brackets may stand in one another in a query."""


class LimitReached(Exception):
    """An answer that would be more than a limit allows. `limit` names the field of `Limits`."""

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit
        self.message = message

    def __reduce__(self) -> tuple[type[LimitReached], tuple[str, str]]:
        return type(self), (self.limit, self.message)


class Busy(Exception):
    """No worker was free within the time allowed."""


class TookTooLong(LimitReached):
    """The job was stopped at its deadline."""

    def __init__(self, seconds: float) -> None:
        super().__init__("deadline", f"stopped after {round(seconds, 1):g} s, the time allowed; ask for less, or narrow the query")
        self.seconds = seconds

    def __reduce__(self) -> tuple[type[TookTooLong], tuple[float]]:  # type: ignore[override]
        return type(self), (self.seconds,)


def too_many_bytes(limits: Limits) -> LimitReached:
    return LimitReached(
        "answer_bytes", f"the answer is larger than {_size(limits.answer_bytes)}; narrow the query, or use LIMIT and OFFSET with ORDER BY"
    )


def too_many_rows(limits: Limits) -> LimitReached:
    return LimitReached(
        "answer_rows", f"the answer has more than {limits.answer_rows:,} rows; narrow the query, or use LIMIT and OFFSET with ORDER BY"
    )


def too_much_memory(limits: Limits) -> LimitReached:
    return LimitReached("memory", f"answering takes more than {_size(limits.memory)} of memory; narrow the query")


def too_long_a_query(limits: Limits) -> LimitReached:
    return LimitReached("query_bytes", f"the query is longer than {_size(limits.query_bytes)}")


def too_deep(limits: Limits | None = None) -> LimitReached:
    deeper = f"deeper than {limits.nesting} brackets" if limits else "deeper than the engine can read"
    return LimitReached("nesting", f"the query is nested {deeper}")


def _size(count: int) -> str:
    return f"{count / _MIB:g} MiB"
