"""Serialises results of SPARQL queries within the limits."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from itertools import islice

from kg.errors import AnswerTooLarge, NotInThatSyntax
from kg.export.rdf import triples_bytes
from kg.i18n import message
from kg.store.sparql_results import QueryBoolean, QueryResult, QuerySolutions, write_rows
from kg.workers.limits import Limits


@dataclass(frozen=True)
class SerializedResult:
    """A complete result in `syntax`. `rows` is the number of rows or triples."""

    content: bytes
    syntax: str
    rows: int


class _LimitedBuffer(io.BytesIO):
    """A buffer that raises AnswerTooLarge beyond the limit, so that a large result ends early."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self.error: AnswerTooLarge | None = None

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(content) > self._limits.answer_bytes:
            self.error = AnswerTooLarge(self._limits.answer_bytes)
            raise self.error
        return super().write(content)


def serialize_result(result: QueryResult, row_syntax: str | None, triple_syntax: str | None, limits: Limits) -> SerializedResult:
    """Serialise rows and booleans in `row_syntax`, triples in `triple_syntax`. Raises NotInThatSyntax if that is None, LimitReached."""
    if isinstance(result, QuerySolutions | QueryBoolean):
        if row_syntax is None:
            raise NotInThatSyntax(message("errors.not-acceptable.rows"))
        buffer = _LimitedBuffer(limits)
        try:
            write_rows(result, buffer, row_syntax)
        except Exception:
            if buffer.error:
                raise buffer.error from None
            raise
        content = buffer.getvalue()
        rows = 1 if isinstance(result, QueryBoolean) else _count_rows(content, row_syntax)
        return SerializedResult(content, row_syntax, limits.check_rows(rows))
    if triple_syntax is None:
        raise NotInThatSyntax(message("errors.not-acceptable.triples"))
    triples = list(islice(result, limits.answer_rows + 1))
    count = limits.check_rows(len(triples))
    return SerializedResult(limits.check_size(triples_bytes(triples, triple_syntax)), triple_syntax, count)


def _count_rows(content: bytes, syntax: str) -> int:
    match syntax:
        case "json":
            return len(json.loads(content)["results"]["bindings"])
        case "xml":
            return content.count(b"<result>")
        case "tsv":
            return content.count(b"\n") - 1
        case _:
            return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
