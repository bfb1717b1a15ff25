"""Rate limit for each client."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.i18n import message
from kg.server.protocol.fair_queue import client_key
from kg.server.protocol.problem_details import Problem, problem_response

_UNLIMITED_PATHS = ("/health",)


class RateLimit:
    """Allows each client `per_minute` requests in any minute. Further requests get 429 with Retry-After."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._app = app
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _UNLIMITED_PATHS or self._limiter.hit(self._item, client_key(scope)):
            await self._app(scope, receive, send)
            return
        window = self._limiter.get_window_stats(self._item, client_key(scope))
        wait = max(1, math.floor(window.reset_time - time.time()) + 1)
        problem = Problem(
            429, "too-many-requests", message("problems.detail.rate", count=self._item.amount, seconds=wait), {"Retry-After": str(wait)}
        )
        await problem_response(Request(scope, receive), problem)(scope, receive, send)
