"""An HTTP client for one host. Its errors name the address."""

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

from kg.errors import InvalidAddress, RemoteError, ServerLimit, Unreachable
from kg.i18n import message

if TYPE_CHECKING:
    import httpx

MEBIBYTE = 1 << 20
_CONNECT_SECONDS = 10.0
_REDIRECTS = 3
_ERROR_BYTES = 64 * 1024
_MAX_MESSAGE_LENGTH = 600
_MESSAGE_FIELDS = ("detail", "title", "message", "exception", "error")
"""The members of a JSON error that may hold its message: the first two by RFC 9457, the others by custom."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Reply:
    """A complete response. The names of `headers` are in lower case."""

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
    def code(self) -> str:
        """For an error told by RFC 9457, its code; of a server that gives none, the end of its type's address: `unknown-question`."""
        return str(self.json.get("code") or str(self.json.get("type", "")).rpartition("#")[2]) if self.status >= 400 else ""

    @property
    def error_parameters(self) -> dict[str, Any]:
        """The values of an error, where the server gives them."""
        given = self.json.get("parameters")
        return given if isinstance(given, dict) else {}

    @property
    def error_message(self) -> str:
        """The server's own error message; empty where it gave none that is meant for people."""
        if told := next((self.json[name] for name in _MESSAGE_FIELDS if isinstance(self.json.get(name), str)), None):
            return str(told)
        if self.media_type.startswith("text/") and self.media_type != "text/html":
            return " ".join(self.content.decode("utf-8", "replace").split())[:_MAX_MESSAGE_LENGTH]
        return ""


class HttpClient:
    """Sends requests to one host and follows redirects only within it. Threads may share it.

    `timeout` bounds a whole answer, in seconds; `answer_bytes` its size after decompression.
    """

    def __init__(self, url: str, *, timeout: float = 60.0, answer_bytes: int = 256 * MEBIBYTE) -> None:
        """Raises InvalidAddress where `url` is no http(s) address."""
        if not re.fullmatch(r"https?://[^\s/?#]+\S*", url, re.IGNORECASE):
            raise InvalidAddress(url)
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
        """The response to GET, whatever its status. `path` is appended to the address."""
        return self._request("GET", self._at(path), params=parameters, headers={"accept": accept})

    def post_form(self, fields: Mapping[str, str | list[str]], accept: str) -> Reply:
        """The response to a form sent by POST, whatever its status."""
        return self._request("POST", self.url, data=fields, headers={"accept": accept})

    def post_json(self, path: str, content: Any, headers: Mapping[str, str] | None = None) -> Reply:
        """The response to JSON sent by POST, whatever its status. `path` is appended to the address."""
        return self._request("POST", self._at(path), json=content, headers={"accept": "application/json", **(headers or {})})

    def download(self, path: str, file: IO[bytes], accept: str) -> None:
        """Write what is at `path` to `file`, whatever its size. There is no bound on the time as long as data arrive."""
        with self._stream("GET", self._at(path), headers={"accept": accept}) as response:
            if response.status_code != 200:
                self.raise_for_status(self._read(response))
            for part in response.iter_bytes():
                file.write(part)

    def raise_for_status(self, reply: Reply) -> None:
        """Raises ServerLimit for 429 and 503, RemoteError for any other status but 200."""
        words = message("errors.upstream.words", words=reply.error_message) if reply.error_message else ""
        told = {"host": self.name, "status": reply.status, "words": words}
        if reply.status in (429, 503):
            raise ServerLimit(message("errors.upstream-busy.not_now", **told), _retry_after(reply))
        if reply.status >= 500:
            raise RemoteError(message("errors.upstream.failed", **told))
        if reply.status >= 400:
            raise RemoteError(message("errors.upstream.refused", **told))
        if reply.status == 206:
            raise RemoteError(message("errors.upstream.partial", **told))
        if reply.status != 200:
            raise RemoteError(message("errors.upstream.status", **told))

    def _at(self, path: str) -> str:
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + path, "", ""))

    def _request(self, method: str, url: str, **request: Any) -> Reply:
        with self._stream(method, url, **request) as response:
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
                raise RemoteError(message("errors.upstream.too_large", host=self.name, size=most // MEBIBYTE))
            if time.monotonic() > end:
                raise Unreachable(message("errors.unreachable.incomplete", host=self.name, seconds=f"{self.timeout:g}"))
        return Reply(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(content[:most]))

    @contextmanager
    def _stream(self, method: str, url: str, **request: Any) -> Iterator[httpx.Response]:
        """A response whose body is still to be read. Redirects within the host are followed."""
        import httpx

        try:
            for _ in range(_REDIRECTS + 1):
                with self._client.stream(method, url, **request) as response:
                    if not (response.is_redirect and "location" in response.headers):
                        yield response
                        return
                    url = self._redirect_target(response, method)
                    request.pop("params", None)  # the new address has them
            raise RemoteError(message("errors.upstream.redirects", host=self.name, count=_REDIRECTS))
        except httpx.ConnectTimeout as error:
            seconds = f"{self._connect_seconds:g}"
            raise Unreachable(message("errors.unreachable.no_connection", host=self.name, seconds=seconds)) from error
        except httpx.TimeoutException as error:
            raise Unreachable(message("errors.unreachable.no_answer", host=self.name, seconds=f"{self.timeout:g}")) from error
        except httpx.RemoteProtocolError as error:
            raise RemoteError(message("errors.upstream.broken_off", host=self.name, error=str(error))) from error
        except httpx.DecodingError as error:
            raise RemoteError(message("errors.upstream.unpacked", host=self.name, error=str(error))) from error
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise Unreachable(message("errors.unreachable.other", host=self.name, error=str(error))) from error

    def _redirect_target(self, response: httpx.Response, method: str) -> str:
        """The target of a redirect. Raises RemoteError for another host, for a downgrade from https, and where the form would be lost."""
        target = response.url.join(response.headers["location"])
        same = target.host == response.url.host and target.scheme in (response.url.scheme, "https")
        if not same:
            elsewhere = f"{target.scheme}://{target.netloc.decode()}"
            raise RemoteError(message("errors.upstream.redirected", host=self.name, target=elsewhere))
        if response.status_code == 303 and method != "GET":
            raise RemoteError(message("errors.upstream.query_redirected", host=self.name, target=str(target)))
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
