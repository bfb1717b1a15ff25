"""Who may have how many workers at a time, so that no client keeps the others waiting."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.types import Scope

from kg.errors import ServerBusy
from kg.i18n import message


def client_of(scope: Scope) -> str:
    """The address of who asks; of IPv6 the network of 64 bits, which one client commonly has whole."""
    return client_at(scope["client"][0] if scope.get("client") else "")


def client_at(host: str) -> str:
    """As `client_of`, of an address."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


class Shares:
    """Turns at `workers` processes. A client has at most `most` at a time, and a second one only while more than `kept` are free."""

    def __init__(self, workers: int, most: int, kept: int) -> None:
        self._workers = workers
        self._most = most
        self._kept = kept
        self._running: Counter[str] = Counter()
        self._freed = asyncio.Event()
        self._ending: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def turn(self, client: str, seconds: float, mended: Callable[[], Awaitable[object]]) -> AsyncIterator[None]:
        """Wait for a turn. Raises ServerBusy after `seconds`.

        A turn that failed is given back when `mended` is over, so that who costs processes waits for their replacement, and not others.
        """
        try:
            async with asyncio.timeout(seconds):
                while not self._may_run(client):
                    await self._freed.wait()
        except TimeoutError:
            raise ServerBusy(message("errors.busy.other_requests")) from None
        self._running[client] += 1
        try:
            yield
        except BaseException:
            ending = asyncio.create_task(self._end_after(client, mended))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            raise
        self._end(client)

    async def _end_after(self, client: str, mended: Callable[[], Awaitable[object]]) -> None:
        try:
            await mended()
        finally:
            self._end(client)

    def _end(self, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._freed.set()
        self._freed = asyncio.Event()

    def _may_run(self, client: str) -> bool:
        running = self._running[client]
        return running == 0 or (running < self._most and self._workers - self._running.total() > self._kept)
