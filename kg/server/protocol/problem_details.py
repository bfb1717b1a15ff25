"""Error responses: Problem Details for HTTP APIs (RFC 9457)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import ZhengmaiError
from kg.i18n import MESSAGES, Language, Message, message
from kg.server.i18n import best_language

MEDIA_TYPE = "application/problem+json"
_DEFAULT_RETRY_AFTER = 5
"""Seconds, for errors that do not say how long to wait."""
_MAX_PARAMETERS = 4096
"""Bytes of JSON."""


@dataclass
class Problem(Exception):
    """An error response. `code` is the fragment of its type, documented at `/problems`; `detail` is one sentence for the user."""

    status: int
    code: str
    detail: Message | str
    headers: Mapping[str, str] = field(default_factory=dict)
    error: ZhengmaiError | None = None
    """The error of kg.errors that is reported, if there is one."""

    def body(self, request: Request, language: Language) -> dict[str, Any]:
        """The members of RFC 9457, with the code, hint and parameters of an error of kg.errors."""
        detail = self.error or self.detail
        return {
            "type": f"{str(request.base_url).rstrip('/')}/problems#{self.code}",
            "title": title(self.code, language),
            "status": self.status,
            "detail": detail.told(language) if isinstance(detail, ZhengmaiError) else _text(detail, language),
            "instance": request.url.path,
            "code": self.error.code if self.error else self.code,
            **(_extension(self.error, language) if self.error else {}),
        }


def _extension(error: ZhengmaiError, language: Language) -> dict[str, Any]:
    """Parameters that repeat a very long value of the request are left out."""
    members: dict[str, Any] = {"hint": hint} if (hint := error.hint(language)) else {}
    parameters = error.parameters
    if len(json.dumps(parameters, ensure_ascii=False).encode()) <= _MAX_PARAMETERS:
        members["parameters"] = parameters
    return members


def _text(detail: Message | str, language: Language) -> str:
    return detail.text(language) if isinstance(detail, Message) else detail


def title(code: str, language: Language) -> str:
    """The title of a problem type."""
    key = f"problems.{code}"
    return MESSAGES[key if key in MESSAGES else "problems.other"][language]


def titles(language: Language) -> dict[str, str]:
    """The titles of all problem types, by their code."""
    names = [key.removeprefix("problems.") for key in MESSAGES if key.startswith("problems.") and not key.startswith("problems.detail.")]
    return {name: title(name, language) for name in names}


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem as JSON, in the language of the Accept-Language header, by default English. Its code is noted for the access log."""
    language = best_language(request.headers.get("accept-language"), default="en")
    request.scope.setdefault("state", {})["outcome"] = problem.code
    vary = ", ".join(filter(None, [problem.headers.get("Vary"), "Accept-Language"]))
    headers = {**problem.headers, "Vary": vary, "Content-Language": language}
    return Response(json.dumps(problem.body(request, language), ensure_ascii=False) + "\n", problem.status, headers, MEDIA_TYPE)


def problem_for(error: Exception) -> Problem:
    """The problem that reports `error`. An error that is not known is an internal one: problem 500."""
    from starlette.exceptions import HTTPException

    match error:
        case Problem():
            return error
        case ZhengmaiError():
            headers = {"Retry-After": str(error.retry_after or _DEFAULT_RETRY_AFTER)} if error.status == 503 else {}
            return Problem(error.status, error.problem or error.code, "", headers, error)
        case HTTPException(status_code=404):
            return Problem(404, "not-found", message("problems.detail.no_address"))
        case HTTPException(status_code=405):
            allowed = (error.headers or {}).get("Allow", "GET")
            return Problem(405, "method-not-allowed", message("problems.detail.methods", allowed=allowed), error.headers or {})
        case HTTPException():
            return Problem(error.status_code, "malformed-request", str(error.detail), error.headers or {})
        case _:
            return internal_error(secrets.token_hex(4))


def internal_error(number: str) -> Problem:
    """The problem for an internal error. `number` identifies its traceback in the log."""
    return Problem(500, "fault", message("problems.detail.fault", number=number))
