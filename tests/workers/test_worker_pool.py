"""Jobs end within their deadline and memory, and lost processes are replaced. The jobs here are Python functions."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import CannotOpen, LimitReached, ServerBusy, TookTooLong, WorkerCrashed
from kg.workers import jobs
from kg.workers.data_source import DataSource
from kg.workers.limits import Limits
from kg.workers.worker_pool import WorkerPool
from tests.processes import alive, parents, resident

pytestmark = pytest.mark.timing

MIB = 1 << 20
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
Test = Callable[[WorkerPool], Awaitable[None]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store of 300 statements."""
    path = tmp_path_factory.mktemp("store")
    store = Store(str(path))
    store.extend(Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(n)) for n in range(300))
    store.flush()
    return path


def with_pool(folder: Path, test: Test, *, size: int = 1, limits: Limits | None = None) -> None:
    async def run() -> None:
        pool = WorkerPool(DataSource("store", str(folder)), limits or Limits(deadline=20.0, memory=256 * MIB), size, jobs.check)
        await pool.start()
        try:
            await test(pool)
        finally:
            await pool.stop()
        assert not [pid for pid in pool.pids if alive(pid)]

    asyncio.run(run())


async def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about in time"
        await asyncio.sleep(0.02)


def count(pool: WorkerPool) -> Coroutine[Any, Any, Any]:
    return pool.run(jobs.sparql, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "http://x/", (), (), "csv", None)


