"""Pages and descriptions of the whole dataset: home page, VoID, service description, problem types."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.i18n import message
from kg.linked_data.addresses import SUFFIXES
from kg.server.api.downloads import FORMATS
from kg.server.pages import rendering
from kg.server.pages.html import EDITOR_SECURITY_HEADERS
from kg.server.pages.rendering import PageRequest
from kg.server.pages.request import (
    HTML_MEDIA_TYPES,
    RDF_SUFFIX_BY_MEDIA_TYPE,
    SUFFIX_BY_MEDIA_TYPE,
    VARY,
    page_response,
)
from kg.server.pages.statistics_cache import StatisticsCache
from kg.server.protocol import negotiation
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

_RDF_DOWNLOADS = {f"dump.{format}": media_type for format, media_type in FORMATS.items() if format in ("nq", "trig", "ttl", "jsonld")}


class DatasetPages:
    """Endpoints for the whole dataset."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.statistics_cache = StatisticsCache(service)

    async def home(self, request: Request) -> Response:
        """The home page. A client that prefers RDF is redirected to the dataset description."""
        suffix = SUFFIX_BY_MEDIA_TYPE[negotiation.require_match(request, SUFFIX_BY_MEDIA_TYPE)]
        if suffix != "html":
            return RedirectResponse(f"/void.{suffix}", 303, headers=VARY)

        async def render(page: PageRequest) -> bytes:
            counts = await self.statistics_cache.get(request)
            return await self._service.run_page(request, rendering.home, page, counts, self._downloads)

        return await page_response(request, self._service, "html", render)

    async def dataset(self, request: Request) -> Response:
        """VoID and DCAT in an RDF syntax. A browser gets Turtle. Raises Problem 404 for a suffix that is not known."""
        default = RDF_SUFFIX_BY_MEDIA_TYPE[negotiation.best_match(request, RDF_SUFFIX_BY_MEDIA_TYPE) or "text/turtle"]
        suffix = request.path_params.get("suffix") or default
        if suffix not in RDF_SUFFIX_BY_MEDIA_TYPE.values():
            known = [f"/void.{name}" for name in SUFFIXES if name != "html"]
            raise Problem(404, "not-found", message("problems.detail.files", known=known))

        async def render(page: PageRequest) -> bytes:
            counts = await self.statistics_cache.get(request)
            return await self._service.run_page(request, rendering.dataset, page, counts, self._downloads, suffix)

        return await page_response(request, self._service, suffix, render)

    async def sparql_endpoint(self, request: Request) -> Response | None:
        """The query form for browsers, or the SPARQL service description; None if the client accepts neither."""
        media_type = negotiation.best_match(request, [*RDF_SUFFIX_BY_MEDIA_TYPE, *HTML_MEDIA_TYPES])
        if media_type is None:
            return None
        suffix = SUFFIX_BY_MEDIA_TYPE[media_type]

        async def render(page: PageRequest) -> bytes:
            if suffix == "html":
                return await self._service.run_page(request, rendering.query_form, page)
            counts = await self.statistics_cache.get(request)
            return await self._service.run_page(request, rendering.service_description, page, counts, suffix)

        if suffix == "html":
            return await page_response(request, self._service, "html", render, headers=EDITOR_SECURITY_HEADERS)
        return await page_response(request, self._service, suffix, render, media_type=media_type)

    async def problems(self, request: Request) -> Response:
        """The documentation of the problem types."""
        return await page_response(request, self._service, "html", lambda page: self._service.run_page(request, rendering.problems, page))

    @property
    def _downloads(self) -> dict[str, str]:
        return _RDF_DOWNLOADS if self._service.version else {}
