"""`kg watch`: lines, JSON, summary and exit codes, against a server on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import UnknownFormat
from kg.i18n import SETTING
from kg.watch import visits
from tests.conftest import Host
from tests.watch.test_check import DOCUMENT, page, pages, text_of, watched
from tests.watch.watching import visitor

__all__ = ["watched"]


@pytest.fixture(autouse=True)
def _this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "Visitor", visitor)
    monkeypatch.setenv(SETTING, "en")


def run(data: Path, *words: str, code: int) -> Any:
    result = CliRunner().invoke(app, ["--lang", "zh", "watch", "--data", str(data), *words], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def test_nothing_new(watched: Path, host: Host) -> None:
    host.answer = pages(a=page(text_of(watched)))
    said = run(watched, code=0).stdout.splitlines()
    assert said == [f"{DOCUMENT}\t未变\t{host.url}/a", "核对 1 份文件：未变 1；另有 6 份没有来源网址"]


def test_what_changed_as_words(watched: Path, host: Host) -> None:
    host.answer = pages(a=page(text_of(watched).replace("优化人才服务", "改进人才服务")))
    said = run(watched, DOCUMENT, code=3).stdout
    assert f"{DOCUMENT}\t已变\t" in said and "  a4\t" in said and "[-优化-]{+改进+}人才服务" in said


def test_as_json(watched: Path, host: Host) -> None:
    host.answer = pages(a=page(text_of(watched).replace("优化人才服务", "改进人才服务")))
    found = json.loads(run(watched, "--format", "json", code=3).stdout)
    [document] = found["documents"]
    assert document["document"] == DOCUMENT and document["outcome"] == "changed" and document["changes"][0]["clause"] == "a4"
    assert found["summary"]["changed"] == 1 and found["summary"]["without_address"] == 6


def test_what_could_not_be_asked(watched: Path, host: Host) -> None:
    host.answer = pages(a=(500, {}, b""))
    assert "未取到（主机以状态 500 应答）" in run(watched, code=4).stdout


def test_another_format_is_refused_before_anybody_is_asked(watched: Path, host: Host) -> None:
    with pytest.raises(UnknownFormat):
        run(watched, "--format", "xml", code=1)
    assert not host.asked


def test_a_new_version_is_made_where_it_is_said(watched: Path, host: Host) -> None:
    text = text_of(watched)
    host.answer = pages(a=page(text.replace("优化人才服务", "改进人才服务")))
    assert not (watched / "documents" / f"{DOCUMENT}-v2").exists()
    said = run(watched, "--take", code=3).stdout
    assert f"  新版本 {DOCUMENT}-v2：带过来 " in said and f"    未带过来 {DOCUMENT}/a4/tasks/1：新版本中没有这段原文" in said
    assert "    待读 a4：新版本有改动，待阅读；未带过来：" in said
    host.answer = pages(a=page(text.replace("优化人才服务", "完善人才服务")))
    found = json.loads(run(watched, "--take", "--format", "json", code=3).stdout)
    [document] = found["documents"]
    assert document["document"] == f"{DOCUMENT}-v2" and document["new_version"]["document"] == f"{DOCUMENT}-v3"
    assert document["new_version"]["carried"] and {one["clause"] for one in document["new_version"]["unread"]} == {"a1", "a4"}
    assert found["summary"]["without_address"] == 6


def test_where_no_new_version_can_be_made_it_is_said_and_the_next_document_is_asked(watched: Path, host: Host) -> None:
    host.answer = pages(a=page(text_of(watched).replace("优化人才服务", "改进人才服务")))
    (watched / "registry" / "places.csv").write_text("code\n", encoding="utf-8")
    said = run(watched, "--take", code=3).stdout
    assert "  没有生成新版本：" in said and "核对 1 份文件：已变 1" in said
    assert json.loads(run(watched, "--take", "--format", "json", code=3).stdout)["documents"][0]["not_taken"]
