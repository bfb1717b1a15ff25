"""Connection limits that uvicorn has no option for: how many, how long a request head may take, how long an answer may stay unread.

A connection that reaches a limit is closed. If its request head was read, it is answered first.

uvicorn offers no public hook for this, so its HTTP/1.1 protocol class is subclassed. pyproject.toml therefore pins uvicorn to one
minor version, and a test holds everything of it that is used here: `UVICORN_INTERNALS` in tests/server/test_uvicorn_internals.py.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass

import h11
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.i18n import message, text
from kg.server.protocol.fair_queue import address_key
from kg.server.protocol.problem_details import MEDIA_TYPE, Problem, problem_response, title

KEEP_ALIVE = 5
"""Seconds that a connection may stay idle between two requests."""
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_UNANSWERED_FACTOR = 2
"""Up to this many times the limit, surplus connections are answered with 503; beyond that they are closed without an answer."""
_UNREAD_BODY_TIMEOUT = 5.0
"""Seconds that a client may take to finish a request body after it was answered."""


@dataclass(frozen=True)
class ConnectionLimits:
    """Limits on open connections.

    `total` and `per_client` are numbers of connections. `timeout` is in seconds: for a request head, and for an answer that waits to
    be read. `exempt_hosts` are addresses without a limit per client, such as proxies.
    """

    total: int
    per_client: int
    timeout: float
    exempt_hosts: tuple[str, ...] = ()


async def _too_many_connections(scope: Scope, receive: Receive, send: Send) -> None:
    problem = Problem(503, "busy", message("problems.detail.connections"), {"Retry-After": "5", "Connection": "close"})
    await problem_response(Request(scope, receive), problem)(scope, receive, send)


def limited_protocol(limits: ConnectionLimits) -> type[H11Protocol]:
    """The protocol class to give to `uvicorn.Config(http=...)`: HTTP/1.1 within `limits`.

    Non-ASCII bytes in a request line, as curl sends them for Chinese characters, are percent-encoded before they are parsed.
    """
    open_connections: Counter[str] = Counter()

    class LimitedProtocol(H11Protocol):
        _client = ""
        _idle_timer: asyncio.TimerHandle | None = None
        _write_timer: asyncio.TimerHandle | None = None
        _in_request_line = False

        # asyncio.Protocol

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            peer = transport.get_extra_info("peername")
            host = str(peer[0]) if isinstance(peer, tuple) else ""
            self._client = address_key(host)
            open_connections[self._client] += 1
            over_client_limit = open_connections[self._client] > limits.per_client and host not in limits.exempt_hosts
            if over_client_limit or open_connections.total() > _UNANSWERED_FACTOR * limits.total:
                transport.abort()
                return
            if open_connections.total() > limits.total:
                self.app = _too_many_connections
            self._start_idle_timer(limits.timeout)

        def data_received(self, data: bytes) -> None:
            previous = self.cycle
            if self._in_request_line or (self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]):
                line, newline, rest = data.partition(b"\n")
                data = _NON_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + newline + rest
                self._in_request_line = not newline
            super().data_received(data)
            if self.cycle is not previous:
                self._stop_idle_timer()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._write_timer = asyncio.get_running_loop().call_later(limits.timeout, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            self._stop_write_timer()

        def connection_lost(self, exc: Exception | None) -> None:
            open_connections[self._client] -= 1
            if not open_connections[self._client]:
                del open_connections[self._client]
            self._stop_idle_timer()
            self._stop_write_timer()
            super().connection_lost(exc)

        # H11Protocol

        def on_response_complete(self) -> None:
            body_unread = self.conn.their_state is h11.SEND_BODY
            super().on_response_complete()
            self._start_idle_timer(_UNREAD_BODY_TIMEOUT if body_unread else KEEP_ALIVE + limits.timeout)

        def send_400_response(self, msg: str) -> None:
            """Answer malformed HTTP with problem details, unless an answer has already begun."""
            if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
                self.transport.abort()
                return
            code = "malformed-request"
            told = {"title": title(code, "en"), "status": 400, "detail": text("problems.detail.no_http", "en")}
            body = json.dumps({"type": f"/problems#{code}", **told, "code": code})
            headers = [("Content-Type", MEDIA_TYPE), ("Content-Length", str(len(body))), ("Connection", "close")]
            for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=body.encode()), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
            self.transport.close()

        # Timers

        def _start_idle_timer(self, seconds: float) -> None:
            self._stop_idle_timer()
            self._idle_timer = asyncio.get_running_loop().call_later(seconds, self._close_if_idle)

        def _stop_idle_timer(self) -> None:
            if self._idle_timer:
                self._idle_timer.cancel()
                self._idle_timer = None

        def _close_if_idle(self) -> None:
            if self.cycle is None or self.cycle.response_complete:
                self.transport.abort()

        def _stop_write_timer(self) -> None:
            if self._write_timer:
                self._write_timer.cancel()
                self._write_timer = None

    return LimitedProtocol
