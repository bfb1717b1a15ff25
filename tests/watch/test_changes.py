"""What changed from one text to another: only words count, and they are told sentence by sentence."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quotes import normalise
from kg.watch.changes import Change, changes, marked, share_held

TEXT = "一、总则\n给予博士10万元补贴，分三年发放。\n由市人社局负责；市财政局配合。\n本办法自2024年1月1日起施行。\n"


def told(before: str, after: str, *, loose_ends: bool = False) -> list[str]:
    return [marked(change) for change in changes(normalise(before), normalise(after), loose_ends=loose_ends)]


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("\n", "\r\n\r\n"),
        TEXT.replace("，", ","),
        TEXT.replace("10", "１０"),
        TEXT.replace("给予博士10万元", "给予博\n士\u300010万元"),
        "\ufeff\u200b" + TEXT,
        TEXT.replace("\n", ""),
    ],
)
def test_blanks_lines_and_widths_are_no_change(same: str) -> None:
    assert told(TEXT, same) == [] == told(same, TEXT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("10万元", "15万元", ["一、总则给予博士[-10-]{+15+}万元补贴，分三年发放。"]),
        ("；市财政局配合", "", ["由市人社局负责[-；市财政局配合-]。"]),
        ("由市人社局负责；", "由市人社局负责；每年评估一次。", ["{+每年评估一次。+}"]),
        ("由市人社局负责；市财政局配合。\n", "", ["[-由市人社局负责；-]", "[-市财政局配合。-]"]),
        ("市人社局", "市科技局", ["由市[-人社-]{+科技+}局负责；"]),
    ],
)
def test_what_is_told(old: str, new: str, said: list[str]) -> None:
    assert told(TEXT, TEXT.replace(old, new)) == said


def test_words_are_not_torn_and_what_stayed_is_cut() -> None:
    [line] = told("甲" * 40 + "二〇二四年底前建成" + "乙" * 40 + "。", "甲" * 40 + "二〇二六年初前建成" + "乙" * 40 + "。")
    assert line == "…" + "甲" * 13 + "二〇二[-四年底-]{+六年初+}前建成" + "乙" * 13 + "…"


def test_sentences_with_nothing_in_common_went_and_came() -> None:
    found = changes(normalise("甲乙丙丁戊己庚辛。"), normalise("子丑寅卯辰巳午未。"))
    assert found == [Change("went", before="甲乙丙丁戊己庚辛。"), Change("came", after="子丑寅卯辰巳午未。")]


def test_what_stands_around_a_text_entered_by_hand() -> None:
    page = "索引号：123 发布日期：2024-01-02。" + TEXT + "【字体：大 中 小】打印本页。"
    assert told(TEXT, page, loose_ends=True) == [] and len(told(TEXT, page)) == 2
    assert told(TEXT, page.replace("10万", "20万"), loose_ends=True) and told(TEXT, page.replace("1日起", "9日起"), loose_ends=True)
    assert told(TEXT, "来源：市政府" + TEXT[:-1] + "（完）", loose_ends=True) == []
    assert told(TEXT, page + "附件：" + "新增内容" * 100 + "。", loose_ends=True)


def test_whether_it_is_the_document_at_all() -> None:
    assert share_held(normalise(TEXT), normalise("页眉" + TEXT.replace("10", "20"))) > 0.7
    assert share_held(normalise(TEXT), normalise("您访问的页面不存在，请检查网址是否正确。")) == 0
    assert share_held(normalise(""), normalise("x")) == 1.0


def test_a_page_that_repeats_itself_endlessly_is_compared_in_time() -> None:
    start = time.process_time()
    assert told(TEXT + "同上。" * 2000, TEXT.replace("10", "20") + "同上。" * 100_000)
    assert told("甲" * 1400 + "。", "甲" * 1300 + "乙。")
    assert time.process_time() - start < 10


@given(st.text("甲乙丙。；1 \n", max_size=60), st.text("甲乙丙。；1 \n", max_size=60))
def test_the_marks_give_both_texts(before: str, after: str) -> None:
    old, new = normalise(before), normalise(after)
    found = changes(old, new)
    assert bool(found) == (old.text != new.text)
    for change in found:
        line = marked(change, around=1000)
        went = "".join(part.partition("-]")[0] for part in line.split("[-")[1:])
        assert set(went) <= set(change.before)
        if change.kind == "changed":
            assert re.sub(r"\{\+.*?\+\}", "", line).replace("[-", "").replace("-]", "") == change.before
            assert re.sub(r"\[-.*?-\]", "", line).replace("{+", "").replace("+}", "") == change.after
