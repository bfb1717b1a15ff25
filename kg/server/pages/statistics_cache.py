"""Statistics of the whole graph, computed on first use and cached while its version is served."""

from __future__ import annotations

import asyncio
import time

from starlette.requests import Request

from kg.linked_data.statistics import Statistics
from kg.server.pages import rendering
from kg.server.service import Service

_DEADLINE = 600.0
"""Seconds that counting may take."""
_STORE_MAX_AGE = 3600.0
"""Seconds after which statistics of a bare store or an endpoint expire. It gives no notice of changes."""


class StatisticsCache:
    """One request computes the statistics; concurrent requests wait for the same result."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = asyncio.Lock()
        self._computed_for: tuple[str | None, float] | None = None
        """The version and the time (monotonic) of the cached statistics."""
        self._statistics: Statistics | None = None

    async def get(self, request: Request) -> Statistics:
        """The statistics of the version in use. Raises what `Service.run_long` raises."""
        async with self._lock:
            version, now = self._service.version.id if self._service.version else None, time.monotonic()
            if self._statistics is None or not self._is_fresh(version, now):
                self._statistics = await self._service.run_long(request, _DEADLINE, rendering.counts)
                self._computed_for = (version, now)
            return self._statistics

    def _is_fresh(self, version: str | None, now: float) -> bool:
        if self._computed_for is None or self._computed_for[0] != version:
            return False
        return version is not None or now - self._computed_for[1] < _STORE_MAX_AGE
