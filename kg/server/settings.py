"""What the server is told when it starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from kg.workers.limits import Limits


@dataclass(frozen=True)
class Settings:
    """Either `home`, the folder of published versions, or `store`: a bare Oxigraph folder or the address of an endpoint."""

    home: Path
    store: str | None = None
    host: str = "127.0.0.1"
    port: int = 0
    """0: a free one."""
    limits: Limits = field(default_factory=Limits)
    requests_per_minute: int = 1200
    """Of one client. 0: no bound."""
    query_workers: int = max(8, 4 * (os.cpu_count() or 1))
    """Processes for SPARQL of strangers."""
    page_workers: int = max(4, os.cpu_count() or 1)
    """Processes for the questions, pages and searches of our own, so that no query of a stranger holds them up."""
    connections: int = 512
    """How many are served at a time."""
    connections_of_one_client: int = 128
    stall_seconds: float = 20.0
    """How long a client may keep silent in the middle of a request or an answer."""
    trusted_proxies: tuple[str, ...] = ()
    """Whose word on the client's address is taken."""
