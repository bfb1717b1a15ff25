"""`kg read`: what is understood of a file, as lines and as JSON; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import kg

TEXT = """\
罗湖区支持青年创业若干措施（征求意见稿）
为支持青年创业，制定本措施。
一、支持对象
在深圳市罗湖区创业的青年。
二、附则
本措施自发布之日起施行，有效期三年。
罗湖区科技和工业信息化局2026年4月24日发布，征求意见截止2026年5月1日。
"""


def test_json_has_text_head_and_clauses_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="gb18030")
    result = kg("read", "page.txt", "--format", "json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found.keys() == {"text", "document", "clauses", "pages", "doubts"}
    head = found["document"]
    assert (head["title"], head["issuer"], head["issued"], head["valid_until"], head["draft"]) == (
        "罗湖区支持青年创业若干措施（征求意见稿）", ["罗湖区科技和工业信息化局"], "2026-04-24", "三年", True,
    )  # fmt: skip
    for words in head["words"].values():
        assert words.get("inferred") or found["text"][words["start"] : words["end"]] == words["quote"]
    assert head["words"]["valid_until"] == head["words"]["valid_for"] | {"inferred": True}
    assert ("一", "支持对象") in [(clause["number"], clause["heading"]) for clause in found["clauses"]]
    assert list(tmp_path.iterdir()) == [tmp_path / "page.txt"]


def test_lines_are_in_the_language_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    english, chinese = (kg("--lang", language, "read", "page.txt", cwd=tmp_path).stdout for language in ("en", "zh"))
    assert "title           罗湖区支持青年创业若干措施（征求意见稿）" in english and "place           罗湖区 440303 (county)" in english
    assert "标题      罗湖区支持青年创业若干措施（征求意见稿）" in chinese and "有效期至  三年（推断）" in chinese


def test_a_file_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for name in ("empty.txt", "missing.txt", "."):
        result = kg("read", name, cwd=tmp_path)
        assert result.returncode == 1 and result.stdout == ""
        assert len(result.stderr.splitlines()) == 1 and name in result.stderr
