"""Shares workers fairly among clients, so that no client can keep the others waiting."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator

from starlette.types import Scope

from kg.errors import ServerBusy
from kg.i18n import message

_REPLACEMENT_TIMEOUT = 5.0


def client_key(scope: Scope) -> str:
    """The key by which the client of a request is counted: see `address_key`."""
    return address_key(scope["client"][0] if scope.get("client") else "")


def address_key(host: str) -> str:
    """An IPv4 address, or the /64 network of an IPv6 address, because one client usually has a whole /64. Other text is unchanged."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


class FairQueue:
    """Slots for `workers` processes.

    Every client may have one slot at a time. It may have up to `max_per_client` while more than `reserved` slots are free.
    """

    def __init__(self, workers: int, max_per_client: int, reserved: int) -> None:
        self._workers = workers
        self._max_per_client = max_per_client
        self._reserved = reserved
        self._running: Counter[str] = Counter()
        self._released = asyncio.Event()
        self._delayed_releases: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def slot(self, client: str, seconds: float) -> AsyncIterator[list[asyncio.Task[None]]]:
        """Wait for a slot and hold it during the block. Raises ServerBusy after `seconds`.

        The block adds tasks that replace the workers it cost to the list it is given. The slot is released when they have ended, at
        most _REPLACEMENT_TIMEOUT later: a client whose jobs cost workers waits for their replacement, and other clients do not.
        """
        try:
            async with asyncio.timeout(seconds):
                while not self._may_run(client):
                    await self._released.wait()
        except TimeoutError:
            raise ServerBusy(message("errors.busy.other_requests")) from None
        self._running[client] += 1
        replacements: list[asyncio.Task[None]] = []
        try:
            yield replacements
        finally:
            if replacements:
                release = asyncio.create_task(self._release_after(client, replacements))
                self._delayed_releases.add(release)
                release.add_done_callback(self._delayed_releases.discard)
            else:
                self._release(client)

    async def _release_after(self, client: str, replacements: list[asyncio.Task[None]]) -> None:
        try:
            await asyncio.wait(replacements, timeout=_REPLACEMENT_TIMEOUT)
        finally:
            self._release(client)

    def _release(self, client: str) -> None:
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]
        self._released.set()
        self._released = asyncio.Event()

    def _may_run(self, client: str) -> bool:
        running = self._running[client]
        return running == 0 or (running < self._max_per_client and self._workers - self._running.total() > self._reserved)
