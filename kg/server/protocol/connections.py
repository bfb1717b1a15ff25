"""Connections as uvicorn reads them, with bounds that it does not set: how many, how long a head may take, how long nobody may read.

A connection that meets a bound is closed; where a whole head was read, it is answered before.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import h11
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.server.protocol.fair_queue import client_at
from kg.server.protocol.problem_details import MEDIA_TYPE, TITLES, Problem, problem_response

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_SURPLUS = 2
"""So many times the connections that are served may be open; those beyond are not even answered."""
_UNREAD_BODY = 5.0
"""Seconds that a client may go on to send a body that was answered before its end."""


@dataclass(frozen=True)
class Bounds:
    """Of connections: in all, of one client, and in seconds for a head, for what is to be read, and between two requests."""

    connections: int
    of_one_client: int
    seconds: float
    exempt: tuple[str, ...] = ()
    """Proxies: many clients have their address."""


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    problem = Problem(503, "busy", "as many connections are open as there may be", {"Retry-After": "5", "Connection": "close"})
    await problem_response(Request(scope, receive), problem)(scope, receive, send)


def protocol(bounds: Bounds) -> type[H11Protocol]:
    """HTTP/1.1 within `bounds`.

    An address with bare Chinese characters, as people type them to curl, is read as if they were percent-encoded UTF-8.
    """

    open_of: Counter[str] = Counter()

    class Bounded(H11Protocol):
        _client = ""
        _idle: asyncio.TimerHandle | None = None
        _unread: asyncio.TimerHandle | None = None
        _in_first_line = False

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            host = self.client[0] if self.client else ""
            self._client = client_at(host)
            open_of[self._client] += 1
            too_many = open_of[self._client] > bounds.of_one_client and host not in bounds.exempt
            if too_many or len(self.connections) > _SURPLUS * bounds.connections:
                transport.abort()
                return
            if len(self.connections) > bounds.connections:
                self.app = _full
            self._wait(bounds.seconds)

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            if self._in_first_line or (self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]):
                line, end, rest = data.partition(b"\n")
                data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
                self._in_first_line = not end
            super().data_received(data)
            if self.cycle is not before:
                self._stop_waiting()

        def on_response_complete(self) -> None:
            unfinished = self.conn.their_state is h11.SEND_BODY
            super().on_response_complete()
            self._wait(_UNREAD_BODY if unfinished else self.timeout_keep_alive + bounds.seconds)

        def _wait(self, seconds: float) -> None:
            self._stop_waiting()
            self._idle = self.loop.call_later(seconds, self._waited)

        def _stop_waiting(self) -> None:
            if self._idle:
                self._idle.cancel()
                self._idle = None

        def _waited(self) -> None:
            if self.cycle is None or self.cycle.response_complete:
                self.transport.abort()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._unread = self.loop.call_later(bounds.seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._unread:
                self._unread.cancel()
                self._unread = None

        def connection_lost(self, exc: Exception | None) -> None:
            open_of[self._client] -= 1
            if not open_of[self._client]:
                del open_of[self._client]
            self._stop_waiting()
            if self._unread:
                self._unread.cancel()
            super().connection_lost(exc)

        def send_400_response(self, msg: str) -> None:
            """What is no HTTP is told as a problem too, if no answer has begun."""
            if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
                self.transport.abort()
                return
            code = "malformed-request"
            body = json.dumps({"type": f"/problems#{code}", "title": TITLES[code], "status": 400, "detail": "this is no HTTP/1.1 request"})
            headers = [("Content-Type", MEDIA_TYPE), ("Content-Length", str(len(body))), ("Connection", "close")]
            for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=body.encode()), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
            self.transport.close()

    return Bounded
