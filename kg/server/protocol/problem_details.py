"""Errors as people and programs read them: Problem Details for HTTP APIs (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import ZhengmaiError

MEDIA_TYPE = "application/problem+json"
_RETRY = 5
"""Seconds to wait where an error does not say how long."""


@dataclass
class Problem(Exception):
    """One refusal. `code` names its kind and stands at the end of its type's address; `/problems` tells what each means."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    """Members beside those of RFC 9457."""

    @property
    def title(self) -> str:
        return TITLES[self.code]


TITLES = {
    "malformed-query": "The query is no SPARQL 1.1 query",
    "cannot-evaluate": "The query asks for what the engine cannot do",
    "malformed-request": "The request is not well formed",
    "service-refused": "This endpoint asks no other endpoint",
    "read-only": "This endpoint answers queries only",
    "not-acceptable": "None of the formats asked for can be given",
    "unsupported-media-type": "The request's content is in a format that is not read here",
    "method-not-allowed": "The method is not allowed here",
    "not-found": "There is nothing at this address",
    "unknown-question": "There is no such question",
    "unknown-parameter": "The question has no such parameter",
    "unknown-value": "A parameter's value is not known",
    "unknown-thing": "Nothing has that name",
    "request-too-large": "The request is larger than it may be",
    "request-too-slow": "The request did not come to its end in time",
    "deadline": "The answer took longer than the time allowed",
    "interrupted": "The work on the answer was interrupted",
    "busy": "Others are being served; try again soon",
    "memory": "The answer takes more memory than it may",
    "answer_bytes": "The answer is larger than it may be",
    "answer_rows": "The answer has more rows than it may have",
    "query_bytes": "The query is longer than it may be",
    "nesting": "The query is nested deeper than it may be",
    "too-many-requests": "This client has asked too often",
    "upstream": "The endpoint behind this server did not answer as it should",
    "damaged-version": "The published version is damaged",
    "no-version": "No version is published",
    "old-version": "The published version was made by another version of the program",
    "other-base": "The published version was built with another base",
    "needs-tables": "A bare endpoint cannot answer this",
    "fault": "The server met a fault of its own",
}
"""Every kind of problem, and what it means."""


def problem_response(request: Request, problem: Problem) -> Response:
    body = {
        "type": f"{str(request.base_url).rstrip('/')}/problems#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        **problem.more,
    }
    request.scope.setdefault("state", {})["outcome"] = problem.code
    return Response(json.dumps(body, ensure_ascii=False) + "\n", problem.status, dict(problem.headers), MEDIA_TYPE)


def as_problem(error: Exception) -> Problem:
    """What to answer to an error that a job or a library raised."""
    from starlette.exceptions import HTTPException

    match error:
        case Problem():
            return error
        case ZhengmaiError():
            headers = {"Retry-After": str(error.retry_after or _RETRY)} if error.status == 503 else {}
            more = {"code": error.code, "hint": error.hint(), "parameters": error.parameters}
            return Problem(error.status, error.problem or error.code, str(error), headers, more)
        case HTTPException(status_code=404):
            return Problem(404, "not-found", "see /api for the questions, /sparql for SPARQL, /docs for all there is")
        case HTTPException(status_code=405):
            allowed = (error.headers or {}).get("Allow", "GET")
            return Problem(405, "method-not-allowed", f"allowed here: {allowed}", error.headers or {})
        case HTTPException():
            return Problem(error.status_code, "malformed-request", str(error.detail), error.headers or {})
        case _:
            return Problem(500, "fault", "nothing is wrong with the request; the fault is in the server's log")
