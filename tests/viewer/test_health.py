"""The page of the health check: contradictions with both passages and the arithmetic, counts that agree, answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.graph import Graph

Run = Callable[..., AppTest]
PAGE = "pages/health/page.py"
PLAN = "wuling-2021-2025"


def html_of(app: AppTest) -> str:
    pieces = [piece.proto for piece in app.get("bidi_component") if piece.proto.component_name == "zhengmai_linked"]
    return unescape("\n".join(json.loads(piece.json)["html"] for piece in pieces))


def test_contradictions_come_first_with_both_passages_and_the_arithmetic(run: Run, graph: Graph) -> None:
    said = html_of(run(PAGE, lang="zh"))
    rows = graph.answer("finding_list", {"severity": "contradiction", "answer": "open"}).rows
    assert rows and said.index(rows[0]["message"]) < said.index("各规则") if "各规则" in said else True
    for row in rows:
        card = next(part for part in said.split("<article") if row["message"] in part)
        assert row["arithmetic"] in card
        assert card.count("看原文") == (2 if row["other_quote"] and row["other_start"] != row["start"] else 1)
        assert f"start={row['start']}" in card and "fact=" in card


def test_numbers_are_those_of_the_rows(run: Run, graph: Graph) -> None:
    app = run(PAGE, lang="zh")
    counts = {severity: len(graph.answer("findings", {"severity": severity}).rows) for severity in ("contradiction", "gap", "note")}
    answered = sum(row["answered"] for row in graph.answer("finding_counts").rows)
    [lead] = [m.value for m in app.markdown if "处矛盾" in m.value]
    assert [int(number) for number in re.findall(r"(\d+) [处项]", lead)] == [*counts.values(), answered]
    for address, number in re.findall(r'href="\./health\?(rule=[^"]+)"[^>]*>(\d+)</a>', html_of(app)):
        given = dict(part.split("=") for part in address.split("&"))
        given.pop("lang", None)
        assert len(graph.answer("finding_list", given).rows) == int(number), address


def test_the_address_narrows_and_answers_stand_apart(run: Run, graph: Graph) -> None:
    app = run(PAGE, lang="zh", city="雾岭", rule="goal_with_two_values")
    said = html_of(app)
    assert "10万人与11万人相差1万人" not in said.split("待更正")[0], "an answered contradiction is no open one"
    assert "以表格为准，将10万人改为11万人" in said and "王青 2026-03-09" in said
    assert [s.value for s in app.subheader if "已有答复" in s.value] == ["已有答复（1）"]
    narrowed = html_of(run(PAGE, lang="zh", city="云泽", agency="市住建局"))
    assert {row["message"] for row in graph.answer("finding_list", {"city": "云泽", "agency": "市住建局"}).rows} == {
        row["message"] for row in graph.answer("finding_list").rows if row["message"] in narrowed
    }


def test_what_the_address_gets_wrong_is_told(run: Run, words_of: Callable[[AppTest], str]) -> None:
    assert "无此市" in words_of(run(PAGE, lang="zh", city="无此市"))
    assert "no_such_rule" in words_of(run(PAGE, lang="zh", rule="no_such_rule"))
    assert f"{PLAN}/x" in words_of(run(PAGE, lang="zh", finding=f"{PLAN}/x"))


def test_in_english_the_words_are_english(run: Run) -> None:
    said = html_of(run(PAGE, lang="en"))
    assert "are 5000人 apart" in said and "验算" not in said


def test_a_finding_is_answered_where_the_viewer_may_write(run: Run, graph: Graph, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = next(row for row in graph.answer("finding_list").rows if row["rule"] == "part_exceeds_whole")
    assert not run(PAGE, lang="zh", finding=finding["id"]).radio, "a viewer that only shows has no form"
    monkeypatch.setenv("ZHENGMAI_REVIEW", str(data))
    app = run(PAGE, lang="zh", finding=finding["id"])
    app.radio[0].set_value("accepted")
    app.text_input[0].set_value("张三")
    app.button[-1].click().run()
    path = data / "documents" / PLAN / "answers.csv"
    before = path.read_bytes()
    assert "张三" not in before.decode("utf-8-sig"), "an answer without a reason is none"
    app.text_area[0].set_value("两处口径不同")
    app.button[-1].click().run()
    assert path.read_bytes().startswith(before) and path.read_text(encoding="utf-8-sig").splitlines()[-1].startswith("part_exceeds_whole,")
    assert "接受现状：两处口径不同（张三" in html_of(app) and "下次构建后公布" in html_of(app)
