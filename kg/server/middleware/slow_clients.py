"""Slow clients: time limits for request bodies, and a limit on unread responses."""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.i18n import message as translated
from kg.server.protocol.fair_queue import client_key
from kg.server.protocol.problem_details import Problem, problem_response

_CHUNK_SIZE = 64 * 1024
_TOTAL_FACTOR = 4
"""The limit of unread bytes of all clients, as a multiple of that of one client."""
_BODY_FACTOR = 3
"""The time limit of a whole request body, as a multiple of that of one chunk."""


class SlowClientTimeouts:
    """Limits the time that a client may take to send a request body, and the bytes of responses that it may leave unread.

    `seconds` is the time limit for each chunk of a body; a client that exceeds it gets 408. `unread` is the limit of unread bytes of one
    client; beyond it, it gets 503 for further large responses. How long a response may stay unread is limited by the connection.
    Responses are sent in chunks, each when the previous one was taken.
    """

    def __init__(self, app: ASGIApp, seconds: float, unread: int) -> None:
        self._app = app
        self._seconds = seconds
        self._max_unread = unread
        self._unread: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = client_key(scope)
        start_message: Message | None = None
        refused = False
        loop = asyncio.get_running_loop()
        body_deadline = loop.time() + _BODY_FACTOR * self._seconds
        more_body = True
        timed_out = False

        async def receive_in_time() -> Message:
            nonlocal more_body, timed_out
            if not more_body:
                return await receive()
            try:
                async with asyncio.timeout_at(min(loop.time() + self._seconds, body_deadline)):
                    message = await receive()
            except TimeoutError:
                timed_out = True
                raise
            more_body = message.get("more_body", False)
            return message

        async def send_in_chunks(message: Message) -> None:
            nonlocal start_message, refused
            if message["type"] == "http.response.start":
                start_message = message
                return
            if refused:
                return
            body = message.get("body", b"")
            if start_message and len(body) > _CHUNK_SIZE and self._exceeds_limit(client):
                refused = True
                await problem_response(Request(scope, receive), _too_much_unread())(scope, receive, send)
                return
            start, start_message = start_message, None
            unsent = len(body)
            self._unread[client] += unsent
            try:
                if start:
                    await send(start)
                for offset in range(0, len(body) or 1, _CHUNK_SIZE):
                    chunk = body[offset : offset + _CHUNK_SIZE]
                    last = offset + _CHUNK_SIZE >= len(body)
                    await send({**message, "body": chunk, "more_body": message.get("more_body", False) or not last})
                    self._unread[client] -= len(chunk)
                    unsent -= len(chunk)
            finally:
                self._unread[client] -= unsent
                if not self._unread[client]:
                    del self._unread[client]

        try:
            await self._app(scope, receive_in_time, send_in_chunks)
        except TimeoutError:
            if not timed_out:
                raise
            await problem_response(Request(scope, receive), _too_slow(self._seconds))(scope, receive, send)

    def _exceeds_limit(self, client: str) -> bool:
        return self._unread[client] > self._max_unread or self._unread.total() > _TOTAL_FACTOR * self._max_unread


def _too_much_unread() -> Problem:
    return Problem(503, "busy", translated("problems.detail.unread"), {"Retry-After": "5"})


def _too_slow(seconds: float) -> Problem:
    return Problem(408, "request-too-slow", translated("problems.detail.slow", seconds=f"{seconds:g}"), {"Connection": "close"})
