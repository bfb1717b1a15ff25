"""Requests to addresses: bounded, polite, to public hosts only, against a server on loopback."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import CannotFetch, NotAsked, ZhengmaiError
from kg.watch.content import unpacked
from kg.watch.fetch import Fetcher, Reply, parsed
from kg.watch.visits import Visitor
from tests.conftest import Asked, Host
from tests.watch.watching import Answer, Clock, pages, visitor

PAGE = (200, {"ETag": '"1"'}, "人才".encode())


def fault_of(run: Visitor, address: str) -> str:
    with pytest.raises(ZhengmaiError) as told:
        run.visit(address)
    assert isinstance(told.value, NotAsked | CannotFetch)
    return told.value.fault.key


def test_a_page_and_what_was_sent(host: Host) -> None:
    host.answer = pages(a=PAGE)
    visit = visitor().visit(f"{host.url}/a?x=1#y")
    assert visit.reply.content == "人才".encode() and visit.reply.headers["etag"] == '"1"' and visit.moved_to is None
    assert [asked.path for asked in host.asked] == ["/robots.txt", "/a?x=1"]
    sent = {name.lower(): value for name, value in host.asked[1].headers.items()}
    assert sent["user-agent"].startswith("zhengmai/") and "cookie" not in sent and sent["host"] == host.url.removeprefix("http://")


def test_this_machine_is_not_asked_where_no_test_says_so(host: Host) -> None:
    host.answer = pages(a=PAGE)
    assert fault_of(Visitor(), f"{host.url}/a") == "watch.refusal.private" and not host.asked


@pytest.mark.parametrize("address", ["ftp://x.cn/", "file:///etc/passwd", "gopher://x", "http://me:pw@x.cn/", "x.cn", "http://"])
def test_other_schemes_are_not_asked(address: str) -> None:
    assert fault_of(visitor(), address) == "watch.refusal.no_address"


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[fd00::1]/", "http://192.168.0.1:8080/"]
)
def test_a_redirect_inside_is_refused(host: Host, target: str) -> None:
    host.answer = pages(a=(302, {"Location": target}, b""))
    assert fault_of(visitor(), f"{host.url}/a") == "watch.refusal.private"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.cn/1"])
def test_a_redirect_to_another_scheme_is_refused(host: Host, target: str) -> None:
    host.answer = pages(a=(302, {"Location": target}, b""))
    assert fault_of(visitor(), f"{host.url}/a") == "watch.refusal.no_address"


def test_redirects_are_followed_and_permanent_ones_told(host: Host) -> None:
    to_b, to_c = {"Location": "/b"}, {"Location": f"{host.url}/c"}
    for first, second, moved in ((301, 308, "/c"), (301, 302, "/b"), (302, 301, None), (307, 303, None)):
        host.answer = pages(a=(first, to_b, b""), b=(second, to_c, b""), c=PAGE)
        visit = visitor().visit(f"{host.url}/a")
        assert visit.reply.content and visit.moved_to == (moved and host.url + moved)


def test_loops_and_long_ways_end(host: Host) -> None:
    host.answer = pages(a=(302, {"Location": "/b"}, b""), b=(302, {"Location": "/a"}, b""))
    assert fault_of(visitor(), f"{host.url}/a") == "watch.failure.redirects"
    host.answer = lambda asked: (302, {"Location": asked.path + "a"}, b"") if "robots" not in asked.path else (404, {}, b"")
    host.asked.clear()
    assert fault_of(visitor(redirects=3), f"{host.url}/a") == "watch.failure.redirects"
    assert len(host.asked) == 5


ROBOTS = b"User-agent: *\nDisallow: /secret\n\nUser-agent: zhengmai\nDisallow: /not-ours\nCrawl-delay: 4\n"


def test_robots_are_kept_also_behind_a_redirect(host: Host) -> None:
    host.answer = pages(robots_txt=(200, {}, ROBOTS), a=PAGE, secret=PAGE, b=(302, {"Location": "/not-ours/1"}, b""))
    run = visitor()
    assert fault_of(run, f"{host.url}/not-ours/2") == "watch.refusal.robots"
    assert fault_of(run, f"{host.url}/b") == "watch.refusal.robots"
    assert run.visit(f"{host.url}/a").reply.content and run.visit(f"{host.url}/secret").reply.content
    assert [asked.path for asked in host.asked] == ["/robots.txt", "/b", "/a", "/secret"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_no_robots_no_rules(host: Host, status: int) -> None:
    host.answer = pages(robots_txt=(status, {}, b"Disallow: /"), a=PAGE)
    assert visitor().visit(f"{host.url}/a").reply.content


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_host_that_cannot_tell_its_rules_is_not_asked_further(host: Host, status: int) -> None:
    host.answer = pages(robots_txt=(status, {}, b""), a=PAGE)
    assert fault_of(visitor(), f"{host.url}/a") == "watch.failure.busy"
    assert [asked.path for asked in host.asked] == ["/robots.txt"]


def test_pauses_between_two_requests_to_a_host(host: Host) -> None:
    host.answer = pages(robots_txt=(404, {}, b""), a=PAGE)
    clock = Clock()
    run = visitor(clock, pause_seconds=2)
    run.visit(f"{host.url}/a")
    clock.now += 0.5
    run.visit(f"{host.url}/a")
    assert clock.waits == [2, 1.5]


def test_the_pause_that_robots_ask_for(host: Host) -> None:
    host.answer = pages(robots_txt=(200, {}, ROBOTS), a=PAGE)
    clock = Clock()
    visitor(clock).visit(f"{host.url}/a")
    assert clock.waits == [4]
    host.answer = pages(robots_txt=(200, {}, ROBOTS.replace(b"4", b"4000")), a=PAGE)
    assert fault_of(visitor(), f"{host.url}/a") == "watch.refusal.robots_slow"


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(host: Host, status: int) -> None:
    host.answer = pages(a=(status, {"Retry-After": "90"}, b""), b=PAGE)
    clock = Clock()
    run = visitor(clock)
    with pytest.raises(CannotFetch) as told:
        run.visit(f"{host.url}/a")
    assert told.value.wait == 90
    asked = len(host.asked)
    assert fault_of(run, f"{host.url}/b") == "watch.failure.busy_until" and len(host.asked) == asked
    clock.now += 91
    assert run.visit(f"{host.url}/b").reply.content


def test_forms_of_retry_after() -> None:
    def wait(value: str) -> int | None:
        return Reply("http://x.cn", 503, {"retry-after": value}).wait

    assert wait("120") == 120 and wait("") is None and wait("soon") is None and wait("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert wait("9" * 30) == 7 * 24 * 3600


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone(host: Host, status: int) -> None:
    host.answer = pages(a=(status, {}, b""))
    assert visitor().visit(f"{host.url}/a").reply.status == status


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 500, 502])
def test_other_statuses_say_nothing(host: Host, status: int) -> None:
    host.answer = pages(a=(status, {}, b""))
    assert fault_of(visitor(), f"{host.url}/a") == "watch.failure.status"


def test_too_large_packed_or_not(host: Host) -> None:
    host.answer = pages(a=(200, {}, b"x" * 2001))
    assert fault_of(visitor(content_bytes=2000), f"{host.url}/a") == "watch.failure.too_large"
    bomb = gzip.compress(bytes(50_000_000))
    host.answer = pages(a=(200, {"Content-Encoding": "gzip"}, bomb))
    assert len(bomb) < 60_000
    assert fault_of(visitor(content_bytes=1_000_000), f"{host.url}/a") == "watch.failure.too_large"


def test_packed_pages(host: Host) -> None:
    words = "人才".encode() * 1000
    bare = zlib.compressobj(wbits=-15)
    for coding, packed in (
        ("gzip", gzip.compress(words)),
        ("deflate", zlib.compress(words)),
        ("deflate", bare.compress(words) + bare.flush()),
    ):
        host.answer = pages(a=(200, {"Content-Encoding": coding}, packed))
        assert visitor().visit(f"{host.url}/a").reply.content == words
    for coding, packed in (("br", words), ("gzip", words), ("gzip", gzip.compress(words)[:-9]), ("gzip, gzip", words)):
        host.answer = pages(a=(200, {"Content-Encoding": coding}, packed))
        assert fault_of(visitor(), f"{host.url}/a") == "watch.failure.packed"


def test_what_is_slow_ends_at_its_time(host: Host) -> None:
    def slow(_: Asked) -> Answer:
        time.sleep(0.7)
        return PAGE

    host.answer = pages(a=slow)
    start = time.monotonic()
    assert fault_of(visitor(seconds=0.3), f"{host.url}/a") == "watch.failure.slow"
    assert time.monotonic() - start < 0.65


def test_what_breaks_off_is_not_taken_for_a_page(host: Host) -> None:
    host.answer = pages(a=(200, {"Content-Length": "100"}, b"x"))
    assert fault_of(visitor(seconds=1), f"{host.url}/a") in ("watch.failure.broken_off", "watch.failure.slow")


def test_nobody_there() -> None:
    with pytest.raises(CannotFetch):
        visitor(seconds=1).visit("http://127.0.0.1:9/a")


def test_proxies_of_the_environment_are_not_used(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    host.answer = pages(a=PAGE)
    assert Fetcher(visitor().fetcher.limits).get(f"{host.url}/a").content


@given(st.text(max_size=60))
def test_any_address_is_read_or_refused(address: str) -> None:
    try:
        url = parsed(address)
    except NotAsked:
        return
    assert url.scheme in ("http", "https") and url.host


@given(st.binary(max_size=400), st.integers(1, 50), st.integers(0, 500), st.sampled_from(["", "gzip", "deflate"]))
def test_unpacking_gives_the_content_or_its_begin(content: bytes, step: int, most: int, coding: str) -> None:
    packed = {"": content, "gzip": gzip.compress(content), "deflate": zlib.compress(content)}[coding]
    parts = [packed[i : i + step] for i in range(0, len(packed), step)]
    assert unpacked(parts, coding, most) == content[: most + 1]
