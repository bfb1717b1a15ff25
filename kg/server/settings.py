"""Settings of the server."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from kg.workers.limits import Limits


@dataclass(frozen=True)
class Settings:
    """Serves the published versions in `home`, or `store` if it is set: the folder of a bare Oxigraph store or the URL of an endpoint."""

    home: Path
    store: str | None = None
    data: Path | None = None
    """The data that the versions were built from: documents are drafted of them. None: those that come with the program."""
    host: str = "127.0.0.1"
    port: int = 0
    """0: any free port."""
    limits: Limits = field(default_factory=Limits)
    requests_per_minute: int = 1200
    """Limit for one client. 0: no limit."""
    query_workers: int = max(8, 4 * (os.cpu_count() or 1))
    """Worker processes for SPARQL queries."""
    page_workers: int = max(4, os.cpu_count() or 1)
    """Worker processes for questions, pages and searches. They are separate, so that SPARQL queries cannot delay them."""
    max_connections: int = 512
    max_connections_per_client: int = 128
    slow_client_timeout: float = 20.0
    """Seconds that a client may pause within a request, or leave a response unread."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For header is used."""
