"""Whatever the text: every letter stands in one clause, paths are well formed and the same each time."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from kg.model.fact import CLAUSE_PATH
from kg.text.structure import Fix, read_structure
from kg.text.structure.fixes import FIX_ACTIONS
from tests.text.structure.trees import faults_of_partition

PIECES = [
    "一、", "二、", "（一）", "（二）", "(3)", "1.", "2．", "①", "第一章", "第二条", " ", "　", "\t", "\n", "\n\n", "\r\n", "。", "：", "；", "附件", "附件1", "附表2", "目录",
    "关于印发《某办法》的通知", "某办法", "某市政府", "2026年3月1日", "各单位：", "现印发给你们。", "本办法自印发之日起施行。", "附则", "专栏1 工程", "表1：指标", "——", "# ", "- ", "金融支持", "项规定",
    "1.1 ", "1.5亿元", "A.", "I.", "其一，", "一是", "人才", "建设人才服务平台，推动各项工作落实到位，取得实效。", "— 3 —", "\ufeff", "1 ", "一 ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS)
def test_every_letter_stands_in_one_clause(text: str) -> None:
    tree = read_structure(text)
    assert not list(faults_of_partition(text, tree))
    assert all(re.match(CLAUSE_PATH, path) and path == clause.path for path, clause in tree.clauses.items())
    assert read_structure(text) == tree


@example("一、一、一、\n附件", [(7, "closing")])
@example("一、一、\n一、", [(5, "body"), (5, "annex")])
@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(FIX_ACTIONS)), max_size=4))
def test_whatever_a_curator_says_of_its_lines(text: str, said: list[tuple[int, str]]) -> None:
    fixes = [Fix(start, action, 1 + start % 3 if action == "heading" else None) for start, action in said]  # type: ignore[arg-type]
    assert not list(faults_of_partition(text, read_structure(text, (), fixes)))
