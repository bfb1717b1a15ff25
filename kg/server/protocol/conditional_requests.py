"""Conditional requests: ETags by the version of the graph, and 304 (RFC 9110, sections 8.8.3 and 13.1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg.server.protocol.negotiation import with_charset


def _headers(version: str, variant: str) -> dict[str, str]:
    return {"ETag": f'"{version}.{variant}"', "Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"}


def not_modified(request: Request, version: str | None, variant: str) -> Response | None:
    """304 if `If-None-Match` names this version and variant, else None. `version` is None for a bare store, which has no ETags."""
    from werkzeug.http import parse_etags

    request.state.version = version
    given = request.headers.get("if-none-match")
    if version is None or not given or not parse_etags(given).contains_weak(f"{version}.{variant}"):
        return None
    return Response(status_code=304, headers=_headers(version, variant))


def versioned_response(
    request: Request, content: bytes, media_type: str, version: str | None, variant: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A response with an ETag. `variant` is what the content depends on beside address and version, such as format and language."""
    request.state.version = version
    validators = _headers(version, variant) if version is not None else {"Vary": "Accept, Accept-Language"}
    return Response(content, headers={"Content-Type": with_charset(media_type), **validators, **(headers or {})})
