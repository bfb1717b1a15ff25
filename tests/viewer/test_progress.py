"""The page 督办: the answer first, tasks and agencies, history, and ledgers taken in where the reader may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGE = "pages/progress/page.py"
CLOUD = "yunze-2021-5/i1/tasks/1"
Run = Callable[..., AppTest]
Words = Callable[[AppTest], str]


def test_the_answer_comes_first(run: Run) -> None:
    app = run(PAGE, city="云泽", on="2026-04-20", lang="zh")
    assert app.markdown[0].value.startswith("**截至 2026\\-04\\-20，6 项任务中：逾期 2 项，即将到期 0 项，久未填报 1 项，已完成 0 项")
    assert "单位的说法，不是文件的内容" in app.caption[0].value
    assert app.query_params["city"] == "910100"


def test_the_history_of_a_task_is_shown_up_to_the_day(run: Run) -> None:
    for day, entries in (("2026-02-01", 1), ("2026-06-01", 2)):
        html = "".join(block.proto.body for block in run(PAGE, task=CLOUD, on=day, lang="zh").get("html"))
        assert html.count("<time>") == entries
    assert "评审推迟到下半年" in html and "任务台账-云泽市.xlsx" in html


def test_what_the_address_gets_wrong_is_said(run: Run, words_of: Words) -> None:
    assert "没有这项任务：x/y/tasks/1" in words_of(run(PAGE, task="x/y/tasks/1", lang="zh"))
    assert "火星" in words_of(run(PAGE, city="火星", lang="zh"))


def test_changes_between_two_days(run: Run) -> None:
    app = run(PAGE, on="2026-06-01", since="2026-02-01", lang="zh")
    assert "2 项任务有新的填报" in app.markdown[0].value


@pytest.mark.parametrize("may", [False, True])
def test_only_who_may_takes_ledgers_in(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, may: bool) -> None:
    if may:
        monkeypatch.setenv("ZHENGMAI_REVIEW", str(data))
    app = run(PAGE, lang="zh")
    assert bool(app.expander) is may
