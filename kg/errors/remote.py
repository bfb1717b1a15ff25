"""Another host did not give what it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.errors.base import ZhengmaiError
from kg.i18n import Message, message


@dataclass(eq=False)
class RemoteError(ZhengmaiError):
    """A server or endpoint failed, refused, or gave what cannot be read."""

    code = "upstream"
    status = 502
    problem = "upstream"
    fault: Message


class Unreachable(RemoteError):
    """No answer came, or not in time."""

    code = "unreachable"


@dataclass(eq=False)
class RemoteNotFound(RemoteError):
    """The server has nothing at that path."""

    code = "upstream-not-found"


@dataclass(eq=False)
class ServerLimit(RemoteError):
    """The server is busy, or the client has asked too much of it. `retry_after` is in seconds, None where the server does not say."""

    code = "upstream-busy"
    status = 503
    problem = "busy"
    retry_after: int | None = None

    def _values(self) -> dict[str, Any]:
        kind = "later" if self.retry_after is None else "after"
        return {"fault": self.fault, "when": message(f"errors.upstream-busy.{kind}", seconds=self.retry_after)}
