"""One address for several processes of the viewer. A browser stays with one of them, which holds its sessions and their files.

A connection carries one request: `Connection: close` is put into it, the process is chosen by a cookie, and from then on bytes pass both
ways. So a WebSocket is passed on like anything else, and a reverse proxy that shares connections among browsers does no harm.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Sequence
from threading import Thread

LOCAL = "127.0.0.1"
COOKIE = "zhengmai_process"
_HEAD_BYTES = 1 << 16
_HEAD_SECONDS = 30.0
_ENDING_SECONDS = 5.0
_CONNECTION = re.compile(rb"\r\n(?:connection|keep-alive)\s*:[^\r\n]*", re.IGNORECASE)
_UPGRADE = re.compile(rb"\r\nupgrade\s*:\s*websocket\s*\r\n", re.IGNORECASE)
_CHOSEN = re.compile(rb"\r\ncookie\s*:[^\r\n]*\b" + COOKIE.encode() + rb"=(\d{1,4})\b", re.IGNORECASE)
_UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 2\r\nConnection: close\r\n\r\n"
_END = b"\r\n\r\n"


class Router:
    """Passes connections on to the processes that listen on `ports` of this machine. One that does not answer is left out."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._open = [0] * len(ports)
        self._given = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)

    def start(self, host: str, port: int) -> None:
        """Listen on `host` and `port`, in a thread of its own, until `stop`. Raises OSError."""
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, host, port, limit=_HEAD_BYTES))
        self._thread.start()

    def stop(self) -> None:
        """Close all connections."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._end())
        self._loop.close()

    async def _end(self) -> None:
        """Connections that wait are taken, to be closed: not every system tells their other end that nobody listens any more."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ENDING_SECONDS):
                await asyncio.sleep(0)
                self._server.close()
                await asyncio.sleep(0)
                while connections := asyncio.all_tasks() - {asyncio.current_task()}:
                    for writer in self._writers:
                        writer.transport.abort()
                    await asyncio.wait(connections, return_when=asyncio.FIRST_COMPLETED)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
                async with asyncio.timeout(_HEAD_SECONDS):
                    head = await reader.readuntil(_END)
                await self._pass_on(head, reader, writer)
        finally:
            self._closed(writer)

    async def _pass_on(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        known = int(found[1]) if (found := _CHOSEN.search(head)) else None
        for process in self._order(known):
            try:
                back, forth = await asyncio.open_connection(LOCAL, self._ports[process], limit=_HEAD_BYTES)
            except OSError:
                continue
            self._open[process] += 1
            self._writers.add(forth)
            forward = asyncio.create_task(_pipe(reader, forth))
            try:
                forth.write(_with_connection(head))
                answer = await back.readuntil(_END)
                writer.write(answer if process == known else _with_cookie(answer, process))
                await _pipe(back, writer)
            finally:
                self._open[process] -= 1
                forward.cancel()
                self._closed(forth)
            return
        writer.write(_UNAVAILABLE)

    def _closed(self, writer: asyncio.StreamWriter) -> None:
        writer.close()
        self._writers.discard(writer)

    def _order(self, known: int | None) -> list[int]:
        """The processes in the order in which they are asked: the one that a browser knows, then those with the fewest connections."""
        self._given += 1
        count = len(self._ports)
        fewest = sorted(range(count), key=lambda process: (self._open[process], (process - self._given) % count))
        return sorted(fewest, key=lambda process: process != known)


def _with_connection(head: bytes) -> bytes:
    kept = _CONNECTION.sub(b"", head).removesuffix(_END)
    return kept + (b"\r\nConnection: Upgrade" if _UPGRADE.search(head) else b"\r\nConnection: close") + _END


def _with_cookie(head: bytes, process: int) -> bytes:
    return head.removesuffix(_END) + f"\r\nSet-Cookie: {COOKIE}={process}; Path=/; HttpOnly; SameSite=Lax".encode() + _END


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass bytes on until there are none any more."""
    with contextlib.suppress(OSError):
        while part := await reader.read(1 << 16):
            writer.write(part)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
