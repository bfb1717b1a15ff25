"""Made-up texts with the tree that they were made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

CN = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (CN[tens] if tens > 1 else "") + ("十" if tens else "") + (CN[ones] if ones or not tens else "")


def wide(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + 0xFF10) for digit in str(number))


FORMS: dict[str, list[str]] = {
    "part": ["第{cn}编", "第{cn}篇", "第{cn}部分", "第 {cn} 编"],
    "chapter": ["第{cn}章", "第 {cn} 章", "第{n}章", "第　{cn}　章"],
    "section": ["第{cn}节", "第 {cn} 节", "第{n}节"],
    "article": ["第{cn}条", "第 {cn} 条", "第{n}条", "第{w}条"],
    "cn": ["{cn}、", "{cn}．", "{cn} 、", "{cn}."],
    "cn-brackets": ["（{cn}）", "({cn})", "（ {cn} ）", "〔{cn}〕", "（{cn})", "[{cn}]", "{brackets}"],
    "dot": ["{n}.", "{n}．", "{n}、", "{w}．", "{n} .", "{dot}"],
    "brackets": ["（{n}）", "({n})", "（{w}）", "{digit_brackets}"],
    "half": ["{n})", "{n}）"],
    "circle": ["{circle}"],
    "small": ["{a}.", "{a}、"],
    "small-half": ["{a})"],
}  # fmt: skip
BLANK = {"part", "chapter", "section", "article"}
"""Signs that a blank divides from their words."""
ORDERS = [
    ["part", "chapter", "section", "article", "cn-brackets", "dot", "brackets"],
    ["chapter", "article", "cn-brackets", "dot", "brackets", "circle"],
    ["chapter", "section", "cn", "cn-brackets", "dot", "circle"],
    ["article", "cn-brackets", "dot"],
    ["cn", "cn-brackets", "dot", "brackets", "circle", "small"],
    ["cn", "dot", "brackets", "half"],
    ["cn", "dot", "cn-brackets", "circle"],
    ["dot", "cn-brackets", "brackets"],
    ["cn-brackets", "dot", "half", "small-half"],
    ["cn", "article", "cn-brackets"],
    ["dot", "brackets", "circle"],
]
TITLES = [
    "总体要求",
    "强化人才保障",
    "支持对象",
    "建设11个平台",
    "完善“一站式”服务",
    "金融支持",
    "优化2.0版政策",
    "第三方机构建设",
    "实施十大行动",
]
SENTENCES = [
    "按照本办法第三条第（二）项规定执行。", "达到1.5亿元的，给予50万元补助。", "对一、二、三类人才分别给予支持，由市人社局牵头。", "自2026年1月1日起施行。",
    "建立健全人才服务机制，推动各区、各部门抓好落实。", "符合前款第（一）、（三）项条件的，可以申请。", "其中：一是加强统筹；二是压实责任。", "所需经费3.5万元从专项资金列支（含50人）。",
    "依据《某市条例》第十二条、第十三条，结合本市实际，制定有关细则。", "每年新增人才1000名以上，增长5.5%。",
]  # fmt: skip


@dataclass
class Made:
    """A part of a made text: its number as written, where it begins, and the index of its parent."""

    number: str
    start: int
    parent: int | None


@dataclass
class Text:
    """The text so far and its parts in order."""

    words: str = ""
    parts: list[Made] = field(default_factory=list)


def written(form: str, number: int) -> str:
    return form.format(
        cn=chinese(number), n=number, w=wide(number), circle=chr(0x2460 + number - 1) if number <= 20 else chr(0x3251 + number - 21), a=chr(ord("a") + number - 1),
        brackets=chr(0x3220 + number - 1) if number <= 10 else f"（{chinese(number)}）",
        dot=chr(0x2488 + number - 1) if number <= 20 else f"{number}.", digit_brackets=chr(0x2474 + number - 1) if number <= 20 else f"({number})",
    )  # fmt: skip


@st.composite
def texts(draw: DrawFn, *, odd_numbers: bool = False, inside: bool = False) -> Text:
    """A text of one scheme. odd_numbers: one number is missing or doubled. inside: the last level stands inside its paragraph."""
    order = draw(st.sampled_from(ORDERS))
    depth = draw(st.integers(1, min(4, len(order))))
    first = draw(st.integers(0, len(order) - depth))
    scheme = order[first : first + depth] if draw(st.booleans()) else sorted(draw(st.permutations(order))[:depth], key=order.index)
    forms = [draw(st.sampled_from(FORMS[family])) for family in scheme]
    indent = draw(st.sampled_from(["", "　　", "  ", "\t"]))
    running = draw(st.integers(0, depth - 1)) if not odd_numbers and depth > 1 and draw(st.booleans()) else None
    counts = dict.fromkeys(range(depth), 0)
    made = Text("某市人才办法\n" + "".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=2))) + "\n")
    odd = draw(st.sampled_from(["missing", "doubled"])) if odd_numbers else None
    state = {"odd": odd}

    def level(at: int, parent: int | None) -> None:
        number = counts[at] if at == running else 0
        several = draw(st.integers(2, 4)) if at == 0 else draw(st.integers(0, 3))
        if at and several == 1 and (running != at or inside):
            several = 2
        for i in range(several):
            number += 1
            if 0 < i < several - 1 and state["odd"] and at != running and draw(st.booleans()):
                number += 1 if state["odd"] == "missing" else -1
                state["odd"] = None
            counts[at] = number
            sign = written(forms[at], number)
            blank = draw(st.sampled_from([" ", "　", "  "] if scheme[at] in BLANK or "." in forms[at] else ["", " "]))
            title = draw(st.sampled_from(TITLES))
            in_line = inside and at == depth - 1 and at > 0 and scheme[at] in ("cn-brackets", "brackets", "circle", "half")
            if in_line:
                made.words = made.words.rstrip("\n") + ("" if i else "包括：")
                made.parts.append(Made(sign, len(made.words), parent))
                made.words += f"{sign}{draw(st.sampled_from(['学历证书', '身份证明', '申请表格']))}{'；' if i < several - 1 else '。'}\n"
                continue
            made.words += indent
            made.parts.append(Made(sign, len(made.words), parent))
            me = len(made.parts) - 1
            made.words += sign + blank + title
            body = "".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=2)))
            made.words += draw(st.sampled_from(["\n" + indent, "。"])) + body if body else draw(st.sampled_from(["", "。"]))
            made.words = made.words.rstrip() + "\n"
            if at + 1 < depth:
                level(at + 1, me)

    level(0, None)
    return made
