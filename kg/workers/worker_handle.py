"""The parent's side of one worker process: starts it, sends it jobs, ends it."""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import socket
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess

from kg.errors import CannotOpen
from kg.i18n import message
from kg.workers.data_source import DataSource
from kg.workers.limits import Limits
from kg.workers.worker_process import HEADER, JOB_ACCEPTED, Reply, serve_jobs

_PRELOADED = ["kg.workers.jobs", "kg.graph", "kg.store.oxigraph", "kg.store.fulltext", "duckdb", "jinja2"]
_START_TIMEOUT = 60.0
_EXIT_TIMEOUT = 0.2
_KILL_TIMEOUT = 2.0


def start_fork_server(*modules: str) -> None:
    """Start the process that workers are forked from. It imports what they need, and `modules`, while the caller does something else."""
    _PRELOADED.extend(name for name in modules if name not in _PRELOADED)
    _fork_server()
    forkserver.ensure_running()


def _fork_server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


class Worker:
    """A worker process and the socket to it."""

    def __init__(self, process: ForkServerProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.process = process
        self.network_isolated = False
        """Whether the process has no network."""
        self.busy = False
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, source: DataSource, limits: Limits, warm_up: Callable[[], object], niceness: int) -> Worker:
        """Start a process and wait until it has opened its data source. Raises CannotOpen."""
        ours, theirs = socket.socketpair()
        process = _fork_server().Process(target=serve_jobs, args=(theirs, source, limits, warm_up, niceness), daemon=True)
        await asyncio.to_thread(process.start)
        theirs.close()
        worker = cls(process, *await asyncio.open_connection(sock=ours))
        try:
            async with asyncio.timeout(_START_TIMEOUT):
                reply = await worker.receive()
        except TimeoutError:
            await worker.kill()
            raise CannotOpen(message("errors.cannot-open.late", location=source.location, seconds=f"{_START_TIMEOUT:g}")) from None
        except (OSError, EOFError) as error:
            code = await worker.wait_exit()
            raise CannotOpen(message("errors.cannot-open.ended", location=source.location, exit_code=code)) from error
        except BaseException:
            await worker.kill()
            raise
        if not reply.ok:
            await worker.kill()
            fault = str(reply.value).partition("\n")[0] or type(reply.value).__name__
            raise CannotOpen(message("errors.cannot-open.fault", location=source.location, fault=fault)) from reply.value
        worker.network_isolated = reply.value
        return worker

    @property
    def exited(self) -> bool:
        """Whether the process has ended."""
        return self._reader.at_eof()

    async def receive(self) -> Reply:
        """The next reply of the worker. Raises EOFError if the process ends first."""
        size = HEADER.unpack(await self._reader.readexactly(HEADER.size))[0]
        return Reply(*pickle.loads(await self._reader.readexactly(size)))

    async def submit(self, job: bytes) -> None:
        """Send a pickled job; returns when the process has accepted it.

        Raises OSError or EOFError if the process ends first. The job has then not begun.
        """
        self._writer.write(HEADER.pack(len(job)) + job)
        await self._writer.drain()
        await self._reader.readexactly(len(JOB_ACCEPTED))

    async def wait_exit(self) -> int | None:
        """Wait for a process that is ending, kill it after _EXIT_TIMEOUT, and return its exit code."""
        await asyncio.to_thread(self.process.join, _EXIT_TIMEOUT)
        return await self.kill()

    async def kill(self) -> int | None:
        """Kill the process and return its exit code."""
        self.process.kill()
        await asyncio.to_thread(self.process.join, _KILL_TIMEOUT)
        self._writer.close()
        return self.process.exitcode
