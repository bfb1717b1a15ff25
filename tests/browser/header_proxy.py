"""A reverse proxy on this machine that says who asks: it adds a header to every request and passes everything else on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

_HOST = b"\r\nHost: "


@contextmanager
def header_proxy(port: int, header: str, value: str) -> Iterator[str]:
    """Its address. It passes on to `port`."""
    started: Queue[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()
    added = f"\r\n{header}: {value}".encode() + _HOST

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, adding: bool) -> None:
        while part := await reader.read(1 << 16):
            writer.write(part.replace(_HOST, added, 1) if adding else part)
            await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, forth, adding=True), pass_on(back, writer, adding=False), return_exceptions=True)

    async def serve() -> None:
        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        ended = asyncio.Event()
        started.put((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), ended))
        await ended.wait()
        server.close()

    thread = Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    own, loop, ended = started.get()
    yield f"http://127.0.0.1:{own}"
    loop.call_soon_threadsafe(ended.set)
    thread.join()
