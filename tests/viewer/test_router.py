"""Several processes behind one address: a browser stays with one, whatever its connections; what comes through is what was sent."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from viewer.router import COOKIE, Router


@contextmanager
def process(name: str) -> Iterator[int]:
    """A server that says its name, what it was asked, and what it was sent."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Upgrade"):
                self.connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + self.headers["Connection"].encode())
                self.connection.sendall(self.rfile.read1(64))
                self.close_connection = True
                return
            content = f"{name} {self.path} {self.headers['Connection']} ".encode() + sent
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def routed(*ports: int) -> Iterator[int]:
    port = free_port()
    router = Router(ports)
    router.start("127.0.0.1", port)
    yield port
    router.stop()


@pytest.fixture
def both() -> Iterator[int]:
    with ExitStack() as stack:
        yield stack.enter_context(routed(*(stack.enter_context(process(name)) for name in ("one", "other"))))


def ask(port: int, path: str = "/", cookie: str = "", body: bytes = b"") -> tuple[str, str]:
    """The answer, and the cookie that was set."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", path, body, {"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return said, (answer.headers.get("Set-Cookie") or "").partition(";")[0]


def test_new_browsers_are_divided_among_the_processes(both: int) -> None:
    assert {ask(both)[0].split()[0] for _ in range(6)} == {"one", "other"}


def test_a_browser_stays_with_its_process(both: int) -> None:
    said, cookie = ask(both)
    assert cookie.startswith(f"{COOKIE}=")
    for path in ("/media/1", "/_stcore/upload_file"):
        again, set_again = ask(both, path, f"theme=dark; {cookie}; x=1")
        assert again.split()[:2] == [said.split()[0], path]
        assert not set_again


def test_a_connection_carries_one_request_and_a_long_body(both: int) -> None:
    body = b"x" * 3_000_000
    said, _ = ask(both, body=body)
    assert said.split()[2].lower() == "close"
    assert said.endswith(" " + body.decode())


def test_a_websocket_is_passed_on_both_ways(both: int) -> None:
    with socket.create_connection(("127.0.0.1", both), 20) as line:
        line.sendall(b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n")
        said = b""
        while b"Upgrade" not in said.partition(b"\r\n\r\n")[2]:
            said += line.recv(4096)
        assert said.startswith(b"HTTP/1.1 101")
        line.sendall(b"\x81\x05hello")
        assert line.recv(4096) == b"\x81\x05hello"


def test_a_process_that_does_not_answer_is_left_out() -> None:
    with process("alive") as alive, routed(free_port(), alive) as port:
        said, cookie = ask(port, cookie=f"{COOKIE}=0")
        assert said.startswith("alive")
        assert cookie == f"{COOKIE}=1"


@pytest.mark.parametrize("cookie", [f"{COOKIE}=7", f"{COOKIE}=99999999", f"{COOKIE}=-1", f"{COOKIE}="])
def test_a_cookie_that_names_no_process_does_no_harm(both: int, cookie: str) -> None:
    assert ask(both, cookie=cookie)[1].startswith(f"{COOKIE}=")


def test_where_no_process_answers_it_says_so() -> None:
    with routed(free_port()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/")
        assert connection.getresponse().status == 503


def test_it_ends_while_browsers_are_connected() -> None:
    with process("one") as one, routed(one) as port:
        line = socket.create_connection(("127.0.0.1", port), 20)
        line.sendall(b"GET / HTTP/1.1\r\n")
    with suppress(ConnectionError):
        assert line.recv(64) == b""
    line.close()


def test_what_is_no_request_is_not_passed_on(both: int) -> None:
    with socket.create_connection(("127.0.0.1", both), 20) as line:
        line.sendall(b"x" * 200_000)
        with pytest.raises((OSError, AssertionError)):
            line.shutdown(socket.SHUT_WR)
            assert line.recv(64)
