"""Requests for pages: their parameters, the formats of descriptions, and the response with its validators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from kg.i18n import message
from kg.rdf.terms import is_valid_iri
from kg.server.i18n import best_language
from kg.server.pages.html import MEDIA_TYPES, SECURITY_HEADERS
from kg.server.pages.rendering import PageRequest
from kg.server.pages.templating import template_digest
from kg.server.protocol.conditional_requests import not_modified, versioned_response
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

SUFFIX_BY_MEDIA_TYPE = {
    **{media_type: suffix for suffix, media_type in MEDIA_TYPES.items()},
    "application/xhtml+xml": "html",
    "application/x-turtle": "ttl",
}
"""Suffixes of the formats by media type. The first is the default."""
RDF_SUFFIX_BY_MEDIA_TYPE = {media_type: suffix for media_type, suffix in SUFFIX_BY_MEDIA_TYPE.items() if suffix != "html"}
HTML_MEDIA_TYPES = [media_type for media_type, suffix in SUFFIX_BY_MEDIA_TYPE.items() if suffix == "html"]
VARY = {"Vary": "Accept, Accept-Language"}


def raw_path(request: Request) -> str:
    """The path as it was sent, still percent-encoded, without its leading slash."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.decode("latin-1").partition("?")[0].removeprefix("/")


def page_request(request: Request, service: Service) -> PageRequest:
    """What the worker needs to know of `request`. Raises Problem 400 if the Host header is not valid."""
    site = str(request.base_url)
    if not is_valid_iri(site):
        raise Problem(400, "malformed-request", message("problems.detail.host"))
    chosen = request.query_params.get("lang")
    language = best_language(request.headers.get("accept-language"), chosen)
    return PageRequest(
        site=site,
        path=f"/{raw_path(request)}",
        parameters=tuple((name, value) for name, value in request.query_params.multi_items() if name != "lang"),
        language=language,
        language_chosen=chosen == language,
        version=service.version.id if service.version else None,
    )


async def page_response(
    request: Request,
    service: Service,
    suffix: str,
    render: Callable[[PageRequest], Awaitable[bytes | Response]],
    *,
    media_type: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What `render` gives in the format `suffix`, with an ETag; 304 if the client has it already.

    `render` may give a whole response instead, such as an error page. `media_type` is by default that of the suffix. `headers` are
    added; HTML has SECURITY_HEADERS unless `headers` replace them.
    """
    page = page_request(request, service)
    variant = f"{suffix}.{page.language}.{template_digest()}" if suffix == "html" else suffix
    if unchanged := not_modified(request, page.version, variant):
        return unchanged
    content = await render(page)
    if isinstance(content, Response):
        return content
    all_headers = {**(SECURITY_HEADERS if suffix == "html" else {}), **(headers or {})}
    return versioned_response(request, content, media_type or MEDIA_TYPES[suffix], page.version, variant, all_headers)