def test_job_returns_its_result(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        assert (await count(pool)).content == b"n\r\n300\r\n"

    with_pool(folder, test)


def test_job_past_its_deadline_is_killed_and_its_worker_replaced(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        begun = time.monotonic()
        with pytest.raises(TookTooLong, match=r"stopped after 0\.5 s"):
            await pool.run_within(0.5, jobs.sparql, HEAVY, "http://x/", (), (), "csv", None)
        assert time.monotonic() - begun < 2.0
        assert (await count(pool)).rows == 1
        assert pool.pids != [before]
        assert not alive(before)

    with_pool(folder, test)


def test_wait_for_a_worker_counts_towards_the_deadline(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        sleeping = asyncio.create_task(pool.run(time.sleep, 1.5))
        await asyncio.sleep(0.1)
        with pytest.raises(ServerBusy):
            await pool.run_within(0.2, int, "1")
        await sleeping
        assert await pool.run(int, "1") == 1

    with_pool(folder, test)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_idle_worker_is_replaced(folder: Path, number: signal.Signals) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        os.kill(before, number)
        await until(lambda: not alive(before))
        assert (await count(pool)).rows == 1
        assert pool.pids != [before]

    with_pool(folder, test)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_job_not_accepted_by_a_dying_worker_goes_to_another(folder: Path, number: signal.Signals) -> None:
    async def test(pool: WorkerPool) -> None:
        for _ in range(3):
            [before] = pool.pids
            os.kill(before, number)
            assert (await count(pool)).rows == 1
            assert pool.pids != [before]

    with_pool(folder, test)


def test_killed_busy_worker_fails_only_its_job(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        first, second = pool.pids
        jobs_ = [asyncio.create_task(pool.run(time.sleep, 1.0)) for _ in pool.pids]
        await asyncio.sleep(0.2)
        os.kill(first, signal.SIGKILL)
        results = await asyncio.gather(*jobs_, return_exceptions=True)
        assert sorted(type(result).__name__ for result in results) == ["NoneType", "WorkerCrashed"]
        await until(lambda: len(pool.pids) == 2)
        assert second in pool.pids

    with_pool(folder, test, size=2)


def test_cancelled_job_is_stopped(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        job = asyncio.create_task(pool.run(jobs.sparql, HEAVY, "http://x/", (), (), "csv", None))
        await asyncio.sleep(0.3)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        await until(lambda: not alive(before))
        assert (await count(pool)).rows == 1

    with_pool(folder, test)


def test_cancelled_wait_costs_no_worker(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        sleeping = asyncio.create_task(pool.run(time.sleep, 0.5))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(pool.run(int, "1"))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await sleeping
        assert await pool.run(int, "2") == 2
        assert pool.pids == [before]

    with_pool(folder, test)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("raise ValueError('so')", ValueError),
        ("raise TimeoutError('so')", TimeoutError),
        ("raise OSError('so')", OSError),
        ("raise EOFError('so')", EOFError),
        ("raise __import__('pickle').PicklingError('so')", Exception),
        ("class Odd(Exception): pass\nraise Odd('so')", RuntimeError),
    ],
)
def test_exception_of_a_job_is_raised_and_costs_no_worker(folder: Path, code: str, kind: type[Exception]) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        with pytest.raises(kind, match="so"):
            await pool.run(exec, code)
        assert await pool.run(int, "1") == 1
        assert pool.pids == [before]

    with_pool(folder, test)


def test_job_that_cannot_be_pickled_costs_no_worker(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        with pytest.raises((AttributeError, TypeError)):
            await pool.run(lambda: 1)
        assert await pool.run(int, "1") == 1
        assert pool.pids == [before]

    with_pool(folder, test)


@pytest.mark.parametrize(
    "job",
    [
        (bytes, 1024 * MIB),
        (jobs.sparql, f"SELECT (STRLEN(?x30) AS ?n) {{ BIND('a' AS ?x0) {' '.join(f'BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})' for n in range(30))} }}", "http://x/", (), (), "csv", None),
    ],
    ids=["python", "engine"],
)  # fmt: skip
def test_memory_is_limited_and_released(folder: Path, job: tuple[Any, ...]) -> None:
    async def test(pool: WorkerPool) -> None:
        with pytest.raises(LimitReached, match="more than 96 MiB of memory") as met:
            await pool.run(*job)
        assert met.value.limit == "memory"
        assert (await count(pool)).rows == 1
        assert resident(pool.pids[0]) < 200 * MIB

    with_pool(folder, test, limits=Limits(deadline=20.0, memory=96 * MIB))


def test_worker_that_retains_memory_is_replaced(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        [before] = pool.pids
        replacements: list[asyncio.Task[None]] = []
        await pool.run_call(20.0, partial(exec, "import builtins; builtins.kept = bytearray(128 << 20)"), replacements)
        await asyncio.gather(*replacements)
        assert pool.pids not in ([before], [])
        assert resident(pool.pids[0]) < 120 * MIB

    with_pool(folder, test)


@pytest.mark.parametrize(
    ("number", "kind"), [(signal.SIGSEGV, LimitReached), (signal.SIGABRT, LimitReached), (signal.SIGKILL, WorkerCrashed)]
)
def test_exit_code_determines_the_error(folder: Path, number: int, kind: type[Exception]) -> None:
    async def test(pool: WorkerPool) -> None:
        with pytest.raises(kind):
            await pool.run(exec, f"import os; os.kill(os.getpid(), {number})")

    with_pool(folder, test)


def test_failed_start_is_reported_and_leaves_no_process(tmp_path: Path) -> None:
    async def run() -> None:
        pool = WorkerPool(DataSource("store", str(tmp_path / "none")), Limits(), 2, jobs.check)
        with pytest.raises(CannotOpen, match="none"):
            await pool.start()
        assert pool.pids == []

    asyncio.run(run())


def test_closing_during_a_replacement_leaves_no_process(folder: Path) -> None:
    """A new version may be published just then."""
    seen: set[int] = set()

    async def run() -> None:
        pool = WorkerPool(DataSource("store", str(folder)), Limits(), 2, jobs.check)
        await pool.start()
        for pid in pool.pids:
            os.kill(pid, signal.SIGKILL)
        waiting = [asyncio.create_task(pool.run(int, "1")) for _ in pool.pids]
        await asyncio.sleep(0.05)
        closing = asyncio.create_task(pool.close(10.0))
        await until(lambda: seen.update(children()) or closing.done())  # type: ignore[func-returns-value]
        for task in waiting:
            task.cancel()
        await asyncio.gather(closing, *waiting, return_exceptions=True)
        await asyncio.sleep(0.2)
        assert not [pid for pid in children() if pid not in before]

    before = set(children())
    asyncio.run(run())


def children() -> list[int]:
    """Worker processes: children of this process's fork server."""
    of = parents()
    return [pid for pid in of if of.get(of[pid]) == os.getpid() and alive(pid)]


def test_workers_restart_after_the_fork_server_is_killed(folder: Path) -> None:
    async def test(pool: WorkerPool) -> None:
        before = pool.pids
        os.kill(parents()[before[0]], signal.SIGKILL)
        await until(lambda: not any(map(alive, before)))
        assert (await count(pool)).rows == 1
        await until(lambda: len(pool.pids) == 2 and not set(pool.pids) & set(before))
        with pytest.raises(TookTooLong):
            await pool.run_within(0.5, jobs.sparql, HEAVY, "http://x/", (), (), "csv", None)

    with_pool(folder, test, size=2)


def test_worker_has_no_network(folder: Path) -> None:
    """Not even loopback, not by any family, and not after a name is looked up. Where the system forbids that wall, it is told so."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]

    async def test(pool: WorkerPool) -> None:
        if not pool.network_isolated:
            pytest.skip("this system lets no process cut itself off from the network: unshare(CLONE_NEWUSER | CLONE_NEWNET) fails")
        for host in ("127.0.0.1", "localhost", "0.0.0.0", "::1", "::ffff:127.0.0.1", "127.1"):
            with pytest.raises(OSError):
                await pool.run(exec, f"import socket; socket.create_connection(({host!r}, {port}), 2)")

    with_pool(folder, test)
    listening.setblocking(False)
    with pytest.raises(BlockingIOError):
        listening.accept()


def test_worker_dies_with_its_parent(folder: Path) -> None:
    """Killed outright, the parent cannot tell its workers to end, whether they are idle or busy."""
    code = f"""
import asyncio
from kg.workers import jobs
from kg.workers.limits import Limits
from kg.workers.data_source import DataSource
from kg.workers.worker_pool import WorkerPool
async def run():
    pool = WorkerPool(DataSource("store", {str(folder)!r}), Limits(), 2, jobs.check)
    await pool.start()
    task = asyncio.create_task(pool.run(jobs.sparql, {HEAVY!r}, "http://x/", (), (), "csv", None))
    await asyncio.sleep(0.3)
    print(*pool.pids, flush=True)
    await task
if __name__ == "__main__":
    asyncio.run(run())
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    workers = [int(pid) for pid in process.stdout.readline().split()]
    assert len(workers) == 2 and all(map(alive, workers))
    process.kill()
    process.wait()
    process.stdout.close()
    asyncio.run(until(lambda: not any(map(alive, workers))))
