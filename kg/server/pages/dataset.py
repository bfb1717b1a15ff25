"""The graph as a whole: its first page, its description for machines, and what its endpoint tells of itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.linked_data.addresses import SUFFIXES
from kg.server.api.downloads import FORMATS
from kg.server.pages import rendering
from kg.server.pages.html import EDITOR_SECURITY, MEDIA_TYPES, SECURITY
from kg.server.pages.request import OFFERS, PAGES, RDF_OFFERS, VARY, asked_of, tag
from kg.server.pages.statistics_cache import Counting
from kg.server.protocol import negotiation
from kg.server.protocol.conditional_requests import not_modified, versioned
from kg.server.protocol.problem_details import Problem
from kg.server.service import Service

_DUMPED = {f"dump.{format}": media_type for format, media_type in FORMATS.items() if format in ("nq", "trig", "ttl", "jsonld")}


class Whole:
    """The graph as a whole."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self.counting = Counting(service)

    async def home(self, request: Request) -> Response:
        """The first page; who wants RDF is sent to the description of the dataset."""
        suffix = OFFERS[negotiation.best_of(request, OFFERS)]
        if suffix != "html":
            return RedirectResponse(f"/void.{suffix}", 303, headers=VARY)
        asked = asked_of(request, self._service)
        format = tag("html", asked)
        if unchanged := not_modified(request, asked.version, format):
            return unchanged
        counts = await self.counting.counts(request)
        content = await self._service.page(request, rendering.home, asked, counts, self._dumps)
        return versioned(request, content, "text/html", asked.version, format, SECURITY)

    async def dataset(self, request: Request) -> Response:
        """VoID and DCAT, in a syntax of RDF. A browser gets Turtle."""
        suffix = request.path_params.get("suffix") or RDF_OFFERS[negotiation.best(request, RDF_OFFERS) or "text/turtle"]
        if suffix not in RDF_OFFERS.values():
            raise Problem(404, "not-found", f"there are: {', '.join(f'/void.{name}' for name in SUFFIXES if name != 'html')}")
        asked = asked_of(request, self._service)
        if unchanged := not_modified(request, asked.version, suffix):
            return unchanged
        counts = await self.counting.counts(request)
        content = await self._service.page(request, rendering.dataset, asked, counts, self._dumps, suffix)
        return versioned(request, content, MEDIA_TYPES[suffix], asked.version, suffix)

    async def endpoint(self, request: Request) -> Response | None:
        """What the endpoint tells of itself, to a browser as a form to type a query in; None where the client wants neither."""
        best = negotiation.best(request, [*RDF_OFFERS, *PAGES])
        if best is None:
            return None
        asked = asked_of(request, self._service)
        if best in PAGES:
            content = await self._service.page(request, rendering.query_form, asked)
            return versioned(request, content, "text/html", asked.version, tag("html", asked), EDITOR_SECURITY)
        counts = await self.counting.counts(request)
        content = await self._service.page(request, rendering.service, asked, counts, RDF_OFFERS[best])
        return versioned(request, content, best, asked.version, RDF_OFFERS[best])

    async def problems(self, request: Request) -> Response:
        """What each kind of problem means."""
        asked = asked_of(request, self._service)
        content = await self._service.page(request, rendering.problems, asked)
        return versioned(request, content, "text/html", asked.version, tag("html", asked), SECURITY)

    @property
    def _dumps(self) -> dict[str, str]:
        return _DUMPED if self._service.version else {}
