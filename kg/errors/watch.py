"""Addresses of documents that do not give what was asked of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors.base import ZhengmaiError
from kg.i18n import Message


@dataclass(eq=False)
class NotAsked(ZhengmaiError):
    """An address that is not asked: robots.txt forbids it, or it is none of the public internet.

    fault: a message `watch.refusal.<name>`.
    """

    code = "not-asked"
    status = 403
    address: str
    fault: Message


@dataclass(eq=False)
class CannotFetch(ZhengmaiError):
    """An address that gave no content this time: no connection, too slow, too large, a status that is neither content nor gone.

    fault: a message `watch.failure.<name>`. wait: the seconds after which the host said that it may be asked again.
    """

    code = "cannot-fetch"
    status = 502
    address: str
    fault: Message
    wait: int | None = None
