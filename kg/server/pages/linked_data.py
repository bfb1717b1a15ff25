"""Linked data: every IRI of the graph answers at its path, by 303 and negotiation (https://www.w3.org/TR/cooluris/)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.linked_data.addresses import ABOUT, SUFFIXES, is_iri
from kg.server.pages import rendering
from kg.server.pages.dataset import Whole
from kg.server.pages.html import EDITOR, EDITOR_PATH, MEDIA_TYPES, SECURITY
from kg.server.pages.rendering import Listing
from kg.server.pages.request import OFFERS, PAGES, VARY, asked_of, raw_path, tag
from kg.server.pages.statistics_cache import Counting
from kg.server.pages.templating import STATIC
from kg.server.protocol import negotiation
from kg.server.protocol.conditional_requests import not_modified, versioned
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_LAST_PAGE = 10**6


def routes(service: Service, whole: Whole) -> list[BaseRoute]:
    """To stand after all other routes: the last takes whatever is left."""
    descriptions = _Descriptions(service, whole.counting)
    return [
        Mount("/static", StaticFiles(directory=STATIC)),
        *([Mount(EDITOR_PATH, StaticFiles(directory=EDITOR))] if EDITOR.is_dir() else []),
        Route("/", whole.home),
        Route("/problems", whole.problems),
        Route("/void", whole.dataset),
        Route("/void.{suffix}", whole.dataset),
        Route("/.well-known/void", whole.dataset),
        Route(ABOUT, descriptions.about),
        Route(f"{ABOUT}.{{suffix}}", descriptions.about),
        Route(f"{ABOUT}/{{path:path}}", descriptions.about),
        Route("/{path:path}", descriptions.thing),
    ]


class _Descriptions:
    """Things and what is said of them."""

    def __init__(self, service: Service, counting: Counting) -> None:
        self._service = service
        self._counting = counting

    async def thing(self, request: Request) -> Response:
        """303 to the description in the format that the client likes best."""
        raw = raw_path(request)
        iris = tuple(rendering.addresses().iris(raw))
        known = await self._service.page(request, rendering.known, iris)
        if known is None:
            return await self._missing(request, iris, iris[0] if iris else raw)
        suffix = OFFERS[negotiation.best_of(request, OFFERS)]
        language = request.query_params.get("lang") if suffix == "html" else None
        return RedirectResponse(rendering.addresses().about(known.found.iri, suffix, lang=language), 303, headers=VARY)

    async def about(self, request: Request) -> Response:
        """The description itself. Without a format in the address it is negotiated."""
        path, suffix = _split(raw_path(request).removeprefix(ABOUT[1:]))
        iri = request.query_params.get("iri")
        if path in ("", "/"):
            if not iri:
                raise Problem(404, "not-found", f"{ABOUT}?iri=… describes an IRI, and {ABOUT}/… one of this server's")
            iris: tuple[str, ...] = (iri,) if is_iri(iri) else ()
        else:
            iris = tuple(rendering.addresses().iris(path.removeprefix("/")))
        negotiated = suffix is None
        suffix = suffix or OFFERS[negotiation.best_of(request, OFFERS)]
        asked = asked_of(request, self._service)
        format = tag(suffix, asked)
        if unchanged := not_modified(request, asked.version, format):
            return unchanged
        listing = _listing(request)
        known = await self._service.page(request, rendering.known, iris)
        if known is None:
            return await self._missing(request, iris, iri or (iris[0] if iris else path))
        if suffix != "html":
            content = await self._service.page(request, rendering.rdf, asked, known.found, suffix)
        elif known.is_ontology and not listing:
            counts = await self._counting.counts(request)
            content = await self._service.page(request, rendering.documentation, asked, known.found.iri, counts)
        else:
            content = await self._service.page(request, rendering.html, asked, known.found, listing)
        headers = {**SECURITY} if suffix == "html" else {}
        if negotiated:
            headers["Content-Location"] = f"{asked.path}.{suffix}" + (f"?{request.url.query}" if request.url.query else "")
        return versioned(request, content, MEDIA_TYPES[suffix], asked.version, format, headers)

    async def _missing(self, request: Request, iris: tuple[str, ...], looked_for: str) -> Response:
        if negotiation.best(request, ["application/problem+json", *OFFERS]) not in PAGES:
            raise Problem(404, "not-found", f"the graph does not know {looked_for[:200]}", {**VARY})
        asked = asked_of(request, self._service)
        content = await self._service.page(request, rendering.missing, asked, iris, looked_for)
        request.state.outcome = "not-found"
        return Response(content, 404, {"Content-Type": "text/html; charset=utf-8", **VARY, **SECURITY})


def _split(path: str) -> tuple[str, str | None]:
    """What is described, and the format that the address names."""
    rest, dot, suffix = path.rpartition(".")
    return (rest, suffix) if dot and suffix in SUFFIXES else (path, None)


def _listing(request: Request) -> Listing | None:
    """Raises Problem where the parameters name no page of a list."""
    via, of = request.query_params.get("via"), request.query_params.get("of")
    if via is None:
        return None
    for name, iri in (("via", via), ("of", of)):
        if iri is not None and not is_iri(iri):
            raise Problem(422, "unknown-value", f"{name}: found {iri[:80]!r}; expected an IRI")
    number = request.query_params.get("page", "1")
    if not (number.isascii() and number.isdecimal() and 1 <= int(number[:8]) <= _LAST_PAGE):
        raise Problem(422, "unknown-value", f"page: found {number[:20]!r}; expected a number from 1 to {_LAST_PAGE}")
    return Listing(via, of, int(number[:8]))
