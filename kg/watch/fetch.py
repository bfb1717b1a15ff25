"""One request to one address, bounded in time and size. It follows no redirect, keeps no cookie and uses no proxy."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cached_property

import httpcore
import httpx

from kg import __version__
from kg.errors import CannotFetch, NotAsked
from kg.i18n import message
from kg.watch.content import unpacked
from kg.watch.public_hosts import PublicHosts

NAME = "zhengmai"
"""What robots.txt calls us."""
USER_AGENT = f"{NAME}/{__version__} (+https://w3id.org/zhengmai; kg watch)"
MEBIBYTE = 1 << 20
_ASKED_FOR = "text/html, application/pdf, application/msword, text/plain;q=0.9, */*;q=0.8"
_LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True)
class Limits:
    """Bounds of a request. `loopback` allows addresses of this machine too: for tests, and set by nothing else."""

    content_bytes: int = 64 * MEBIBYTE
    seconds: float = 60.0
    step_seconds: float = 20.0
    """For a connection, and for each wait for further bytes."""
    redirects: int = 5
    pause_seconds: float = 1.0
    """Between two requests to a host."""
    longest_pause_seconds: float = 30.0
    """So long a pause that robots.txt asks for is kept; a host that asks for more is not asked."""
    loopback: bool = False


@dataclass(frozen=True)
class Reply:
    """An answer. The names of `headers` are in lower case. Of a content longer than `content_bytes`, one byte more is kept."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = b""

    @property
    def target(self) -> str | None:
        """Where a redirect leads. Raises NotAsked where that is no address."""
        if self.status not in (301, 302, 303, 307, 308) or "location" not in self.headers:
            return None
        return str(parsed(self.url).join(parsed(self.headers["location"], base=self.url)))

    @property
    def wait(self) -> int | None:
        """The seconds of `Retry-After` (RFC 9110, section 10.2.3), a week at most; None where there is none."""
        given = self.headers.get("retry-after", "").strip()
        try:
            seconds = int(given) if given.isdigit() else round(parsedate_to_datetime(given).timestamp() - time.time())
        except (ValueError, OverflowError):
            return None
        return min(max(0, seconds), _LONGEST_WAIT)


def parsed(address: str, base: str = "") -> httpx.URL:
    """An address in its parts, without fragment. Raises NotAsked where it is no http or https address."""
    try:
        url = httpx.URL(address)
        if base and not url.is_absolute_url:
            url = httpx.URL(base).join(url)
        url = url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise NotAsked(address, message("watch.refusal.no_address")) from None
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise NotAsked(address, message("watch.refusal.no_address"))
    return url


@dataclass(frozen=True)
class Fetcher:
    """Sends single requests."""

    limits: Limits = field(default_factory=Limits)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()

    def get(self, address: str, headers: Mapping[str, str] | None = None, *, most: int | None = None) -> Reply:
        """The answer to GET at `address`, whatever its status; at most `most` bytes of content and one more.

        Raises NotAsked where the address is none of the public internet, CannotFetch where no whole answer comes in time.
        """
        url = parsed(address)
        limits = self.limits
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.step_seconds)
        sent = {"Host": url.netloc.decode(), "User-Agent": USER_AGENT, "Accept": _ASKED_FOR, "Accept-Encoding": "gzip, deflate"}
        sent |= {"Connection": "close", **(headers or {})}
        network = PublicHosts(time.monotonic() + limits.seconds, loopback=limits.loopback)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=network) as pool,
                pool.stream("GET", target, headers=list(sent.items()), extensions={"timeout": timeout}) as answer,
            ):
                told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
                bound = limits.content_bytes if most is None else most
                content = unpacked(answer.iter_stream(), told.get("content-encoding", ""), bound) if answer.status == 200 else b""
                return Reply(str(url), answer.status, told, content)
        except NotAsked as error:
            raise NotAsked(address, error.fault) from error
        except httpcore.TimeoutException as error:
            raise CannotFetch(address, message("watch.failure.slow", seconds=f"{limits.seconds:g}")) from error
        except (httpcore.ProtocolError, httpcore.ReadError, httpcore.WriteError) as error:
            raise CannotFetch(address, message("watch.failure.broken_off", error=str(error))) from error
        except httpcore.ConnectError as error:
            raise CannotFetch(address, message("watch.failure.no_connection", error=str(error))) from error
        except ValueError as error:
            raise CannotFetch(address, message("watch.failure.packed", error=str(error))) from error
