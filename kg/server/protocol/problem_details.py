"""Errors as people and programs read them: Problem Details for HTTP APIs (RFC 9457)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


@dataclass
class Problem(Exception):
    """One refusal. `code` names its kind and stands at the end of its type's address; `/problems` tells what each means."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

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
    }
    request.scope.setdefault("state", {})["outcome"] = problem.code
    return Response(json.dumps(body, ensure_ascii=False) + "\n", problem.status, dict(problem.headers), MEDIA_TYPE)


def as_problem(error: Exception) -> Problem:
    """What to answer to an error that a job or a library raised."""
    from starlette.exceptions import HTTPException

    from kg.graph import UnknownThing
    from kg.queries.name_resolution import UnknownValue
    from kg.queries.runner import UnknownParameter, UnknownQuestion
    from kg.store.fulltext import NothingToSearch
    from kg.store.http_client import RemoteError, ServerLimit
    from kg.workers.jobs import CannotEvaluate
    from kg.workers.limits import Busy, LimitReached, TookTooLong
    from kg.workers.query_guard import ReadOnly, Refused
    from kg.workers.query_results import NotInThatSyntax
    from kg.workers.worker_pool import Crashed

    match error:
        case Problem():
            return error
        case TookTooLong():
            return Problem(503, "deadline", error.message, {"Retry-After": str(math.ceil(error.seconds))})
        case Busy():
            return Problem(503, "busy", str(error), {"Retry-After": "5"})
        case Crashed():
            return Problem(503, "interrupted", "the process that worked on this answer ended; try again", {"Retry-After": "1"})
        case LimitReached():
            return Problem(413 if error.limit == "query_bytes" else 422, error.limit, error.message)
        case UnknownQuestion():
            return Problem(404, "unknown-question", str(error))
        case UnknownParameter():
            return Problem(422, "unknown-parameter", str(error))
        case UnknownValue():
            return Problem(422, "unknown-value", str(error))
        case NothingToSearch():
            return Problem(422, "unknown-value", f"q: {error}")
        case UnknownThing():
            return Problem(404, "unknown-thing", str(error))
        case ReadOnly():
            return Problem(403, "read-only", str(error))
        case Refused():
            return Problem(403, "service-refused", str(error))
        case NotInThatSyntax():
            return Problem(406, "not-acceptable", str(error))
        case CannotEvaluate():
            return Problem(400, "cannot-evaluate", str(error))
        case SyntaxError():
            return Problem(400, "malformed-query", str(error))
        case ServerLimit():
            return Problem(503, "busy", str(error), {"Retry-After": str(error.retry_after or 5)})
        case RemoteError():
            return Problem(502, "upstream", str(error))
        case HTTPException(status_code=404):
            return Problem(404, "not-found", "see /api for the questions, /sparql for SPARQL, /docs for all there is")
        case HTTPException(status_code=405):
            allowed = (error.headers or {}).get("Allow", "GET")
            return Problem(405, "method-not-allowed", f"allowed here: {allowed}", error.headers or {})
        case HTTPException():
            return Problem(error.status_code, "malformed-request", str(error.detail), error.headers or {})
        case _:
            return Problem(500, "fault", "nothing is wrong with the request; the fault is in the server's log")
