"""Limits on request headers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.i18n import message
from kg.server.protocol.problem_details import Problem, problem_response

_MAX_ADDRESS = 32 * 1024
_MAX_HEADERS = 32 * 1024
_MAX_ACCEPT = 4 * 1024


class HeaderLimits:
    """Refuses requests whose address or headers are too long, or whose body length is ambiguous."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = _problem(scope) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await problem_response(Request(scope, receive), problem)(scope, receive, send)


def _problem(scope: Scope) -> Problem | None:
    if len(scope["raw_path"]) + len(scope["query_string"]) > _MAX_ADDRESS:
        return Problem(414, "request-too-large", message("problems.detail.address_too_long"))
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if sum(len(name) + len(value) + 4 for name, value in headers) > _MAX_HEADERS:
        return Problem(431, "request-too-large", message("problems.detail.headers_too_long"))
    if sum(len(value) for name, value in headers if name.startswith(b"accept")) > _MAX_ACCEPT:
        return Problem(431, "request-too-large", message("problems.detail.accept_too_long"))
    names = {name for name, _ in headers}
    if {b"content-length", b"transfer-encoding"} <= names:
        # Request smuggling (RFC 9112, section 6.1): a proxy may have used the other header, and read a part of the body as a request.
        return Problem(400, "malformed-request", message("problems.detail.two_lengths"), {"Connection": "close"})
    return None
