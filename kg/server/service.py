"""The worker pools of the version in use, and the switch to a new version without dropping requests."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

from starlette.requests import Request

from kg.errors import CannotOpen
from kg.i18n import message
from kg.server.pages import rendering
from kg.server.protocol.fair_queue import FairQueue, client_key
from kg.server.settings import Settings
from kg.store.damage import damaged
from kg.store.integrity import Fault
from kg.store.manifest import MANIFEST
from kg.store.versions import Version, check_base, current_version, open_version
from kg.workers import jobs
from kg.workers.data_source import DataSource
from kg.workers.worker_pool import WorkerPool

P = ParamSpec("P")
R = TypeVar("R")
PoolName = Literal["query", "page"]

_LOG = logging.getLogger("kg.server")
_POLL_INTERVAL = 1.0
_CONTENTS_INTERVAL = 86_400.0
"""Seconds after which the files of a version are read whole again."""
_Published = tuple[Version, int]
"""A version, and when it was published: it differs between builds of the same version."""


class ClientDisconnected(Exception):
    """The client closed the connection before its answer was ready."""


class Service:
    """Runs jobs for requests. Call `start` first and `stop` last, both in the event loop that serves."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.version: Version | None = None
        """The published version that is served; None for a bare store or an endpoint."""
        self.update_error: str | None = None
        """Why the newest published version is not served."""
        self._damage: Fault | None = None
        self._pools: dict[PoolName, WorkerPool] = {}
        queries, pages = settings.query_workers, settings.page_workers
        self._queues: dict[PoolName, FairQueue] = {
            "query": FairQueue(queries, max_per_client=max(1, queries // 4), reserved=queries // 2),
            "page": FairQueue(pages, max_per_client=max(1, pages // 2), reserved=1),
        }
        self._version_watch: asyncio.Task[None] | None = None
        self._closing: dict[asyncio.Task[None], WorkerPool] = {}
        """Pools of earlier versions, by the task that waits for their jobs to end."""

    @property
    def kind(self) -> Literal["zhengmai", "store"]:
        return "store" if self.settings.store else "zhengmai"

    @property
    def network_isolated(self) -> bool:
        """Whether no worker has a network."""
        return all(pool.network_isolated for pool in self._pools.values())

    @property
    def ready(self) -> bool:
        """Whether each pool has a worker, or is starting one."""
        return all(pool.available for pool in self._pools.values())

    def check_whole(self) -> None:
        """Raises DamagedVersion where a file of the version that is served is no more as it was published."""
        if self._damage:
            raise damaged(self._damage.file, self._damage.fault)

    async def start(self) -> None:
        """Start the workers. Raises NoVersion, DamagedVersion, CannotOpen."""
        if self.settings.store:
            self._pools = await self._start_pools(_store_source(self.settings.store))
            return
        version = open_version(self.settings.home)
        version.check_files()
        self._pools = await self._start_pools(DataSource("version", str(version.path)))
        self.version = version
        self._version_watch = asyncio.create_task(self._watch_versions())

    async def _start_pools(self, source: DataSource) -> dict[PoolName, WorkerPool]:
        limits = self.settings.limits
        pools: dict[PoolName, WorkerPool] = {
            "query": WorkerPool(source, limits, self.settings.query_workers, jobs.check, niceness=10),
            "page": WorkerPool(source, limits, self.settings.page_workers, rendering.warm_up, niceness=2),
        }
        started = await asyncio.gather(*(pool.start() for pool in pools.values()), return_exceptions=True)
        if errors := [error for error in started if error is not None]:
            await asyncio.gather(*(pool.stop() for pool in pools.values()))
            raise errors[0]
        return pools

    async def _watch_versions(self) -> None:
        """Switch to each newly published version, and watch the files of the one served.

        A version that cannot be opened is reported in `update_error` and tried once. A file that is missing or changed is damage as long as
        it is; what was found by reading contents stays damage until another version is served, or contents are read again.
        """
        assert self.version is not None
        served, failed, decayed, read_at = (self.version, self.version.published), None, None, float("-inf")
        while True:
            await asyncio.sleep(_POLL_INTERVAL)
            newest = await asyncio.to_thread(_newest_version, self.settings.home)
            if newest is None:
                self.update_error = f"no whole version is published in {self.settings.home}"
            elif newest == served:
                self.update_error = failed = None
            elif newest != failed and await self._switch(newest):
                served, failed, decayed, read_at = newest, None, None, float("-inf")
                continue
            else:
                failed = newest
            found = await asyncio.to_thread(_first_fault, self.version, False)
            if found is None and time.monotonic() - read_at > _CONTENTS_INTERVAL:
                decayed, read_at = await asyncio.to_thread(_first_fault, self.version, True), time.monotonic()
            self._tell_damage(found or decayed)

    def _tell_damage(self, fault: Fault | None) -> None:
        if fault and self._damage is None:
            _LOG.error("damaged version", extra={"fields": {"file": str(fault.file), "fault": str(fault.fault)}})
        self._damage = fault

    async def _switch(self, newest: _Published) -> bool:
        """Serve a version from now on, if it can be opened."""
        version = newest[0]
        try:
            check_base(version)
            pools = await self._start_pools(DataSource("version", str(version.path)))
        except Exception as error:
            self.update_error = str(error)
            _LOG.error("version not served", extra={"fields": {"version": version.id, "fault": str(error)}})
            return False
        previous, self._pools, self.version, self.update_error, self._damage = self._pools, pools, version, None, None
        _LOG.info("version served", extra={"fields": {"version": version.id}})
        for pool in previous.values():
            closing = asyncio.create_task(pool.close(self.settings.limits.deadline))
            self._closing[closing] = pool
            closing.add_done_callback(self._closing.pop)
        return True

    async def stop(self) -> None:
        """Stop all workers."""
        if self._version_watch:
            self._version_watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._version_watch
        await asyncio.gather(*(pool.stop() for pool in [*self._pools.values(), *self._closing.values()]))

    async def run_page(self, request: Request, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a job of the program in a page worker, within the deadline. Raises what `WorkerPool.run` raises, ClientDisconnected."""
        return await _until_disconnect(request, self._run_queued("page", request, self.settings.limits.deadline, job, *args, **kwargs))

    async def run_long(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run_page`, within `seconds`."""
        return await _until_disconnect(request, self._run_queued("page", request, seconds, job, *args, **kwargs))

    async def run_query(self, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the query of a client in a query worker, within `seconds`. Raises as `run_page`."""
        return await _until_disconnect(request, self._run_queued("query", request, seconds, job, *args, **kwargs))

    async def _run_queued(
        self, name: PoolName, request: Request, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a job when the client may have a worker. The wait counts towards `seconds`."""
        self.check_whole()
        end = asyncio.get_running_loop().time() + seconds
        async with self._queues[name].slot(client_key(request.scope), seconds) as replacements:
            left = max(0.01, end - asyncio.get_running_loop().time())
            return await self._pools[name].run_call(left, partial(job, *args, **kwargs), replacements)


async def _until_disconnect(request: Request, work: Coroutine[Any, Any, R]) -> R:
    """The result of `work`. If the client disconnects first, `work` is cancelled and ClientDisconnected is raised."""
    working = asyncio.ensure_future(work)
    disconnecting = asyncio.ensure_future(_disconnect(request))
    try:
        await asyncio.wait({working, disconnecting}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnected
        return working.result()
    finally:
        disconnecting.cancel()
        working.cancel()


async def _disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _newest_version(home: Path) -> _Published | None:
    """The version in use; None if none can be read."""
    try:
        version = current_version(home)
        return (version, version.published) if version else None
    except (OSError, ValueError):
        return None


def _first_fault(version: Version, contents: bool) -> Fault | None:
    try:
        return next(version.faults(contents=contents), None)
    except (OSError, ValueError, TypeError) as error:
        return Fault(version.path / MANIFEST, message("errors.damaged-version.unreadable", fault=str(error)))


def _store_source(store: str) -> DataSource:
    """The data source of `--store`. Raises CannotOpen for a folder without an Oxigraph store: source it would not report that."""
    if store.startswith(("http://", "https://")):
        return DataSource("endpoint", store)
    if not (Path(store) / "CURRENT").is_file():
        raise CannotOpen(message("errors.cannot-open.no_store", location=store))
    return DataSource("store", store)
