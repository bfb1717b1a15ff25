"""A pool of worker processes. A job that exceeds its deadline is killed with its process, and the process is replaced.

Each worker has its own socket to the parent, so killing one in the middle of a message does not affect the others. Pools that share
a locked pipe (concurrent.futures, Pebble) break or hang when a process is killed.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import signal
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from kg.errors import CannotOpen, QueryTooDeep, ServerBusy, TookTooLong, TooMuchMemory, WorkerCrashed, ZhengmaiError
from kg.i18n import message
from kg.workers.data_source import DataSource
from kg.workers.limits import Limits
from kg.workers.worker_handle import Worker
from kg.workers.worker_process import OUT_OF_MEMORY

P = ParamSpec("P")
R = TypeVar("R")

_LOG = logging.getLogger("kg.workers")
_CHECK_INTERVAL = 1.0
_MIN_RETRY_DELAY, _MAX_RETRY_DELAY = 0.1, 5.0


class WorkerPool:
    """`size` processes that have `source` open. It belongs to the event loop that started it.

    `warm_up` runs once in each process, before its first job. `niceness` is added to the process priority, as by nice(1).
    """

    def __init__(self, source: DataSource, limits: Limits, size: int, warm_up: Callable[[], object], niceness: int = 5) -> None:
        self.source = source
        self.limits = limits
        self.size = size
        self._warm_up = warm_up
        self._niceness = niceness
        self._workers: set[Worker] = set()
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._replacing: set[asyncio.Task[None]] = set()
        self._jobs = 0
        self._closed = False
        self._restart_failing = False
        self._monitor_task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start every worker. Raises CannotOpen."""
        starting = (Worker.start(self.source, self.limits, self._warm_up, self._niceness) for _ in range(self.size))
        started = await asyncio.gather(*starting, return_exceptions=True)
        for worker in started:
            if isinstance(worker, Worker):
                self._add(worker)
        if errors := [error for error in started if isinstance(error, BaseException)]:
            await self.stop()
            raise errors[0]
        self._monitor_task = asyncio.create_task(self._monitor())

    @property
    def network_isolated(self) -> bool:
        """Whether no worker has a network."""
        return all(worker.network_isolated for worker in self._workers)

    @property
    def available(self) -> bool:
        """Whether there is a worker, or one is being started."""
        return bool(self._workers) or not self._restart_failing

    @property
    def pids(self) -> list[int]:
        return [worker.process.pid for worker in self._workers if worker.process.pid]

    async def run(self, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run_within`, with the deadline of the pool's limits."""
        return await self.run_within(self.limits.deadline, job, *args, **kwargs)

    async def run_within(self, seconds: float, job: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `job` in a worker and return its result. The wait for a free worker counts towards `seconds`.

        Raises LimitReached, ServerBusy, WorkerCrashed, and what the job raises. If the caller is cancelled, the worker is killed.
        """
        return await self.run_call(seconds, partial(job, *args, **kwargs), [])

    async def run_call(self, seconds: float, call: Callable[[], R], replacements: list[asyncio.Task[None]]) -> R:
        """As `run_within`, for a job with its arguments bound. A task that ends when the worker is replaced, if it must be, is
        added to `replacements`: a job costs the pool a worker until then, whether it succeeded or not.
        """
        pickled = pickle.dumps(call)
        worker: Worker | None = None
        self._jobs += 1
        try:
            async with asyncio.timeout(seconds):
                worker = await self._submit(pickled)
                reply = await worker.receive()
        except TimeoutError:
            if worker is None:
                raise ServerBusy(message("errors.busy.no_worker", seconds=f"{round(seconds, 1):g}")) from None
            replacements.append(self._replace(worker))
            raise TookTooLong(seconds) from None
        except (OSError, EOFError):
            assert worker is not None
            code = await worker.wait_exit()
            replacements.append(self._replace(worker))
            raise self._exit_error(code) from None
        except BaseException:
            if worker:
                replacements.append(self._replace(worker))
            raise
        finally:
            self._jobs -= 1
        worker.busy = False
        if reply.retire:
            replacements.append(self._replace(worker))
        else:
            self._idle.put_nowait(worker)
        if not reply.ok:
            raise reply.value
        result: R = reply.value
        return result

    async def _submit(self, job: bytes) -> Worker:
        """The worker that accepted `job`. Workers that turn out to have ended are replaced."""
        while True:
            worker = await self._idle.get()
            if worker in self._workers:
                worker.busy = True
                try:
                    await worker.submit(job)
                    return worker
                except (OSError, EOFError):
                    self._replace(worker)
                except BaseException:
                    self._replace(worker)
                    raise

    def _exit_error(self, code: int | None) -> ZhengmaiError:
        """The error for a process that ended during a job: failed allocations abort the engine, deep recursion is a segmentation fault."""
        if code == -signal.SIGSEGV:
            return QueryTooDeep()
        if code in (-signal.SIGABRT, -signal.SIGBUS, OUT_OF_MEMORY):
            return TooMuchMemory(self.limits.memory)
        return WorkerCrashed(code)

    def _add(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: Worker) -> asyncio.Task[None]:
        self._workers.discard(worker)
        task = asyncio.create_task(self._start_replacement(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)
        return task

    async def _start_replacement(self, worker: Worker) -> None:
        await worker.kill()
        delay = _MIN_RETRY_DELAY
        while not self._closed:
            try:
                replacement = await Worker.start(self.source, self.limits, self._warm_up, self._niceness)
            except (CannotOpen, OSError) as error:
                if delay == _MIN_RETRY_DELAY:
                    _LOG.error("worker not replaced", extra={"fields": {"fault": str(error)}})
                self._restart_failing = True
                await asyncio.sleep(delay)
                delay = min(2 * delay, _MAX_RETRY_DELAY)
                continue
            if self._closed:
                await replacement.kill()
            else:
                self._restart_failing = False
                self._add(replacement)
            return

    async def _monitor(self) -> None:
        """Replace workers that ended while they were idle."""
        while True:
            await asyncio.sleep(_CHECK_INTERVAL)
            for worker in [worker for worker in self._workers if worker.exited and not worker.busy]:
                self._replace(worker)

    async def close(self, seconds: float) -> None:
        """Wait at most `seconds` for all jobs to end, then stop."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._jobs and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)
        await self.stop()

    async def stop(self) -> None:
        """Kill all workers."""
        self._closed = True
        if self._monitor_task:
            self._monitor_task.cancel()
        for worker in self._workers:
            worker.process.kill()
        await asyncio.gather(*(worker.kill() for worker in self._workers), *self._replacing)
        self._workers.clear()
