"""What one request may take."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of one job. Times in seconds, sizes in bytes."""

    deadline: float = 30.0
    memory: int = 1024 * _MIB
    """What a job may take beyond what its process holds when idle."""
    answer_bytes: int = 64 * _MIB
    answer_rows: int = 1_000_000
    query_bytes: int = 1 * _MIB
    nesting: int = 100
    """How deep brackets may stand in one another in a query."""
