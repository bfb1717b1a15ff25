"""Viewers that colleagues share: what would let anybody write, and files of roles that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors.base import ZhengmaiError
from kg.i18n import Message


@dataclass(eq=False)
class UnsafeViewer(ZhengmaiError):
    """A viewer that would take anybody for somebody, or let anybody write. reason: a message `access.<name>`."""

    code = "unsafe-viewer"
    status = 400
    reason: Message


@dataclass(eq=False)
class InvalidRoles(ZhengmaiError):
    """A file of roles that says something else than who has which. fault: a message `access.<name>`."""

    code = "invalid-roles"
    status = 422
    file: str
    fault: Message
