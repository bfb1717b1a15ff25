"""A pool of worker processes. A job past its deadline dies with its process, and another process takes the place.

Each worker has a socket of its own to the parent, so that one that dies in the middle of a word harms no other: pools that share a
locked pipe (concurrent.futures, Pebble) break or hang when a process is killed.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kg.errors import CannotOpen, QueryTooDeep, ServerBusy, TookTooLong, TooMuchMemory, WorkerCrashed, ZhengmaiError
from kg.i18n import message
from kg.workers.data_source import Opening
from kg.workers.limits import Limits
from kg.workers.worker_handle import Worker
from kg.workers.worker_process import OUT_OF_MEMORY

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger("kg.workers")
_LOOK_EVERY = 1.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0


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
        self._workers: set[Worker] = set()
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._replacing: set[asyncio.Task[None]] = set()
        self._jobs = 0
        self._closed = False
        self._failing = False
        self._tending: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start every worker. Raises CannotOpen."""
        starting = (Worker.start(self.opening, self.limits, self._warm_up, self._nicer) for _ in range(self.size))
        started = await asyncio.gather(*starting, return_exceptions=True)
        for worker in started:
            if isinstance(worker, Worker):
                self._add(worker)
        if faults := [fault for fault in started if isinstance(fault, BaseException)]:
            await self.stop()
            raise faults[0]
        self._tending = asyncio.create_task(self._tend())

    @property
    def walled(self) -> bool:
        """Whether every worker is cut off from the network."""
        return all(worker.walled for worker in self._workers)

    @property
    def works(self) -> bool:
        """Whether there is a worker, or one is about to be."""
        return bool(self._workers) or not self._failing

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid for worker in self._workers if worker.process.pid]

    async def run(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The job's result, within the deadline of the limits."""
        return await self.run_within(self.limits.deadline, job, *args, **kwargs)

    async def run_within(self, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The job's result; waiting for a free worker counts. Raises LimitReached, ServerBusy, WorkerCrashed, and what the job raises.

        A caller that is cancelled takes its worker with it.
        """
        words = pickle.dumps((job, args, kwargs))
        worker: Worker | None = None
        self._jobs += 1
        try:
            async with asyncio.timeout(seconds):
                worker = await self._begin(words)
                reply = await worker.receive()
        except TimeoutError:
            if worker is None:
                raise ServerBusy(message("errors.busy.no_worker", seconds=f"{round(seconds, 1):g}")) from None
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
        worker.busy = False
        if reply.spent:
            self._replace(worker)
        else:
            self._idle.put_nowait(worker)
        if not reply.good:
            raise reply.value
        result: R = reply.value
        return result

    async def _begin(self, job: bytes) -> Worker:
        """The worker that has taken `job` up. One that turns out to have ended before it did so is replaced, and another is asked."""
        while True:
            worker = await self._idle.get()
            if worker in self._workers:
                worker.busy = True
                try:
                    await worker.take_up(job)
                    return worker
                except (OSError, EOFError):
                    self._replace(worker)
                except BaseException:
                    self._replace(worker)
                    raise

    def _reason(self, code: int | None) -> ZhengmaiError:
        """Why a process ended in the middle of a job: memory refused to the engine aborts it, too deep a recursion faults it."""
        if code == -signal.SIGSEGV:
            return QueryTooDeep()
        if code in (-signal.SIGABRT, -signal.SIGBUS, OUT_OF_MEMORY):
            return TooMuchMemory(self.limits.memory)
        return WorkerCrashed(code)

    def _add(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: Worker) -> None:
        self._workers.discard(worker)
        task = asyncio.create_task(self._put_another(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _put_another(self, worker: Worker) -> None:
        await worker.end()
        pause = _FIRST_PAUSE
        while not self._closed:
            try:
                another = await Worker.start(self.opening, self.limits, self._warm_up, self._nicer)
            except (CannotOpen, OSError) as error:
                if pause == _FIRST_PAUSE:
                    _LOG.error("worker not replaced", extra={"told": {"fault": str(error)}})
                self._failing = True
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            if self._closed:
                await another.end()
            else:
                self._failing = False
                self._add(another)
            return

    async def _tend(self) -> None:
        """Replace workers that ended while nobody asked them."""
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            for worker in [worker for worker in self._workers if worker.gone and not worker.busy]:
                self._replace(worker)

    async def whole(self, seconds: float) -> None:
        """Wait until no worker is being replaced, but no longer than `seconds`."""
        if self._replacing:
            await asyncio.wait(self._replacing, timeout=seconds)

    async def close(self, seconds: float) -> None:
        """Let jobs end, those too that wait for a worker that is being replaced, but no longer than `seconds`; then stop."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._jobs and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)
        await self.stop()

    async def stop(self) -> None:
        """End at once."""
        self._closed = True
        if self._tending:
            self._tending.cancel()
        for worker in self._workers:
            worker.process.kill()
        await asyncio.gather(*(worker.end() for worker in self._workers), *self._replacing)
        self._workers.clear()
