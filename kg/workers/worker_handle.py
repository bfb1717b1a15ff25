"""One worker process, seen from its parent: begun, asked, ended."""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import socket
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess

from kg.errors import CannotOpen
from kg.i18n import message
from kg.workers.data_source import Opening
from kg.workers.limits import Limits
from kg.workers.worker_process import HEADER, TAKEN_UP, Reply, serve_jobs

_PRELOADED = ["kg.workers.jobs", "kg.graph", "kg.store.oxigraph", "kg.store.fulltext", "duckdb", "jinja2"]
_TO_OPEN = 60.0
_TO_END_ITSELF = 0.2
_TO_END = 2.0


class Worker:
    """One process, and the socket to it."""

    def __init__(self, process: ForkServerProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.process = process
        self.walled = False
        """Whether it is cut off from the network."""
        self.busy = False
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, opening: Opening, limits: Limits, warm_up: Callable[[], object], nicer: int) -> Worker:
        """Raises CannotOpen."""
        ours, theirs = socket.socketpair()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        process = context.Process(target=serve_jobs, args=(theirs, opening, limits, warm_up, nicer), daemon=True)
        await asyncio.to_thread(process.start)
        theirs.close()
        worker = cls(process, *await asyncio.open_connection(sock=ours))
        try:
            async with asyncio.timeout(_TO_OPEN):
                reply = await worker.receive()
        except TimeoutError:
            await worker.end()
            raise CannotOpen(message("errors.cannot-open.late", location=opening.location, seconds=f"{_TO_OPEN:g}")) from None
        except (OSError, EOFError) as error:
            code = await worker.ended()
            raise CannotOpen(message("errors.cannot-open.ended", location=opening.location, exit_code=code)) from error
        except BaseException:
            await worker.end()
            raise
        if not reply.good:
            await worker.end()
            fault = str(reply.value).partition("\n")[0] or type(reply.value).__name__
            raise CannotOpen(message("errors.cannot-open.fault", location=opening.location, fault=fault)) from reply.value
        worker.walled = reply.value
        return worker

    @property
    def gone(self) -> bool:
        """Whether the process has ended."""
        return self._reader.at_eof()

    async def receive(self) -> Reply:
        """What the worker says next. Raises EOFError where it ends."""
        size = HEADER.unpack(await self._reader.readexactly(HEADER.size))[0]
        return Reply(*pickle.loads(await self._reader.readexactly(size)))

    async def take_up(self, job: bytes) -> None:
        """Hand `job` over; returns when the process has it. Raises OSError or EOFError where it ends before: the job has not begun."""
        self._writer.write(HEADER.pack(len(job)) + job)
        await self._writer.drain()
        await self._reader.readexactly(len(TAKEN_UP))

    async def ended(self) -> int | None:
        """The exit code of a process that ends by itself; it is killed where it does not."""
        await asyncio.to_thread(self.process.join, _TO_END_ITSELF)
        return await self.end()

    async def end(self) -> int | None:
        """Kill the process; its exit code."""
        self.process.kill()
        await asyncio.to_thread(self.process.join, _TO_END)
        self._writer.close()
        return self.process.exitcode
