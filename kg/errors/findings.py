"""Answers to findings that cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors.base import ZhengmaiError
from kg.errors.values import nearest


@dataclass(eq=False)
class UnknownFinding(ZhengmaiError, LookupError):
    """The published version has no finding of that id. `known`: those of its document."""

    code = "unknown-finding"
    status = 404
    finding: str
    known: Sequence[str]

    def _values(self) -> dict[str, Any]:
        return {"finding": self.finding, "nearest": nearest(self.finding, self.known)}


@dataclass(eq=False)
class NoFindingList(ZhengmaiError, ValueError):
    """A file that is no list of findings as `kg health list` writes it."""

    code = "no-finding-list"
    status = 422
    file: str
