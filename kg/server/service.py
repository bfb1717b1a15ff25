"""What is served: the pools of workers on the version in use, and the move to the next version without a dropped request."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

from starlette.requests import Request

from kg.errors import CannotOpen
from kg.i18n import message
from kg.server.pages import rendering
from kg.server.protocol.fair_queue import Shares, client_of
from kg.server.settings import Settings
from kg.store.versions import Version, check_base, current_version, open_version
from kg.workers import jobs
from kg.workers.data_source import Opening
from kg.workers.worker_pool import Pool

P = ParamSpec("P")
R = TypeVar("R")
Lane = Literal["query", "page"]

_LOG = logging.getLogger("kg.server")
_LOOK_EVERY = 1.0
_TO_MEND = 5.0


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
        queries, pages = settings.query_workers, settings.page_workers
        self._shares: dict[Lane, Shares] = {
            "query": Shares(queries, most=max(1, queries // 4), kept=queries // 2),
            "page": Shares(pages, most=max(1, pages // 2), kept=1),
        }
        self._watch: asyncio.Task[None] | None = None
        self._before: dict[asyncio.Task[None], Pool] = {}
        """Pools of versions before, each with the task that lets its jobs end."""

    @property
    def kind(self) -> Literal["zhengmai", "store"]:
        return "store" if self.settings.store else "zhengmai"

    @property
    def walled(self) -> bool:
        return all(pool.walled for pool in self._pools.values())

    @property
    def ready(self) -> bool:
        """Whether there are workers of each kind, or about to be."""
        return all(pool.works for pool in self._pools.values())

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
            "query": Pool(opening, self.settings.limits, self.settings.query_workers, jobs.check, nicer=10),
            "page": Pool(opening, self.settings.limits, self.settings.page_workers, rendering.warm_up, nicer=2),
        }
        started = await asyncio.gather(*(pool.start() for pool in pools.values()), return_exceptions=True)
        if faults := [fault for fault in started if fault is not None]:
            await asyncio.gather(*(pool.stop() for pool in pools.values()))
            raise faults[0]
        return pools

    async def _follow(self) -> None:
        """Take up each newly published version; where it cannot be opened, stay with the one that is served."""
        tried: tuple[str, int] | None = None
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            newest = await asyncio.to_thread(_newest, self.settings.home)
            if newest is None:
                self.fault = f"no whole version is published in {self.settings.home}"
            elif newest[0] == self.version:
                self.fault = tried = None
            if newest is None or newest[0] == self.version or newest[1] == tried:
                continue
            version, tried = newest
            try:
                check_base(version)
                pools = await self._open(Opening("version", str(version.path)))
            except Exception as error:
                self.fault = str(error)
                _LOG.error("version not served", extra={"told": {"version": version.id, "fault": str(error)}})
                continue
            before, self._pools, self.version, self.fault = self._pools, pools, version, None
            _LOG.info("version served", extra={"told": {"version": version.id}})
            for pool in before.values():
                ending = asyncio.create_task(pool.close(self.settings.limits.deadline))
                self._before[ending] = pool
                ending.add_done_callback(self._before.pop)

    async def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        await asyncio.gather(*(pool.stop() for pool in [*self._pools.values(), *self._before.values()]))

    async def run_page(self, request: Request, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a job of our own. Raises what Pool.run raises, ClientGone."""
        return await _while_awaited(request, self._in_turn("page", request, self.settings.limits.deadline, job, *args, **kwargs))

    async def run_long(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a job of our own that may take its time."""
        return await _while_awaited(request, self._in_turn("page", request, seconds, job, *args, **kwargs))

    async def run_query(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of a stranger's query."""
        return await _while_awaited(request, self._in_turn("query", request, seconds, job, *args, **kwargs))

    async def _in_turn(self, lane: Lane, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Waiting for a turn counts. One client holds no more than its share of a lane's workers."""
        end = asyncio.get_running_loop().time() + seconds
        async with self._shares[lane].turn(client_of(request.scope), seconds, lambda: self._pools[lane].whole(_TO_MEND)):
            left = max(0.01, end - asyncio.get_running_loop().time())
            return await self._pools[lane].run_within(left, job, *args, **kwargs)


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


def _newest(home: Path) -> tuple[Version, tuple[str, int]] | None:
    """The version in use, and what tells it from another build of the same inputs; None where there is none to read."""
    try:
        version = current_version(home)
        return (version, (version.id, (version.path / "manifest.json").stat().st_mtime_ns)) if version else None
    except (OSError, ValueError):
        return None


def _opening_of(store: str) -> Opening:
    """Raises CannotOpen where a folder is none of Oxigraph's: opening it would not say so."""
    if store.startswith(("http://", "https://")):
        return Opening("endpoint", store)
    if not (Path(store) / "CURRENT").is_file():
        raise CannotOpen(message("errors.cannot-open.no_store", location=store))
    return Opening("store", store)
