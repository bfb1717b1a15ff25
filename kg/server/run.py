"""Runs the server in the foreground."""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
from collections.abc import Callable

from kg.errors import CannotServe
from kg.i18n import message
from kg.server.settings import Settings


def run_server(settings: Settings, on_ready: Callable[[str, object], None] | None = None) -> None:
    """Serve until SIGINT or SIGTERM, then let running answers end within the deadline.

    `on_ready` is called with the address and the Service before the first request. Raises NoVersion, CannotOpen, CannotServe.
    """
    from kg.workers.worker_handle import start_fork_server

    start_fork_server("kg.server.pages.preloaded")

    import asyncio

    import uvicorn

    from kg import __version__
    from kg.server.app import create_app
    from kg.server.middleware.access_log import log_to_stderr
    from kg.server.protocol.connections import KEEP_ALIVE, ConnectionLimits, limited_protocol

    _raise_file_limit(4 * settings.max_connections)
    listener = _listen(settings.host, settings.port)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        http=limited_protocol(
            ConnectionLimits(
                settings.max_connections, settings.max_connections_per_client, settings.slow_client_timeout, settings.trusted_proxies
            )
        ),
        timeout_keep_alive=KEEP_ALIVE,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        headers=[("Server", f"Zhengmai/{__version__}")],
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        h11_max_incomplete_event_size=64 * 1024,
        timeout_graceful_shutdown=int(settings.limits.deadline),
    )
    log_to_stderr()
    server = uvicorn.Server(config)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)

    async def serve() -> None:
        service = app.state.service
        await service.start()
        try:
            host, port = listener.getsockname()[:2]
            if on_ready:
                on_ready(f"http://{f'[{host}]' if ':' in host else host}:{port}", service)
            await server.serve(sockets=[listener])
        finally:
            await service.stop()

    with contextlib.suppress(_Stopped):
        asyncio.run(serve())


class _Stopped(BaseException):
    """A signal to stop that came before uvicorn installed its handlers, or that uvicorn raised again after it had stopped."""


def _stop(_number: int, _frame: object) -> None:
    raise _Stopped


def _raise_file_limit(number: int) -> None:
    """Raise the limit of open files to `number`, or as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number if hard == resource.RLIM_INFINITY else min(number, hard), hard))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=2048)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # inherited by connections; asyncio does not set it
        return listener
    except OSError as error:
        raise CannotServe(message("errors.cannot-serve.listen", address=f"{host}:{port}", fault=error.strerror or str(error))) from error
