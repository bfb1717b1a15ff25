"""robots.txt (RFC 9309): asked once an origin and run, and kept to."""

from __future__ import annotations

from dataclasses import dataclass, field

from protego import Protego

from kg.errors import CannotFetch, NotAsked
from kg.i18n import message
from kg.watch.fetch import NAME, Reply, parsed

MOST_BYTES = 512 * 1024
"""So much of a robots.txt is read (RFC 9309, section 2.5 asks for 500 KiB at least)."""


@dataclass(frozen=True)
class Rules:
    """What an origin allows. `pause` is in seconds."""

    rules: Protego = field(default_factory=lambda: Protego.parse(""))

    @classmethod
    def of(cls, reply: Reply) -> Rules:
        """The rules of an answer: none where there is no such file (4xx). Raises CannotFetch where the host fails (5xx, 429)."""
        if reply.status == 200:
            return cls(Protego.parse(reply.content[:MOST_BYTES].decode("utf-8-sig", "replace")))
        if reply.status == 429 or reply.status >= 500:
            raise CannotFetch(reply.url, message("watch.failure.busy", status=reply.status), reply.wait)
        return cls()

    @property
    def pause(self) -> float:
        return float(self.rules.crawl_delay(NAME) or 0)

    def check(self, address: str, longest_pause: float) -> None:
        """Raises NotAsked where robots.txt forbids `address`, or asks for a longer pause than `longest_pause`."""
        host = parsed(address).host
        if not self.rules.can_fetch(address, NAME):
            raise NotAsked(address, message("watch.refusal.robots", host=host))
        if self.pause > longest_pause:
            raise NotAsked(address, message("watch.refusal.robots_slow", host=host, seconds=f"{self.pause:g}"))


def robots_address(address: str) -> str:
    """Where the robots.txt of an address stands."""
    return str(parsed(address).copy_with(raw_path=b"/robots.txt"))
