"""Requests to another host. What may go wrong there is told in a sentence that names the address."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    import httpx

MEBIBYTE = 1 << 20
_CONNECT_SECONDS = 10.0
_REDIRECTS = 3
_ERROR_BYTES = 64 * 1024
_LONGEST_WORDS = 600
_TOLD_IN = ("detail", "title", "message", "exception", "error")
"""Where errors in JSON say what is wrong: the first two by RFC 9457, the others by custom."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class RemoteError(Exception):
    """Another host did not give what it was asked for."""


class Unreachable(RemoteError):
    """No answer came, or not in time."""


class ServerLimit(RemoteError):
    """The server is busy, or the client has asked too much of it. `retry_after` is in seconds, None where the server does not say."""

    def __init__(self, message: str, retry_after: int | None) -> None:
        super().__init__(message, retry_after)
        self.retry_after = retry_after

    def __str__(self) -> str:
        later = f"try again in {self.retry_after} s" if self.retry_after is not None else "try again later"
        return f"{self.args[0]}; {later}"


@dataclass(frozen=True)
class Reply:
    """A whole answer. `headers` have names in small letters."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def json(self) -> dict[str, Any]:
        """The content where it is a JSON object, else empty."""
        try:
            content = json.loads(self.content) if self.media_type.endswith("json") else None
        except ValueError:
            content = None
        return content if isinstance(content, dict) else {}

    @property
    def problem_kind(self) -> str:
        """For an error told by RFC 9457, the end of its type's address: `unknown-question`."""
        return str(self.json.get("type", "")).rpartition("#")[2] if self.status >= 400 else ""

    @property
    def words(self) -> str:
        """The server's own words for an error; empty where it gave none that are meant for people."""
        if told := next((self.json[name] for name in _TOLD_IN if isinstance(self.json.get(name), str)), None):
            return str(told)
        if self.media_type.startswith("text/") and self.media_type != "text/html":
            return " ".join(self.content.decode("utf-8", "replace").split())[:_LONGEST_WORDS]
        return ""


class HttpClient:
    """Asks one host, and follows it nowhere else. Threads may share it.

    `timeout` bounds a whole answer, in seconds; `answer_bytes` its size after decompression.
    """

    def __init__(self, url: str, *, timeout: float = 60.0, answer_bytes: int = 256 * MEBIBYTE) -> None:
        """Raises ValueError where `url` is no http(s) address."""
        if not re.fullmatch(r"https?://[^\s/?#]+\S*", url, re.IGNORECASE):
            raise ValueError(f"found {url!r}; expected an address such as https://host/path")
        self.url = url
        self.timeout = timeout
        self.answer_bytes = answer_bytes

    @cached_property
    def name(self) -> str:
        """The address as errors name it, without a password."""
        return re.sub(r"//[^/@]*@", "//", self.url)

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        timeout = httpx.Timeout(self.timeout, connect=self._connect_seconds)
        proxied = httpx.URL(self.url).host not in _LOOPBACK
        return httpx.Client(timeout=timeout, trust_env=proxied, headers={"user-agent": "zhengmai"})

    @property
    def _connect_seconds(self) -> float:
        return min(self.timeout, _CONNECT_SECONDS)

    def get(self, path: str = "", parameters: Mapping[str, str] | None = None, accept: str = "application/json") -> Reply:
        """The answer to GET, whatever its status. `path` is put after the address."""
        return self._whole("GET", self._at(path), params=parameters, headers={"accept": accept})

    def post_form(self, fields: Mapping[str, str | list[str]], accept: str) -> Reply:
        """The answer to a form sent by POST, whatever its status."""
        return self._whole("POST", self.url, data=fields, headers={"accept": accept})

    def download(self, path: str, file: IO[bytes], accept: str) -> None:
        """Write what is at `path` to `file`, whatever its size; it may take as long as it keeps coming."""
        with self._sent("GET", self._at(path), headers={"accept": accept}) as response:
            if response.status_code != 200:
                self.refuse(self._read(response))
            for part in response.iter_bytes():
                file.write(part)

    def refuse(self, reply: Reply) -> None:
        """Raises RemoteError or ServerLimit for a status that is no success."""
        told = f": {reply.words}" if reply.words else ""
        if reply.status in (429, 503):
            raise ServerLimit(f"{self.name} does not answer now ({reply.status}){told}", _retry_after(reply))
        if reply.status >= 500:
            raise RemoteError(f"{self.name} failed ({reply.status}){told}")
        if reply.status >= 400:
            raise RemoteError(f"{self.name} refused ({reply.status}){told}")
        if reply.status == 206:
            raise RemoteError(f"{self.name} gave only a part of the answer (206){told}")
        if reply.status != 200:
            raise RemoteError(f"{self.name} answered with status {reply.status}; expected 200{told}")

    def _at(self, path: str) -> str:
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + path, "", ""))

    def _whole(self, method: str, url: str, **request: Any) -> Reply:
        with self._sent(method, url, **request) as response:
            return self._read(response)

    def _read(self, response: httpx.Response) -> Reply:
        wrong = response.status_code >= 400
        most = _ERROR_BYTES if wrong else self.answer_bytes
        end = time.monotonic() + self.timeout
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > most:
                if wrong:
                    break
                raise RemoteError(f"{self.name}: the answer is larger than {most // MEBIBYTE} MiB; ask for less")
            if time.monotonic() > end:
                raise Unreachable(f"{self.name}: the answer was not complete after {self.timeout:g} s")
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(content[:most]))

    @contextmanager
    def _sent(self, method: str, url: str, **request: Any) -> Iterator[httpx.Response]:
        """An answer whose body is still to come. Redirects within the host are followed."""
        import httpx

        try:
            for _ in range(_REDIRECTS + 1):
                with self._client.stream(method, url, **request) as response:
                    if not (response.is_redirect and "location" in response.headers):
                        yield response
                        return
                    url = self._redirected(response, method)
                    request.pop("params", None)  # the new address has them
            raise RemoteError(f"{self.name} redirects more than {_REDIRECTS} times")
        except httpx.ConnectTimeout as error:
            raise Unreachable(f"{self.name} cannot be reached: no connection within {self._connect_seconds:g} s") from error
        except httpx.TimeoutException as error:
            raise Unreachable(f"{self.name} did not answer within {self.timeout:g} s") from error
        except httpx.RemoteProtocolError as error:
            raise RemoteError(f"{self.name}: the answer broke off ({error})") from error
        except httpx.DecodingError as error:
            raise RemoteError(f"{self.name}: the answer cannot be unpacked ({error})") from error
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise Unreachable(f"{self.name} cannot be reached: {error}") from error

    def _redirected(self, response: httpx.Response, method: str) -> str:
        """Where to go on. Raises RemoteError for another host, for less than https, and where the question would be lost."""
        target = response.url.join(response.headers["location"])
        same = target.host == response.url.host and target.scheme in (response.url.scheme, "https")
        if not same:
            raise RemoteError(f"{self.name} redirects to {target.scheme}://{target.netloc.decode()}: give that address, if you trust it")
        if response.status_code == 303 and method != "GET":
            raise RemoteError(f"{self.name} answers a query with a redirect to {target}: it is not the address of an endpoint")
        return str(target)


def _retry_after(reply: Reply) -> int | None:
    """Seconds; a date, the header's other form (RFC 9110, section 10.2.3), is made into seconds from now."""
    from email.utils import parsedate_to_datetime

    given = reply.headers.get("retry-after", "").strip()
    if given.isdigit():
        return int(given)
    try:
        return max(0, round(parsedate_to_datetime(given).timestamp() - time.time()))
    except ValueError:
        return None
