"""Answers that hold as long as the graph's version does: ETag and 304 (RFC 9110, sections 8.8.3 and 13.1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg.server.protocol.negotiation import with_charset


def _headers(version: str, format: str) -> dict[str, str]:
    return {"ETag": f'"{version}.{format}"', "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"}


def not_modified(request: Request, version: str | None, format: str) -> Response | None:
    """304 where the client has this version already."""
    from werkzeug.http import parse_etags

    request.state.version = version
    given = request.headers.get("if-none-match")
    if version is None or not given or not parse_etags(given).contains_weak(f"{version}.{format}"):
        return None
    return Response(status_code=304, headers=_headers(version, format))


def versioned_response(
    request: Request, content: bytes, media_type: str, version: str | None, format: str, headers: Mapping[str, str] | None = None
) -> Response:
    request.state.version = version
    held = _headers(version, format) if version is not None else {"Vary": "Accept, Accept-Language"}
    return Response(content, headers={"Content-Type": with_charset(media_type), **held, **(headers or {})})
