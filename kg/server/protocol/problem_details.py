"""Errors as people and programs read them: Problem Details for HTTP APIs (RFC 9457)."""

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
_RETRY = 5
"""Seconds to wait where an error does not say how long."""


@dataclass
class Problem(Exception):
    """One refusal. `code` names its kind and stands at the end of its type's address; `/problems` tells what each means."""

    status: int
    code: str
    detail: Message | str
    headers: Mapping[str, str] = field(default_factory=dict)
    error: ZhengmaiError | None = None
    """The error that is answered, if it is one that a client can catch too."""

    def body(self, request: Request, language: Language) -> dict[str, Any]:
        """The members of RFC 9457; of an error of kg.errors its code, hint and parameters too."""
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
    hint = error.hint(language)
    return {**({"hint": hint} if hint else {}), "parameters": error.parameters}


def _text(detail: Message | str, language: Language) -> str:
    return detail.text(language) if isinstance(detail, Message) else detail


def title(code: str, language: Language) -> str:
    """What a kind of problem means, by the end of its type's address."""
    key = f"problems.{code}"
    return MESSAGES[key if key in MESSAGES else "problems.other"][language]


def titles(language: Language) -> dict[str, str]:
    """Every kind of problem, and what it means."""
    names = [key.removeprefix("problems.") for key in MESSAGES if key.startswith("problems.") and not key.startswith("problems.detail.")]
    return {name: title(name, language) for name in names}


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem as JSON, in the language that the client prefers: English where it names neither."""
    language = best_language(request.headers.get("accept-language"), default="en")
    request.scope.setdefault("state", {})["outcome"] = problem.code
    vary = ", ".join(filter(None, [problem.headers.get("Vary"), "Accept-Language"]))
    headers = {**problem.headers, "Vary": vary, "Content-Language": language}
    return Response(json.dumps(problem.body(request, language), ensure_ascii=False) + "\n", problem.status, headers, MEDIA_TYPE)


def as_problem(error: Exception) -> Problem:
    """What to answer to an error that a job or a library raised."""
    from starlette.exceptions import HTTPException

    match error:
        case Problem():
            return error
        case ZhengmaiError():
            headers = {"Retry-After": str(error.retry_after or _RETRY)} if error.status == 503 else {}
            return Problem(error.status, error.problem or error.code, "", headers, error)
        case HTTPException(status_code=404):
            return Problem(404, "not-found", message("problems.detail.no_address"))
        case HTTPException(status_code=405):
            allowed = (error.headers or {}).get("Allow", "GET")
            return Problem(405, "method-not-allowed", message("problems.detail.methods", allowed=allowed), error.headers or {})
        case HTTPException():
            return Problem(error.status_code, "malformed-request", str(error.detail), error.headers or {})
        case _:
            return fault_problem(secrets.token_hex(4))


def fault_problem(number: str) -> Problem:
    """The answer to a fault of the server's own, whose traceback stands in the log under `number`."""
    return Problem(500, "fault", message("problems.detail.fault", number=number))
