"""Limits of one job."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import AnswerTooLarge, TooManyRows

_MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits of one job. `deadline` is in seconds; `memory`, `answer_bytes` and `query_bytes` are in bytes."""

    deadline: float = 30.0
    memory: int = 1024 * _MIB
    """Address space that a job may allocate in addition to that of the idle process."""
    answer_bytes: int = 64 * _MIB
    answer_rows: int = 1_000_000
    query_bytes: int = 1 * _MIB
    nesting: int = 100
    """Depth of nested brackets in a query."""

    def check_size(self, content: bytes) -> bytes:
        """`content` itself. Raises AnswerTooLarge if it is longer than `answer_bytes`."""
        if len(content) > self.answer_bytes:
            raise AnswerTooLarge(self.answer_bytes)
        return content

    def check_rows(self, count: int) -> int:
        """`count` itself. Raises TooManyRows if it is more than `answer_rows`."""
        if count > self.answer_rows:
            raise TooManyRows(self.answer_rows)
        return count
