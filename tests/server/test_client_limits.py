"""Fair queue, rate limit and slow clients, each on its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from typing import Any

import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from kg.errors import ServerBusy
from kg.server.middleware.rate_limit import RateLimit
from kg.server.middleware.slow_clients import SlowClientTimeouts
from kg.server.protocol.fair_queue import FairQueue, address_key


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no address", "no address"),
        ("", ""),
    ],
)
def test_client_key_is_an_address_or_a_network(host: str, client: str) -> None:
    assert address_key(host) == client


def test_fair_queue_limits_each_client_and_reserves_slots() -> None:
    async def run() -> None:
        queue = FairQueue(workers=8, max_per_client=2, reserved=4)
        order: list[str] = []

        async def hold(client: str, over: asyncio.Event) -> None:
            async with queue.slot(client, 5.0):
                order.append(client)
                await over.wait()

        over = asyncio.Event()
        held = [asyncio.create_task(hold(client, over)) for client in ("a", "a", "a", "b", "b", "c", "c", "d")]
        await asyncio.sleep(0.05)
        assert sorted(order) == ["a", "a", "b", "b", "c", "d"]  # no third of a; no second of c while no more than four are free
        with pytest.raises(ServerBusy):
            async with queue.slot("a", 0.05):
                pass
        over.set()
        await asyncio.gather(*held)
        assert sorted(order) == ["a", "a", "a", "b", "b", "c", "c", "d"]

    asyncio.run(run())


@pytest.mark.parametrize("fails", [True, False])
def test_slot_of_a_job_that_cost_a_worker_is_released_when_it_is_replaced(fails: bool) -> None:
    async def run() -> None:
        queue = FairQueue(workers=2, max_per_client=1, reserved=0)
        replaced = asyncio.Event()

        async def replace() -> None:
            await replaced.wait()

        with contextlib.suppress(RuntimeError):
            async with queue.slot("a", 1.0) as replacements:
                replacements.append(asyncio.create_task(replace()))
                if fails:
                    raise RuntimeError
        with pytest.raises(ServerBusy):
            async with queue.slot("a", 0.05):
                pass
        async with queue.slot("b", 0.05):
            pass
        replaced.set()
        async with queue.slot("a", 1.0):
            pass

    asyncio.run(run())


def test_cancelled_wait_takes_no_slot() -> None:
    async def run() -> None:
        queue = FairQueue(workers=2, max_per_client=1, reserved=0)
        async with queue.slot("a", 1.0):

            async def wait() -> None:
                async with queue.slot("a", 5.0):
                    pass

            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0.01)
            waiting.cancel()
        async with queue.slot("a", 0.5):
            pass

    asyncio.run(run())


def scope(client: str, path: str = "/") -> Scope:
    return {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [], "client": (client, 1), "server": ("x", 80)}  # fmt: skip


async def receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def answer(app: Any, client: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope(client), receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent)


def test_rate_limit_accepts_after_retry_after(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    app = RateLimit(PlainTextResponse("ok"), per_minute=3)
    for _ in range(3):
        assert asyncio.run(answer(app, "192.0.2.1"))[0] == 200
    status, headers, _ = asyncio.run(answer(app, "192.0.2.1"))
    assert status == 429
    wait = int(headers["retry-after"])
    assert 0 < wait <= 61
    now += wait
    assert asyncio.run(answer(app, "192.0.2.1"))[0] == 200


def test_rate_limit_counts_an_ipv6_network_as_one_client() -> None:
    app = RateLimit(PlainTextResponse("ok"), per_minute=2)
    statuses = [asyncio.run(answer(app, f"2001:db8::{number}"))[0] for number in range(1, 5)]
    assert statuses == [200, 200, 429, 429]
    assert asyncio.run(answer(app, "2001:db8:0:1::1"))[0] == 200


def test_response_is_sent_in_chunks_and_unchanged() -> None:
    content = bytes(range(256)) * 2000
    app = SlowClientTimeouts(Response(content), seconds=5.0, unread=10**9)
    status, headers, found = asyncio.run(answer(app, "192.0.2.1"))
    assert (status, headers["content-length"], found) == (200, str(len(content)), content)


def test_client_with_unread_responses_gets_503() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"x" * size)(scope, receive, send)

    async def run() -> None:
        nonlocal size
        stalls = SlowClientTimeouts(app, seconds=5.0, unread=1_000_000)
        reading = asyncio.Event()

        async def unread(message: Message) -> None:
            await reading.wait()

        left = asyncio.create_task(stalls(scope("192.0.2.1"), receive, unread))
        await asyncio.sleep(0)
        size = 2_000_000
        others = asyncio.create_task(stalls(scope("192.0.2.1"), receive, unread))
        await asyncio.sleep(0.01)
        status, headers, content = await answer(stalls, "192.0.2.1")
        assert (status, json.loads(content)["type"].endswith("#busy"), headers["retry-after"]) == (503, True, "5")
        assert (await answer(stalls, "192.0.2.2"))[0] == 200
        size = 100
        assert (await answer(stalls, "192.0.2.1"))[0] == 200
        size = 2_000_000
        reading.set()
        await asyncio.gather(left, others)
        assert (await answer(stalls, "192.0.2.1"))[0] == 200

    size = 900_000
    asyncio.run(run())
