"""What a request asks of a page, and the formats that descriptions come in."""

from __future__ import annotations

from starlette.requests import Request

from kg.linked_data.addresses import is_iri
from kg.server.pages.html import MEDIA_TYPES
from kg.server.pages.i18n import best_language
from kg.server.pages.rendering import Asked
from kg.server.pages.templating import design
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

OFFERS = {
    **{media_type: suffix for suffix, media_type in MEDIA_TYPES.items()},
    "application/xhtml+xml": "html",
    "application/x-turtle": "ttl",
}
"""Media type -> suffix. The first is given to who takes anything."""
RDF_OFFERS = {media_type: suffix for media_type, suffix in OFFERS.items() if suffix != "html"}
PAGES = [media_type for media_type, suffix in OFFERS.items() if suffix == "html"]
VARY = {"Vary": "Accept, Accept-Language"}


def raw_path(request: Request) -> str:
    """The path as it came over the wire, without its first slash."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.decode("latin-1").partition("?")[0].removeprefix("/")


def asked_of(request: Request, service: Service) -> Asked:
    site = str(request.base_url)
    if not is_iri(site):
        raise Problem(400, "malformed-request", "Host: expected the name of this server, with its port where that is not the usual one")
    chosen = request.query_params.get("lang")
    language = best_language(request.headers.get("accept-language"), chosen)
    return Asked(
        site=site,
        path=f"/{raw_path(request)}",
        parameters=tuple((name, value) for name, value in request.query_params.multi_items() if name != "lang"),
        language=language,
        chosen=chosen == language,
        version=service.version.id if service.version else None,
    )


def tag(suffix: str, asked: Asked) -> str:
    """What the answer depends on beside its address and the version of the graph."""
    return f"{suffix}.{asked.language}.{design()}" if suffix == "html" else suffix
