"""A pool of worker processes. A job past its deadline dies with its process, and another process takes the place.

Each worker has a socket of its own to the parent, so that one that dies in the middle of a word harms no other: pools that share a
locked pipe (concurrent.futures, Pebble) break or hang when a process is killed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import signal
import socket
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from typing import ParamSpec, TypeVar

from kg.workers.limits import Busy, Limits, TookTooLong, too_deep, too_much_memory
from kg.workers.opening import Opening
from kg.workers.process import HEADER, OUT_OF_MEMORY, Reply, serve_jobs

P = ParamSpec("P")
R = TypeVar("R")

_PRELOADED = ["kg.workers.jobs", "kg.graph", "kg.store.graph", "kg.store.words", "duckdb", "jinja2"]
_TO_OPEN = 60.0
_TO_END_ITSELF = 0.2
_TO_END = 2.0
_LONGEST_PAUSE = 5.0


class CannotOpen(Exception):
    """A worker could not open what it should serve."""


class Crashed(Exception):
    """A worker ended in the middle of a job, for a reason that is none of the asker's."""


class _Worker:
    """One process, and the socket to it."""

    def __init__(self, process: ForkServerProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.process = process
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, opening: Opening, limits: Limits, warm_up: Callable[[], object], nicer: int) -> _Worker:
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
            raise CannotOpen(f"{opening.location} was not open after {_TO_OPEN:g} s") from None
        except (OSError, EOFError) as error:
            raise CannotOpen(f"a worker ended while opening {opening.location}, code {await worker.ended()}") from error
        except BaseException:
            await worker.end()
            raise
        if not reply.good:
            await worker.end()
            told = str(reply.value).partition("\n")[0] or type(reply.value).__name__
            raise CannotOpen(f"{opening.location} cannot be opened: {told}") from reply.value
        worker.walled = reply.value
        return worker

    walled: bool = False

    @property
    def gone(self) -> bool:
        return self._reader.at_eof()

    async def receive(self) -> Reply:
        """What the worker says next. Raises EOFError where it ends."""
        size = HEADER.unpack(await self._reader.readexactly(HEADER.size))[0]
        return Reply(*pickle.loads(await self._reader.readexactly(size)))

    async def call(self, job: bytes) -> Reply:
        self._writer.write(HEADER.pack(len(job)) + job)
        await self._writer.drain()
        return await self.receive()

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


class Pool:
    """`size` processes that have `opening` open. It belongs to the event loop that started it.

    `warm_up` is run in each once, so that the first job finds loaded what all jobs need. They leave the processor to those less `nicer`.
    """

    def __init__(self, opening: Opening, limits: Limits, size: int, warm_up: Callable[[], object], nicer: int = 5) -> None:
        self.opening = opening
        self.limits = limits
        self.size = size
        self._warm_up = warm_up
        self._nicer = nicer
        self._workers: set[_Worker] = set()
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._replacing: set[asyncio.Task[None]] = set()
        self._jobs = 0
        self._closed = False

    async def start(self) -> None:
        """Start every worker. Raises CannotOpen."""
        starting = (_Worker.start(self.opening, self.limits, self._warm_up, self._nicer) for _ in range(self.size))
        started = await asyncio.gather(*starting, return_exceptions=True)
        for worker in started:
            if isinstance(worker, _Worker):
                self._add(worker)
        if faults := [fault for fault in started if isinstance(fault, BaseException)]:
            await self.stop()
            raise faults[0]

    @property
    def walled(self) -> bool:
        """Whether every worker is cut off from the network."""
        return all(worker.walled for worker in self._workers)

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid for worker in self._workers if worker.process.pid]

    async def run(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The job's result, within the deadline of the limits."""
        return await self.run_within(self.limits.deadline, job, *args, **kwargs)

    async def run_within(self, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The job's result; waiting for a free worker counts. Raises LimitReached, Busy, Crashed, and what the job raises.

        A caller that is cancelled takes its worker with it.
        """
        words = pickle.dumps((job, args, kwargs))
        worker: _Worker | None = None
        self._jobs += 1
        try:
            async with asyncio.timeout(seconds):
                worker = await self._free_worker()
                reply = await worker.call(words)
        except TimeoutError:
            if worker is None:
                raise Busy(f"no worker was free within {round(seconds, 1):g} s") from None
            self._replace(worker)
            raise TookTooLong(seconds) from None
        except (OSError, EOFError):
            assert worker is not None
            code = await worker.ended()
            self._replace(worker)
            raise self._reason(code) from None
        except BaseException:
            if worker:
                self._replace(worker)
            raise
        finally:
            self._jobs -= 1
        if reply.spent:
            self._replace(worker)
        else:
            self._idle.put_nowait(worker)
        if not reply.good:
            raise reply.value
        result: R = reply.value
        return result

    async def _free_worker(self) -> _Worker:
        while True:
            worker = await self._idle.get()
            try:
                for _ in range(2):  # lets the loop see, and then tell, the end of a worker that was killed while idle
                    await asyncio.sleep(0)
            except BaseException:
                self._idle.put_nowait(worker)
                raise
            if not worker.gone:
                return worker
            self._replace(worker)

    def _reason(self, code: int | None) -> Exception:
        """Why a process ended in the middle of a job: memory refused to the engine aborts it, too deep a recursion faults it."""
        if code == -signal.SIGSEGV:
            return too_deep()
        if code in (-signal.SIGABRT, -signal.SIGBUS, OUT_OF_MEMORY):
            return too_much_memory(self.limits)
        return Crashed(f"a worker ended with code {code}")

    def _add(self, worker: _Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: _Worker) -> None:
        self._workers.discard(worker)
        task = asyncio.create_task(self._put_another(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _put_another(self, worker: _Worker) -> None:
        await worker.end()
        pause = 0.1
        while not self._closed:
            try:
                another = await _Worker.start(self.opening, self.limits, self._warm_up, self._nicer)
            except (CannotOpen, OSError):
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            if self._closed:
                await another.end()
            else:
                self._add(another)
            return

    async def whole(self, seconds: float) -> None:
        """Wait until no worker is being replaced, but no longer than `seconds`."""
        if self._replacing:
            await asyncio.wait(self._replacing, timeout=seconds)

    async def close(self, seconds: float) -> None:
        """Let running jobs end, but no longer than `seconds`, then stop."""
        self._closed = True
        deadline = asyncio.get_running_loop().time() + seconds
        while self._jobs and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)
        await self.stop()

    async def stop(self) -> None:
        """End at once."""
        self._closed = True
        for worker in self._workers:
            worker.process.kill()
        await asyncio.gather(*(worker.end() for worker in self._workers), *self._replacing)
        self._workers.clear()
