"""Results of SPARQL queries as bytes, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from itertools import islice

from kg.errors import AnswerTooLarge, LimitReached, NotInThatSyntax, TooManyRows
from kg.export.rdf import triples_bytes
from kg.i18n import message
from kg.store.sparql_results import QueryBoolean, QueryResult, QuerySolutions, write_rows
from kg.workers.limits import Limits


@dataclass(frozen=True)
class Result:
    """A whole answer: its bytes, the syntax they are in, and how many rows or triples they hold."""

    content: bytes
    syntax: str
    rows: int


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond the limit, so that a runaway answer ends at once."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self.over: LimitReached | None = None

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(content) > self._limits.answer_bytes:
            self.over = AnswerTooLarge(self._limits.answer_bytes)
            raise self.over
        return super().write(content)


def result_bytes(result: QueryResult, row_syntax: str | None, triple_syntax: str | None, limits: Limits) -> Result:
    """Write `result` in the syntax that fits its kind. Raises NotInThatSyntax where that is None, LimitReached."""
    if isinstance(result, QuerySolutions | QueryBoolean):
        if row_syntax is None:
            raise NotInThatSyntax(message("errors.not-acceptable.rows"))
        buffer = _Bounded(limits)
        try:
            write_rows(result, buffer, row_syntax)
        except Exception:
            if buffer.over:
                raise buffer.over from None
            raise
        content = buffer.getvalue()
        rows = 1 if isinstance(result, QueryBoolean) else _count(content, row_syntax)
        if rows > limits.answer_rows:
            raise TooManyRows(limits.answer_rows)
        return Result(content, row_syntax, rows)
    if triple_syntax is None:
        raise NotInThatSyntax(message("errors.not-acceptable.triples"))
    triples = list(islice(result, limits.answer_rows + 1))
    if len(triples) > limits.answer_rows:
        raise TooManyRows(limits.answer_rows)
    content = triples_bytes(triples, triple_syntax)
    if len(content) > limits.answer_bytes:
        raise AnswerTooLarge(limits.answer_bytes)
    return Result(content, triple_syntax, len(triples))


def _count(content: bytes, syntax: str) -> int:
    match syntax:
        case "json":
            return len(json.loads(content)["results"]["bindings"])
        case "xml":
            return content.count(b"<result>")
        case "tsv":
            return content.count(b"\n") - 1
        case _:
            return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
