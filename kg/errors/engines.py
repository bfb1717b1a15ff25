"""Other SQL engines: one that is not known, not installed, not reached, or that cannot run a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors.base import ZhengmaiError


@dataclass(eq=False)
class UnknownEngine(ZhengmaiError):
    """No engine is named so. `forms`: how engines are named."""

    code = "unknown-engine"
    status = 422
    engine: str
    forms: Sequence[str]

    def _values(self) -> dict[str, Any]:
        return {"engine": self.engine, "known": list(self.forms)}


@dataclass(eq=False)
class EngineMissing(ZhengmaiError):
    """A package of the engine is not installed."""

    code = "engine-missing"
    status = 501
    engine: str
    package: str


@dataclass(eq=False)
class EngineUnreachable(ZhengmaiError):
    """The engine does not start, or nothing answers at its address. `reason`: what it says."""

    code = "engine-unreachable"
    status = 502
    engine: str
    reason: str


@dataclass(eq=False)
class EngineFailed(ZhengmaiError):
    """The engine cannot run the query of a question. `reason`: what it says."""

    code = "engine-failed"
    status = 502
    engine: str
    reason: str
