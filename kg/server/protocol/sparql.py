"""The query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryTooLong, ReadOnly
from kg.i18n import message
from kg.server.protocol import negotiation
from kg.server.protocol.problem_details import Problem, problem_for
from kg.server.service import Service
from kg.workers import jobs
from kg.workers.limits import Limits

METHODS = ["GET", "HEAD", "POST", "QUERY"]
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MAX_PARAMETERS = 1000
_MAX_INLINE_FORM = 16 * 1024
"""Bytes of a form up to which it is decoded in the event loop."""
_FORM_DECODER = ThreadPoolExecutor(1, "form-decoder")


@dataclass(frozen=True)
class QueryOperation:
    """A query operation. `default_graphs` and `named_graphs` are IRIs, `timeout` is in seconds."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    timeout: float | None


async def read_operation(request: Request, limits: Limits) -> QueryOperation | None:
    """The query operation of a request (section 2.1); None for a GET without parameters. Raises Problem."""
    fields = _parameters(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if not fields:
            return None
        return _operation(fields)
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    match media_type.strip().lower():
        case "application/x-www-form-urlencoded":
            return _operation([*fields, *await _decode_form(await _read_body(request, 3 * limits.query_bytes))])
        case "application/sparql-query":
            if any(name == "query" for name, _ in fields):
                raise Problem(400, "malformed-request", message("problems.detail.query_twice"))
            query = _text(await _read_body(request, limits.query_bytes), parameters)
            return _operation([*fields, ("query", query)])
        case "application/sparql-update":
            raise _read_only()
        case other:
            detail = message(f"problems.detail.{'' if other else 'no_'}media_type", found=other, form=_FORM, query=_QUERY)
            raise Problem(415, "unsupported-media-type", detail, {"Accept-Post": f"{_FORM}, {_QUERY}"})


def _operation(fields: Iterable[tuple[str, str]]) -> QueryOperation:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _read_only()
    queries = values.get("query", [])
    if len(queries) != 1:
        raise Problem(400, "malformed-request", message("problems.detail.queries", count=len(queries)))
    return QueryOperation(
        queries[0], tuple(values.get("default-graph-uri", ())), tuple(values.get("named-graph-uri", ())), _timeout(values.get("timeout"))
    )


def _timeout(given: list[str] | None) -> float | None:
    if not given:
        return None
    try:
        seconds = float(given[0])
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise Problem(400, "malformed-request", message("problems.detail.timeout", found=given[0][:40]))
    return seconds


def _read_only() -> Problem:
    return problem_for(ReadOnly())


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except UnicodeDecodeError:
        raise Problem(400, "malformed-request", message("problems.detail.encoding")) from None
    except ValueError:
        raise Problem(400, "malformed-request", message("problems.detail.fields", count=_MAX_PARAMETERS)) from None


async def _decode_form(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a form. Decoding a long one takes seconds, so a thread does it."""
    if len(encoded) <= _MAX_INLINE_FORM:
        return _parameters(encoded)
    return await asyncio.get_running_loop().run_in_executor(_FORM_DECODER, _parameters, encoded)


async def _read_body(request: Request, max_bytes: int) -> bytes:
    too_large = Problem(413, "request-too-large", message("problems.detail.body", size=max_bytes))
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > max_bytes:
        raise too_large
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > max_bytes:
            raise too_large
    return bytes(content)


def _text(content: bytes, parameters: str) -> str:
    charset = parameters.lower().partition("charset=")[2].strip().strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise Problem(415, "unsupported-media-type", message("problems.detail.charset", found=charset))
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Problem(400, "malformed-request", message("problems.detail.not_utf8")) from None


async def answer_query(request: Request, service: Service, operation: QueryOperation) -> Response:
    """Run the query and return its result. The timeout of the operation can only lower the deadline.

    Raises Problem 406, QueryTooLong, and what `Service.run_query` raises.
    """
    limits = service.settings.limits
    request.state.query = operation.query
    if len(operation.query) > limits.query_bytes:
        raise QueryTooLong(limits.query_bytes)
    rows, triples = negotiation.best_match(request, negotiation.RESULT_TYPES), negotiation.best_match(request, negotiation.RDF_TYPES)
    if rows is None and triples is None:
        raise negotiation.not_acceptable([*negotiation.RESULT_TYPES, *negotiation.RDF_TYPES])
    result = await service.run_query(
        request,
        min(limits.deadline, operation.timeout or limits.deadline),
        jobs.sparql,
        operation.query,
        str(request.url.replace(query="")),
        operation.default_graphs,
        operation.named_graphs,
        negotiation.RESULT_TYPES[rows] if rows else None,
        negotiation.RDF_TYPES[triples] if triples else None,
    )
    request.state.rows = result.rows
    media_type = rows if rows and negotiation.RESULT_TYPES[rows] == result.syntax else triples
    assert media_type is not None
    return Response(result.content, headers={"Content-Type": negotiation.with_charset(media_type), "Vary": "Accept"})
