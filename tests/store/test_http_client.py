"""Whatever another host does, there is an answer or a sentence that names the host."""

from __future__ import annotations

import gzip
import pickle
import socket
import time
from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

import pytest

from kg.errors import RemoteError, ServerLimit, Unreachable
from kg.store.http_client import HttpClient

JSON = {"Content-Type": "application/json"}


def says(host: Any, status: int = 200, content: bytes = b"{}", headers: Mapping[str, str] = JSON) -> HttpClient:
    host.answer = lambda _: (status, headers, content)
    return HttpClient(host.url, timeout=2, answer_bytes=1 << 20)


@pytest.mark.parametrize("url", ["ftp://host/x", "host", "http://", "http:///x", "file:///etc/passwd", "", "http://a b"])
def test_an_address_is_http(url: str) -> None:
    with pytest.raises(ValueError, match="expected an address such as https://host/path"):
        HttpClient(url)


def test_a_path_is_put_after_the_address(host: Any) -> None:
    host.answer = lambda _: (200, JSON, b"{}")
    HttpClient(host.url + "/base/?x=1").get("/api", {"city": "云泽"})
    assert host.asked[-1].path == "/base/api?city=%E4%BA%91%E6%B3%BD"


def test_a_password_is_told_to_nobody() -> None:
    client = HttpClient("http://me:secret@127.0.0.1:1/sparql")
    assert client.name == "http://127.0.0.1:1/sparql"
    with pytest.raises(Unreachable) as told:
        client.get()
    assert "secret" not in str(told.value)


def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(Unreachable, match=f"{url} cannot be reached"):
            HttpClient(url).get()


def test_no_name_no_port() -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        HttpClient("http://127.0.0.1:99999/").get()


def test_silence_ends(host: Any) -> None:
    host.answer = lambda _: time.sleep(0.6) or (200, JSON, b"{}")
    with pytest.raises(Unreachable, match=r"did not answer within 0\.2 s"):
        HttpClient(host.url, timeout=0.2).get()


@pytest.mark.parametrize(
    ("status", "content", "headers", "kind", "sentence"),
    [
        (400, b"no  such\nthing", {"Content-Type": "text/plain"}, RemoteError, "refused (400): no such thing"),
        (404, b"<html>lots</html>", {"Content-Type": "text/html"}, RemoteError, "refused (404)"),
        (422, b'{"title": "t", "detail": "d"}', {"Content-Type": "application/problem+json"}, RemoteError, "refused (422): d"),
        (500, b'{"message": "oh"}', JSON, RemoteError, "failed (500): oh"),
        (502, b"[1]", JSON, RemoteError, "failed (502)"),
        (500, b"{broken", JSON, RemoteError, "failed (500)"),
        (204, b"", {}, RemoteError, "answered with status 204; expected 200"),
        (206, b"[]", JSON, RemoteError, "gave only a part of the answer (206)"),
        (429, b"", {"Retry-After": "7"}, ServerLimit, "does not answer now (429); try again in 7 s"),
        (503, b"busy", {"Content-Type": "text/plain"}, ServerLimit, "does not answer now (503): busy; try again later"),
    ],
)
def test_a_refusal_is_told_in_the_words_of_the_server(
    host: Any, status: int, content: bytes, headers: Mapping[str, str], kind: type[Exception], sentence: str
) -> None:
    client = says(host, status, content, headers)
    with pytest.raises(RemoteError) as told:
        client.raise_for_status(client.get())
    assert type(told.value) is kind
    assert str(told.value) == f"{host.url} {sentence}"
    travelled = pickle.loads(pickle.dumps(told.value))
    assert (type(travelled), str(travelled)) == (kind, str(told.value))


def test_when_to_return_may_be_a_date(host: Any) -> None:
    client = says(host, 503, b"", {"Retry-After": formatdate(time.time() + 90, usegmt=True)})
    with pytest.raises(ServerLimit) as told:
        client.raise_for_status(client.get())
    assert told.value.retry_after is not None and 80 < told.value.retry_after <= 91


def test_an_answer_that_breaks_off_is_no_answer(host: Any) -> None:
    client = says(host, 200, b'{"rows": [', JSON | {"Content-Length": "1000"})
    with pytest.raises(RemoteError, match="the answer broke off"):
        client.get()


def test_an_answer_has_a_largest_size_even_when_packed(host: Any) -> None:
    with pytest.raises(RemoteError, match="the answer is larger than 1 MiB"):
        says(host, 200, b"x" * (1 << 20) + b"x").get()
    packed = gzip.compress(b"x" * (1 << 22))
    with pytest.raises(RemoteError, match="the answer is larger than 1 MiB"):
        says(host, 200, packed, JSON | {"Content-Encoding": "gzip"}).get()
    with pytest.raises(RemoteError, match="cannot be unpacked"):
        says(host, 200, b"not packed", JSON | {"Content-Encoding": "gzip"}).get()


def test_a_long_refusal_is_cut(host: Any) -> None:
    client = says(host, 500, b"x" * (1 << 21), {"Content-Type": "text/plain"})
    assert len(client.get().error_message) == 600


def test_redirects_within_the_host_are_followed(host: Any) -> None:
    host.answer = lambda asked: (200, JSON, b'{"a": 1}') if asked.path == "/new/api?x=1" else (308, {"Location": "/new/api?x=1"}, b"")
    client = HttpClient(host.url)
    assert client.get("/api", {"x": "1"}).json == {"a": 1}
    assert client.post_form({"query": "ASK {}"}, "*/*").json == {"a": 1}
    assert (host.asked[-1].method, host.asked[-1].body) == ("POST", b"query=ASK+%7B%7D")


@pytest.mark.parametrize("target", ["http://localhost:{port}/", "http://other.invalid/", "ftp://127.0.0.1/", "//evil.invalid/x"])
def test_redirects_to_other_hosts_are_not_followed(host: Any, target: str) -> None:
    location = target.format(port=host.url.rpartition(":")[2])
    client = says(host, 302, b"", {"Location": location})
    with pytest.raises(RemoteError, match=r"redirects to .*: give that address, if you trust it"):
        client.get()
    assert len(host.asked) == 1


def test_redirects_end(host: Any) -> None:
    with pytest.raises(RemoteError, match="redirects more than 3 times"):
        says(host, 302, b"", {"Location": "/"}).get()
    with pytest.raises(RemoteError, match="answers a query with a redirect"):
        says(host, 303, b"", {"Location": "/page"}).post_form({"query": "ASK {}"}, "*/*")


def test_a_download_may_be_large_and_must_be_whole(host: Any, tmp_path: Any) -> None:
    content = b"x" * (1 << 21)
    with (tmp_path / "file").open("w+b") as file:
        says(host, 200, content, {}).download("/dump.nq", file, "*/*")
        assert file.tell() == len(content)
        with pytest.raises(RemoteError, match="broke off"):
            says(host, 200, content, {"Content-Length": str(len(content) + 1)}).download("/dump.nq", file, "*/*")
        with pytest.raises(ServerLimit):
            says(host, 503, b"", {}).download("/dump.nq", file, "*/*")
