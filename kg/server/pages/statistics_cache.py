"""Counts of the whole graph, made when they are first asked for and kept while its version is served."""

from __future__ import annotations

import asyncio
import time

from starlette.requests import Request

from kg.linked_data.statistics import Statistics
from kg.server.pages import rendering
from kg.server.service import Service

_SECONDS = 600.0
_KEPT = 3600.0
"""How long counts of a store are believed: nobody tells when it changes."""


class Counting:
    """One client makes them count, the others wait for the same counts."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._turn = asyncio.Lock()
        self._of: tuple[str | None, float] | None = None
        self._counts: Statistics | None = None

    async def counts(self, request: Request) -> Statistics:
        """Raises what Service.long raises."""
        async with self._turn:
            version, now = self._service.version.id if self._service.version else None, time.monotonic()
            fresh = self._of is not None and self._of[0] == version and (version is not None or now - self._of[1] < _KEPT)
            if self._counts is None or not fresh:
                self._counts = await self._service.long(request, _SECONDS, rendering.counts)
                self._of = (version, now)
            return self._counts
