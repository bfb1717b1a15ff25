"""Clients that keep silent: a connection is closed where a request's head, its body, or the reading of an answer stands still."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.server.problems import Problem, problem_response

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class NoStalls:
    """Bounds in seconds the wait for each piece of a request's body, and for the client to take each piece of the answer."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        more = True
        begun = False

        async def prompt_receive() -> Message:
            nonlocal more
            if not more:
                return await receive()
            async with asyncio.timeout(self._seconds):
                message = await receive()
            more = message.get("more_body", False)
            return message

        async def prompt_send(message: Message) -> None:
            nonlocal begun
            begun = True
            async with asyncio.timeout(self._seconds):
                await send(message)

        try:
            await self._app(scope, prompt_receive, prompt_send)
        except TimeoutError:
            if begun:
                raise ConnectionAbortedError("the client stopped reading") from None
            problem = Problem(408, "request-too-slow", f"nothing came for {self._seconds:g} s", {"Connection": "close"})
            await problem_response(Request(scope, receive), problem)(scope, receive, send)


def protocol(seconds: float) -> type[H11Protocol]:
    """HTTP/1.1 that gives a request's head so many seconds, which uvicorn does not bound.

    It reads an address with bare Chinese characters, as people type them to curl, as if they were percent-encoded UTF-8.
    """

    class PromptHeads(H11Protocol):
        _head: asyncio.TimerHandle | None = None
        _in_first_line = True

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._head = self.loop.call_later(seconds, self._too_slow)

        def data_received(self, data: bytes) -> None:
            before = self.cycle
            if self._in_first_line:
                line, end, rest = data.partition(b"\n")
                data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
                self._in_first_line = not end
            super().data_received(data)
            if self.cycle is not before and self._head:
                self._head.cancel()
                self._head = None

        def on_response_complete(self) -> None:
            self._in_first_line = True
            super().on_response_complete()
            if not self.transport.is_closing() and self._head is None:
                self._head = self.loop.call_later(self.timeout_keep_alive + seconds, self._too_slow)

        def connection_lost(self, exc: Exception | None) -> None:
            if self._head:
                self._head.cancel()
            super().connection_lost(exc)

        def _too_slow(self) -> None:
            self._head = None
            if self.cycle is None or self.cycle.response_complete:
                self.transport.close()

    return PromptHeads
