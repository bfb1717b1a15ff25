"""Clients that keep silent in the middle of a request, or leave their answers unread."""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.i18n import message
from kg.server.protocol.fair_queue import client_key
from kg.server.protocol.problem_details import Problem, problem_response

_PIECE = 64 * 1024
_ALL = 4
_WHOLE_BODY = 3
"""So many times the wait for a piece, a whole body may take."""


class NoStalls:
    """Bounds in seconds the wait for each piece of a request's body; hands an answer over in pieces, the next when one is taken.

    How long nobody may read is bounded by the connection. Here it is bounded how much waits to be read: who leaves more than `unread`
    bytes of answers where they are gets no further large one, nor does anybody where all together leave `_ALL` times as much.
    """

    def __init__(self, app: ASGIApp, seconds: float, unread: int) -> None:
        self._app = app
        self._seconds = seconds
        self._most_unread = unread
        self._unread: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = client_key(scope)
        begun: Message | None = None
        refused = False
        loop = asyncio.get_running_loop()
        whole = loop.time() + _WHOLE_BODY * self._seconds
        more = True
        late = False

        async def prompt_receive() -> Message:
            nonlocal more, late
            if not more:
                return await receive()
            try:
                async with asyncio.timeout_at(min(loop.time() + self._seconds, whole)):
                    message = await receive()
            except TimeoutError:
                late = True
                raise
            more = message.get("more_body", False)
            return message

        async def send_in_pieces(message: Message) -> None:
            nonlocal begun, refused
            if message["type"] == "http.response.start":
                begun = message
                return
            if refused:
                return
            body = message.get("body", b"")
            if begun and len(body) > _PIECE and self._too_much_for(client):
                refused = True
                problem = _unread()
                await problem_response(Request(scope, receive), problem)(scope, receive, send)
                return
            first, begun = begun, None
            left = len(body)
            self._unread[client] += left
            try:
                if first:
                    await send(first)
                for start in range(0, len(body) or 1, _PIECE):
                    piece = body[start : start + _PIECE]
                    last = start + _PIECE >= len(body)
                    await send({**message, "body": piece, "more_body": message.get("more_body", False) or not last})
                    self._unread[client] -= len(piece)
                    left -= len(piece)
            finally:
                self._unread[client] -= left
                if not self._unread[client]:
                    del self._unread[client]

        try:
            await self._app(scope, prompt_receive, send_in_pieces)
        except TimeoutError:
            if not late:
                raise
            problem = _too_slow(self._seconds)
            await problem_response(Request(scope, receive), problem)(scope, receive, send)

    def _too_much_for(self, client: str) -> bool:
        return self._unread[client] > self._most_unread or self._unread.total() > _ALL * self._most_unread


def _unread() -> Problem:
    return Problem(503, "busy", message("problems.detail.unread"), {"Retry-After": "5"})


def _too_slow(seconds: float) -> Problem:
    return Problem(408, "request-too-slow", message("problems.detail.slow", seconds=f"{seconds:g}"), {"Connection": "close"})
