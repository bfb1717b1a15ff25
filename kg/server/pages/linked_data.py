"""Linked data: every IRI of the graph is served at its path, by 303 redirects and content negotiation (https://www.w3.org/TR/cooluris/)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.i18n import message
from kg.linked_data.addresses import ABOUT, SUFFIXES
from kg.rdf.terms import is_valid_iri
from kg.server.pages import rendering
from kg.server.pages.dataset import DatasetPages
from kg.server.pages.html import EDITOR, EDITOR_PATH, SECURITY_HEADERS
from kg.server.pages.rendering import LookupResult, PageListing, PageRequest
from kg.server.pages.request import HTML_MEDIA_TYPES, SUFFIX_BY_MEDIA_TYPE, VARY, page_request, page_response, raw_path
from kg.server.pages.statistics_cache import StatisticsCache
from kg.server.pages.templating import STATIC
from kg.server.protocol import negotiation
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

_MAX_PAGE_NUMBER = 10**6


def routes(service: Service, dataset: DatasetPages) -> list[BaseRoute]:
    """The routes of pages and descriptions. The last one matches every path, so they must come after all other routes."""
    resources = _ResourcePages(service, dataset.statistics_cache)
    return [
        Mount("/static", StaticFiles(directory=STATIC)),
        *([Mount(EDITOR_PATH, StaticFiles(directory=EDITOR))] if EDITOR.is_dir() else []),
        Route("/", dataset.home),
        Route("/problems", dataset.problems),
        Route("/void", dataset.dataset),
        Route("/void.{suffix}", dataset.dataset),
        Route("/.well-known/void", dataset.dataset),
        Route(ABOUT, resources.description),
        Route(f"{ABOUT}.{{suffix}}", resources.description),
        Route(f"{ABOUT}/{{path:path}}", resources.description),
        Route("/{path:path}", resources.redirect),
    ]


class _ResourcePages:
    """Endpoints for single resources."""

    def __init__(self, service: Service, statistics_cache: StatisticsCache) -> None:
        self._service = service
        self._statistics_cache = statistics_cache

    async def redirect(self, request: Request) -> Response:
        """303 from the address of a resource to its description, in the format that the client prefers."""
        raw = raw_path(request)
        iris = tuple(rendering.addresses().candidate_iris(raw))
        found = await self._look_up(request, iris)
        if found is None:
            return await self._not_found(request, iris, iris[0] if iris else raw)
        suffix = SUFFIX_BY_MEDIA_TYPE[negotiation.require_match(request, SUFFIX_BY_MEDIA_TYPE)]
        language = request.query_params.get("lang") if suffix == "html" else None
        address = rendering.addresses().description_address(found.known.iri, suffix, lang=language)
        return RedirectResponse(address, 303, headers=VARY)

    async def description(self, request: Request) -> Response:
        """The description of a resource. Without a suffix in the address, the format is negotiated."""
        path, suffix = _split_suffix(raw_path(request).removeprefix(ABOUT[1:]))
        iri = request.query_params.get("iri")
        if path in ("", "/"):
            if not iri:
                raise Problem(404, "not-found", message("problems.detail.about", about=ABOUT))
            iris: tuple[str, ...] = (iri,) if is_valid_iri(iri) else ()
        else:
            iris = tuple(rendering.addresses().candidate_iris(path.removeprefix("/")))
        headers = {}
        if suffix is None:
            suffix = SUFFIX_BY_MEDIA_TYPE[negotiation.require_match(request, SUFFIX_BY_MEDIA_TYPE)]
            headers["Content-Location"] = f"/{raw_path(request)}.{suffix}" + (f"?{request.url.query}" if request.url.query else "")

        async def render(page: PageRequest) -> bytes | Response:
            listing = _listing(request)
            found = await self._look_up(request, iris)
            if found is None:
                return await self._not_found(request, iris, iri or (iris[0] if iris else path))
            if suffix != "html":
                return await self._service.run_page(request, rendering.rdf, page, found.known, suffix)
            if found.is_ontology and not listing:
                counts = await self._statistics_cache.get(request)
                return await self._service.run_page(request, rendering.ontology, page, found.known.iri, counts)
            return await self._service.run_page(request, rendering.html, page, found.known, listing)

        return await page_response(request, self._service, suffix, render, headers=headers)

    async def _look_up(self, request: Request, iris: tuple[str, ...]) -> LookupResult | None:
        return await self._service.run_page(request, rendering.look_up, iris)

    async def _not_found(self, request: Request, iris: tuple[str, ...], looked_for: str) -> Response:
        if negotiation.best_match(request, ["application/problem+json", *SUFFIX_BY_MEDIA_TYPE]) not in HTML_MEDIA_TYPES:
            raise Problem(404, "not-found", message("problems.detail.unknown_iri", iri=looked_for[:200]), {**VARY})
        page = page_request(request, self._service)
        content = await self._service.run_page(request, rendering.missing, page, iris, looked_for)
        request.state.outcome = "not-found"
        return Response(content, 404, {"Content-Type": "text/html; charset=utf-8", **VARY, **SECURITY_HEADERS})


def _split_suffix(path: str) -> tuple[str, str | None]:
    """The path without its format suffix, and the suffix; None if it has none."""
    rest, dot, suffix = path.rpartition(".")
    return (rest, suffix) if dot and suffix in SUFFIXES else (path, None)


def _listing(request: Request) -> PageListing | None:
    """The list of links that the parameters name, if any. Raises Problem 422 if a value is not valid."""
    via, of = request.query_params.get("via"), request.query_params.get("of")
    if via is None:
        return None
    for name, iri in (("via", via), ("of", of)):
        if iri is not None and not is_valid_iri(iri):
            raise Problem(422, "unknown-value", message("problems.detail.iri", name=name, found=iri[:80]))
    number = request.query_params.get("page", "1")
    if not (number.isascii() and number.isdecimal() and 1 <= int(number[:8]) <= _MAX_PAGE_NUMBER):
        raise Problem(422, "unknown-value", message("problems.detail.page", found=number[:20], last=_MAX_PAGE_NUMBER))
    return PageListing(via, of, int(number[:8]))
