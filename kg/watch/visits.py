"""Visits to addresses: redirects followed, robots.txt and Retry-After kept, one request at a time a host with a pause between two."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.errors import CannotFetch, NotAsked
from kg.i18n import message
from kg.watch.fetch import MEBIBYTE, Fetcher, Reply, parsed
from kg.watch.robots import MOST_BYTES, Rules, robots_address

PERMANENT = (301, 308)


@dataclass(frozen=True)
class Visit:
    """What an address answered at last. `moved_to`: where it leads by permanent redirects, None where it has none."""

    reply: Reply
    moved_to: str | None = None


@dataclass
class Visitor:
    """Visits addresses, each host in its own time. `sleep` waits for seconds, `clock` gives seconds."""

    fetcher: Fetcher = field(default_factory=Fetcher)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, Rules | CannotFetch | NotAsked] = field(default_factory=dict)
    """By the address of a robots.txt: its rules, or why there are none."""
    _free: dict[str, float] = field(default_factory=dict)
    """Host -> the time from which it may be asked again."""
    _resting: dict[str, float] = field(default_factory=dict)
    """Host -> the time until which it asked to be left alone."""

    def rest(self, address: str, seconds: float) -> None:
        """Leave the host of an address alone for that long."""
        host = parsed(address).host
        self._resting[host] = max(self._resting.get(host, 0.0), self.clock() + seconds)

    def visit(self, address: str, headers: Mapping[str, str] | None = None) -> Visit:
        """The answer at the end of the redirects: 200, 304, 404 or 410. `headers` go along with every request.

        Raises NotAsked where robots.txt forbids an address of the way or it is none of the public internet, CannotFetch for
        everything else that is no such answer.
        """
        limits = self.fetcher.limits
        at, moved_to, permanent = str(parsed(address)), None, True
        seen: set[str] = set()
        while at not in seen and len(seen) <= limits.redirects:
            seen.add(at)
            self._rules_of(at).check(at, limits.longest_pause_seconds)
            reply = self._ask(at, headers)
            target = reply.target
            if target is None:
                return Visit(self._whole(reply), moved_to)
            if at.startswith("https:") and not target.startswith("https:"):
                raise CannotFetch(address, message("watch.failure.downgrade", target=target))
            permanent = permanent and reply.status in PERMANENT
            at, moved_to = target, target if permanent else moved_to
        raise CannotFetch(address, message("watch.failure.redirects", count=limits.redirects))

    def _whole(self, reply: Reply) -> Reply:
        """The answer, where it is one that says something. Raises CannotFetch."""
        most = self.fetcher.limits.content_bytes
        if len(reply.content) > most:
            raise CannotFetch(reply.url, message("watch.failure.too_large", size=most // MEBIBYTE))
        if reply.status in (200, 304, 404, 410):
            return reply
        if reply.status in (429, 503):
            wait = reply.wait
            if wait is not None:
                self.rest(reply.url, wait)
                raise CannotFetch(reply.url, message("watch.failure.busy_until", seconds=wait), wait)
            raise CannotFetch(reply.url, message("watch.failure.busy", status=reply.status))
        raise CannotFetch(reply.url, message("watch.failure.status", status=reply.status))

    def _rules_of(self, address: str) -> Rules:
        place = robots_address(address)
        if place not in self._rules:
            try:
                self._rules[place] = rules = Rules.of(self._robots(place))
                self._pause(parsed(address).host, rules.pause)
            except (CannotFetch, NotAsked) as error:
                self._rules[place] = error
        found = self._rules[place]
        if isinstance(found, Rules):
            return found
        raise found

    def _pause(self, host: str, seconds: float) -> None:
        limits = self.fetcher.limits
        self._free[host] = self.clock() + max(limits.pause_seconds, min(seconds, limits.longest_pause_seconds))

    def _robots(self, place: str) -> Reply:
        """The robots.txt, through at most five redirects (RFC 9309, section 2.3.1.2); beyond that there is none."""
        at = place
        for _ in range(self.fetcher.limits.redirects + 1):
            reply = self._ask(at, None, MOST_BYTES)
            if (target := reply.target) is None:
                return reply
            at = target
        return Reply(place, 404, {})

    def _ask(self, address: str, headers: Mapping[str, str] | None, most: int | None = None) -> Reply:
        """One request, when the host may be asked. Raises CannotFetch where it asked to be left alone."""
        host = parsed(address).host
        if (left := self._resting.get(host, 0.0) - self.clock()) > 0:
            raise CannotFetch(address, message("watch.failure.busy_until", seconds=round(left)), round(left))
        if (pause := self._free.get(host, 0.0) - self.clock()) > 0:
            self.sleep(pause)
        try:
            return self.fetcher.get(address, headers, most=most)
        finally:
            rules = self._rules.get(robots_address(address))
            self._pause(host, rules.pause if isinstance(rules, Rules) else 0.0)
