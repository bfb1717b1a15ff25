"""Markdown becomes the text that a reader of it sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.intake.readers.markdown import read


def shown(tmp_path: Path, source: str) -> list[str]:
    path = tmp_path / "a.md"
    path.write_text(source, encoding="utf-8")
    return read(path).text.splitlines()


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# 一、总则 #\n## （一）目标", ["一、总则", "（一）目标"]),
        ("标题\n===\n\n小标题\n---\n正文", ["标题", "小标题", "正文"]),
        ("**第一条** 为*加强*工作，~~删~~ `x`", ["第一条 为加强工作，删 x"]),
        ("见[附件一](a_b(1).pdf)和![图](b.png)<https://a.cn>", ["见附件一和https://a.cn"]),
        ("2*3*4 与 a_b_c，1\\. 甲 \\* 乙", ["2*3*4 与 a_b_c，1. 甲 * 乙"]),
        ("- 甲\n* **乙**\n  + 丙\n- [x] 丁", ["甲", "乙", "丙", "丁"]),
        ("1. 甲\n2. 乙\n4. 丁", ["1. 甲", "2. 乙", "4. 丁"]),
        ("1. 甲\n1. 乙\n1. 丙\n\n段落\n\n1. 丁", ["1. 甲", "2. 乙", "3. 丙", "段落", "1. 丁"]),
        ("| 类别 | 金额 |\n|:--|--:|\n| 博士 | 10\\|20 |\n| | 5 |", ["类别\t金额", "博士\t10|20", "\t5"]),
        ("<table><tr><td rowspan=2>博士</td><td>10</td></tr><tr><td>20</td></tr></table>", ["博士\t10", "博士\t20"]),
        ("> 引用\n>> 再引\n\n***\n\n<!-- 注 -->&lt;甲&gt;", ["引用", "再引", "<甲>"]),
        ("```\n# 不是标题\n```", ["# 不是标题"]),
        ("<b>甲</b><br>乙\n[1]: http://a.cn", ["甲", "乙"]),
    ],
)
def test_signs_go_and_numbers_stay(source: str, lines: list[str], tmp_path: Path) -> None:
    assert shown(tmp_path, source) == lines


def test_a_sentence_goes_on_in_the_next_line(tmp_path: Path) -> None:
    first = "为贯彻落实国家人才强国战略，加快集聚各类优秀人才，服务高质量发展，"
    assert shown(tmp_path, f"{first}\n结合我市实际，制定本办法。\n第二条 甲。\n第三条 乙。") == [
        f"{first}结合我市实际，制定本办法。",
        "第二条 甲。",
        "第三条 乙。",
    ]


def test_the_title_before_the_text_is_stated(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text('---\ntitle: "办法"\ndate: 2025\n---\n第一条 甲。\n', encoding="utf-8")
    found = read(path)
    assert (found.text, found.stated) == ("第一条 甲。\n", {"title": "办法"})
