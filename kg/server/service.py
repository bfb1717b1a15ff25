"""What is served: the pools of workers on the version in use, and the move to the next version without a dropped request."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

from starlette.requests import Request

from kg.server import rendering
from kg.server.settings import Settings
from kg.store.versions import Version, current_version, open_version
from kg.workers import jobs
from kg.workers.limits import Busy
from kg.workers.opening import Opening
from kg.workers.pool import CannotOpen, Pool

P = ParamSpec("P")
R = TypeVar("R")
Lane = Literal["query", "page"]

_LOG = logging.getLogger("kg.server")
_LOOK_EVERY = 1.0


class ClientGone(Exception):
    """Nobody waits for this answer."""


class Service:
    """Begin with `start`, end with `stop`, both in the event loop that serves."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.version: Version | None = None
        self.fault: str | None = None
        """Why a newer version is not served."""
        self._pools: dict[Lane, Pool] = {}
        self._shares = _Shares(settings.clients_share)
        self._watch: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def kind(self) -> Literal["zhengmai", "store"]:
        return "store" if self.settings.store else "zhengmai"

    @property
    def walled(self) -> bool:
        return all(pool.walled for pool in self._pools.values())

    @property
    def pids(self) -> list[int]:
        return [pid for pool in self._pools.values() for pid in pool.pids]

    async def start(self) -> None:
        """Raises NoVersion, CannotOpen."""
        if self.settings.store:
            self._pools = await self._open(_opening_of(self.settings.store))
            return
        version = open_version(self.settings.home)
        self._pools = await self._open(Opening("version", str(version.path)))
        self.version = version
        self._watch = asyncio.create_task(self._follow())

    async def _open(self, opening: Opening) -> dict[Lane, Pool]:
        pools: dict[Lane, Pool] = {
            "query": Pool(opening, self.settings.limits, self.settings.query_workers, jobs.check),
            "page": Pool(opening, self.settings.limits, self.settings.page_workers, rendering.warm_up),
        }
        await asyncio.gather(*(pool.start() for pool in pools.values()))
        return pools

    async def _follow(self) -> None:
        """Take up each newly published version; where it cannot be opened, stay with the one that is served."""
        tried: Path | None = None
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            newest = await asyncio.to_thread(current_version, self.settings.home)
            if newest is None or newest == self.version or newest.path == tried:
                continue
            try:
                pools = await self._open(Opening("version", str(newest.path)))
            except Exception as error:
                tried = newest.path
                self.fault = str(error)
                _LOG.error("version not served", extra={"told": {"version": newest.id, "fault": str(error)}})
                continue
            before, self._pools, self.version, self.fault, tried = self._pools, pools, newest, None, None
            _LOG.info("version served", extra={"told": {"version": newest.id}})
            for pool in before.values():
                ending = asyncio.create_task(pool.close(self.settings.limits.deadline))
                self._ending.add(ending)
                ending.add_done_callback(self._ending.discard)

    async def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        await asyncio.gather(*(pool.stop() for pool in self._pools.values()))
        for ending in self._ending:
            ending.cancel()

    async def page(self, request: Request, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a job of our own. Raises what Pool.run raises, ClientGone."""
        return await _while_awaited(request, self._pools["page"].run(job, *args, **kwargs))

    async def long(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a job of our own that may take its time."""
        return await _while_awaited(request, self._pools["page"].run_within(seconds, job, *args, **kwargs))

    async def query(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a stranger's query; one client holds no more than its share of the workers."""
        client = request.client.host if request.client else ""
        return await _while_awaited(request, self._in_turn(client, seconds, job, *args, **kwargs))

    async def _in_turn(self, client: str, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        begun = asyncio.get_running_loop().time()
        async with self._shares.turn(client, seconds):
            left = max(0.01, seconds - (asyncio.get_running_loop().time() - begun))
            return await self._pools["query"].run_within(left, job, *args, **kwargs)


class _Shares:
    """Lets each client have so many turns at a time."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._clients: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def turn(self, client: str, seconds: float) -> AsyncIterator[None]:
        """Wait for a turn. Raises Busy after `seconds`."""
        turns = self._turns.setdefault(client, asyncio.Semaphore(self._size))
        self._clients[client] += 1
        try:
            try:
                async with asyncio.timeout(seconds):
                    await turns.acquire()
            except TimeoutError:
                raise Busy("this client's other queries are still being answered, and this one waited for them") from None
            try:
                yield
            finally:
                turns.release()
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client], self._turns[client]


async def _while_awaited(request: Request, work: Coroutine[Any, Any, R]) -> R:
    """The result of `work`, given up where the client goes away."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        leaving.cancel()
        working.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _opening_of(store: str) -> Opening:
    """Raises CannotOpen where a folder is none of Oxigraph's: opening it would not say so."""
    if store.startswith(("http://", "https://")):
        return Opening("endpoint", store)
    if not (Path(store) / "CURRENT").is_file():
        raise CannotOpen(f"{store} is no Oxigraph folder; give the folder itself, or the http(s) address of an endpoint")
    return Opening("store", store)
