"""What becomes of documents at their addresses, against a server on loopback, and what is written down of it."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.errors import InvalidData, UnknownDocument
from kg.watch.check import Checked, Checker
from kg.watch.held import held_documents
from tests.conftest import Asked, Host
from tests.watch.watching import Answer, Clock, pages, visitor

DOCUMENT = "wuling-2023-6"
NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture
def watched(data: Path, host: Host) -> Path:
    """A copy of the corpus in which one document came from the host, and nobody asked it yet."""
    for folder in (data / "documents").iterdir():
        head = folder / "document.yaml"
        lines = [line for line in head.read_text(encoding="utf-8").splitlines() if not line.startswith("address:")]
        if folder.name == DOCUMENT:
            lines.append(f"address: {host.url}/a")
        head.write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "watch.csv").unlink(missing_ok=True)
    return data


def text_of(data: Path) -> str:
    return (data / "documents" / DOCUMENT / "source.txt").read_text(encoding="utf-8")


def check(data: Path, later: float = 0, clock: Clock | None = None) -> Checked:
    held, without = held_documents(data, [])
    assert without == 6
    [checked] = Checker(visitor(clock), lambda: NOW + timedelta(seconds=later)).check(held)
    return checked


def written(data: Path) -> dict[str, str]:
    with (data / "documents" / DOCUMENT / "watch.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    return {name: value for name, value in row.items() if value and name != "address"}


def page(text: str, headers: Mapping[str, str] | None = None) -> Answer:
    return 200, {"Content-Type": "text/plain; charset=utf-8", **(headers or {})}, text.encode()


def test_the_same_words_are_unchanged(watched: Path, host: Host) -> None:
    text = text_of(watched).replace("，", ",").replace("\n", "\r\n\r\n")
    host.answer = pages(a=page(text, {"ETag": '"7"', "Last-Modified": "Mon, 02 Jan 2023 00:00:00 GMT"}))
    assert check(watched).outcome == "unchanged"
    assert written(watched) == {
        "asked": "2026-11-30T08:00:00Z", "checked": "2026-11-30T08:00:00Z", "outcome": "unchanged", "etag": '"7"',
        "last_modified": "Mon, 02 Jan 2023 00:00:00 GMT", "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }  # fmt: skip


def test_what_the_host_says_is_not_modified_is_unchanged(watched: Path, host: Host) -> None:
    def answer(asked: Asked) -> Answer:
        sent = {name.lower(): value for name, value in asked.headers.items()}
        return (304, {}, b"") if sent.get("if-none-match") == '"7"' else page(text_of(watched), {"ETag": '"7"'})

    host.answer = pages(a=answer)
    check(watched)
    assert check(watched, 60).outcome == "unchanged"
    assert written(watched)["checked"] == "2026-11-30T08:01:00Z" and written(watched)["etag"] == '"7"'


def test_not_modified_without_a_condition_says_nothing(watched: Path, host: Host) -> None:
    host.answer = pages(a=(304, {}, b""))
    assert check(watched).outcome == "failed" and "checked" not in written(watched)


def test_changed_words_are_told_with_their_clause_until_they_are_taken(watched: Path, host: Host) -> None:
    text = text_of(watched)
    host.answer = pages(a=page(text, {"ETag": '"7"'}))
    check(watched)
    host.answer = pages(a=page(text.replace("优化人才服务", "改进人才服务"), {"ETag": '"8"'}))
    for later in (60, 120):
        checked = check(watched, later)
        assert checked.outcome == "changed" and checked.fetched
        assert {change.clause for change in checked.changes} <= {"a4", "a5", "preamble"} and checked.changes[0].kind == "changed"
        assert written(watched) == {
            "asked": f"2026-11-30T08:0{later // 60}:00Z", "checked": f"2026-11-30T08:0{later // 60}:00Z",
            "changed": "2026-11-30T08:01:00Z", "outcome": "changed",
        }  # fmt: skip
    assert "If-None-Match" not in host.asked[-1].headers
    host.answer = pages(a=page(text))
    assert check(watched, 180).outcome == "unchanged" and "changed" not in written(watched)


@pytest.mark.parametrize("status", [404, 410])
def test_gone(watched: Path, host: Host, status: int) -> None:
    host.answer = pages(a=(status, {}, b""))
    checked = check(watched)
    assert checked.outcome == "gone" and str(status) in str(checked.reason)
    assert written(watched)["changed"] == written(watched)["checked"] == "2026-11-30T08:00:00Z"


def test_another_text_at_the_address_is_no_new_version(watched: Path, host: Host) -> None:
    host.answer = pages(a=page("您访问的页面不存在或已删除，请返回首页。" * 5))
    checked = check(watched)
    assert checked.outcome == "gone" and checked.reason and checked.reason.key == "watch.found.other_text" and not checked.changes


def test_moved_with_the_same_words(watched: Path, host: Host) -> None:
    host.answer = pages(a=(301, {"Location": "/b"}, b""), b=page(text_of(watched)))
    checked = check(watched)
    assert (checked.outcome, checked.moved_to) == ("moved", f"{host.url}/b")
    assert written(watched)["moved_to"] == f"{host.url}/b" and "changed" not in written(watched)


def test_what_fails_keeps_what_was_known(watched: Path, host: Host) -> None:
    host.answer = pages(a=page(text_of(watched), {"ETag": '"7"'}))
    check(watched)
    before = written(watched)
    for answer in ((500, {}, b""), (200, {}, b""), page("\0\1\2\3" * 50), (302, {"Location": "http://10.0.0.1/"}, b"")):
        host.answer = pages(a=answer)
        checked = check(watched, 60)
        assert checked.outcome in ("failed", "not_asked") and checked.reason
        assert written(watched) == before | {"asked": "2026-11-30T08:01:00Z", "outcome": checked.outcome}


def test_robots_are_told(watched: Path, host: Host) -> None:
    host.answer = pages(robots_txt=(200, {}, b"User-agent: *\nDisallow: /"), a=page(text_of(watched)))
    checked = check(watched)
    assert checked.outcome == "not_asked" and checked.reason and checked.reason.key == "watch.refusal.robots"
    assert [asked.path for asked in host.asked] == ["/robots.txt"]


def test_a_host_that_asked_for_rest_is_left_alone_by_the_next_run_too(watched: Path, host: Host) -> None:
    host.answer = pages(a=(503, {"Retry-After": "600"}, b""))
    check(watched)
    assert written(watched)["not_before"] == "2026-11-30T08:10:00Z"
    asked = len(host.asked)
    assert check(watched, 60).outcome == "failed" and len(host.asked) == asked
    host.answer = pages(a=page(text_of(watched)))
    assert check(watched, 601).outcome == "unchanged" and "not_before" not in written(watched)


def test_rows_of_other_addresses_and_notes_stay(watched: Path, host: Host) -> None:
    path = watched / "documents" / DOCUMENT / "watch.csv"
    host.answer = pages(a=page(text_of(watched)))
    check(watched)
    header, row = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text(f"{header},note\n{row},看过\n{row.replace('/a,', '/old,')},旧址\n", encoding="utf-8")
    check(watched, 60)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["note", "看过", "旧址"] and "08:01:00Z" in lines[1] and "/old," in lines[2]


def test_unknown_documents_and_faulty_files_are_told_before_anybody_is_asked(watched: Path, host: Host) -> None:
    with pytest.raises(UnknownDocument):
        held_documents(watched, ["nowhere-1"])
    (watched / "documents" / DOCUMENT / "watch.csv").write_text("address\n", encoding="utf-8")
    with pytest.raises(InvalidData):
        held_documents(watched, [DOCUMENT])
    assert not host.asked


HTML = """<html><head><meta charset="utf-8"><title>{title}_雾岭市人民政府</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div><p>浏览次数：{visits}</p>
<div class="content">{body}</div><div class="footer">版权所有 雾岭市人民政府 备案号 {visits}</div></body></html>"""


def as_page(text: str, visits: int) -> Answer:
    body = "".join(f"<p>{line.strip()}</p>\n" for line in text.splitlines() if line.strip())
    return 200, {"Content-Type": "text/html"}, HTML.format(title="雾岭市引才留才若干措施", visits=visits, body=body).encode()


def test_a_page_with_menus_and_counters_is_the_text_that_it_shows(watched: Path, host: Host) -> None:
    text = text_of(watched)
    for visits in (7, 8):
        host.answer = pages(a=as_page(text, visits))
        assert check(watched).outcome == "unchanged"
    host.answer = pages(a=as_page(text.replace("优化人才服务", "改进人才服务"), 9))
    checked = check(watched)
    assert checked.outcome == "changed" and [(change.kind, change.clause) for change in checked.changes] == [("changed", "a4")]


def test_a_word_file_behind_the_address(watched: Path, host: Host) -> None:
    from io import BytesIO

    import docx

    written, word = BytesIO(), docx.Document()
    for line in text_of(watched).splitlines():
        word.add_paragraph(line.strip())
    word.save(written)
    host.answer = pages(a=(200, {"Content-Type": "application/octet-stream"}, written.getvalue()))
    assert check(watched).outcome == "unchanged"


def test_where_the_original_is_held_it_is_what_a_source_is_compared_with(watched: Path, host: Host) -> None:
    """A text that a curator made of the original otherwise than the reader of today does is no change of the source."""
    folder = watched / "documents" / DOCUMENT
    _, _, content = as_page(text_of(watched) + "\n附注：本页另有说明，整理时没有收录，也不是文件的正文。" * 12, 7)
    (folder / "original.html").write_bytes(content)
    original = {"file": "original.html", "name": "6.html", "sha256": hashlib.sha256(content).hexdigest(), "reader": "html", "version": "1"}
    with (folder / "document.yaml").open("a", encoding="utf-8") as head:
        head.write(f"original: {json.dumps(original)}\n")
    host.answer = pages(a=(200, {}, content.replace("浏览次数：7".encode(), "浏览次数：8".encode())))
    assert check(watched).outcome == "unchanged"
    host.answer = pages(a=(200, {}, content.replace("优化人才服务".encode(), "改进人才服务".encode())))
    assert [change.clause for change in check(watched).changes] == ["a4"]
