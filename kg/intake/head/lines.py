"""The lines of a text, and what a line of an official document's head is: a number, a date, names of bodies, a form of address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.intake.head.dates import DATE
from kg.intake.head.issuers import bodies_in

NUMBER_BRACKETS = r"[〔\[（(【［〈<﹝{]\s*(?:19|20)\d{2}\s*年?\s*[〕\]）)】］〉>﹞}]"
NUMBER = re.compile(
    rf"[\u4e00-\u9fa5A-Za-z]{{1,20}}(?:[（(][\u4e00-\u9fa5]{{1,6}}[）)])?[\u4e00-\u9fa5]{{0,6}}\s*{NUMBER_BRACKETS}\s*第?\s*\d{{1,5}}\s*号"
)
"""A document number: 粤发改高技〔2026〕78号, in the brackets that are typed for 〔〕."""
NUMBER_LINE = re.compile(f"{NUMBER.pattern}?")
"""In a line of its own it may lack 号."""
_ORDER = re.compile(
    r"(?P<body>[\u4e00-\u9fa5]{2,30}(?:令|公告|通告))?\s*(?:(?:19|20)\d{2}\s*年\s*)?第\s*[\d一二三四五六七八九十百零〇]+\s*号"
)
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百零〇\d]+[编章节条款]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[①-⑳])"
)
_LABEL = re.compile(
    r"(?P<label>索\s*引\s*号|文\s*号|发文字号|文件编号|发文机[关构]|发布机构|发布单位|制发机关|信息来源|来\s*源|主题分类|体裁分类|组配分类|标\s*题|名\s*称|成文日期|发文日期|"
    r"发布日期|发布时间|生成日期|公开日期|生效日期|实施日期|有效性|文件状态|统一编号|公开方式|公开范围|主题词|关键词|签发人|浏览次数|字体|字号|打印|分享)\s*[：:\t]\s*"
)
_MARKS = re.compile(
    r"\d{5,7}|(?:绝密|机密|秘密)(?:★.*)?|文\s*件|特急|特提|加急|急件|平急|[（(]?此件(?:主动公开|公开发布|依申请公开|不予公开)[）)]?|公开方式.*|附\s*件\s*[\d一二三四五六]*\s*[：:]?"
)
_LETTERHEAD = re.compile(r"(?P<body>[^《》，。：]{4,60}?)\s*(?P<kind>文\s*件|令|公\s*告|通\s*告)")


_ANNEX = re.compile(r"附\s*[件录表]\s*[\d一二三四五六七八九十]*\s*[：:]?")
_ISSUE = re.compile(rf"(?:{NUMBER_BRACKETS})?\s*[（(]?\s*(?:总)?第?\s*[\d一二三四五六七八九十百]{{1,4}}\s*[期次]\s*[）)]?")
_ADOPTION = re.compile(r"[（(].*(?:通过|公布|发布|印发).*[）)]")
_LONGEST_LINE = 300
"""No line of a head is longer, in letters."""


@dataclass(frozen=True)
class Line:
    """A line without the blanks around it; `text[start:end]` are its words."""

    words: str
    start: int
    end: int

    @property
    def is_long(self) -> bool:
        """Longer than anything that a head is made of."""
        return len(self.words) > _LONGEST_LINE

    @property
    def is_number(self) -> bool:
        return not self.is_long and bool(NUMBER_LINE.fullmatch(self.words) or _ORDER.fullmatch(self.words))

    @property
    def is_date(self) -> bool:
        return not self.is_long and bool(DATE.fullmatch(self.words.strip("（()）")))

    @property
    def is_adoption(self) -> bool:
        """（2017年8月17日甲市第六届人民代表大会常务委员会第十九次会议通过）"""
        return not self.is_long and bool(_ADOPTION.fullmatch(self.words) and DATE.search(self.words))

    @property
    def is_mark(self) -> bool:
        """A copy number, a mark of secrecy or urgency, how it is published, the mark of an annex."""
        return not self.is_long and bool(_MARKS.fullmatch(self.words))

    @property
    def is_issue(self) -> bool:
        """〔2025〕第2期, or who wrote it and when: 甲市委办公室 2025年3月18日."""
        if self.is_long:
            return False
        day = list(DATE.finditer(self.words))
        return bool(_ISSUE.fullmatch(self.words)) or bool(
            len(day) == 1 and day[0].end() == len(self.words) and bodies_in(self.words[: day[0].start()])
        )

    @property
    def label(self) -> str | None:
        """The label of a line of a metadata table: 文号, 成文日期."""
        found = _LABEL.match(self.words)
        return re.sub(r"\s", "", found["label"]) if found else None

    @property
    def is_annex(self) -> bool:
        """附件1, in a line of its own."""
        return bool(_ANNEX.fullmatch(self.words))

    @property
    def letterhead(self) -> re.Match[str] | None:
        """甲市人民政府文件, or 甲市人民政府令, whose number stands below."""
        found = None if self.is_long else _LETTERHEAD.fullmatch(self.words)
        return found if found and bodies_in(found["body"]) else None

    @property
    def is_order(self) -> bool:
        return bool((found := self.letterhead) and not found["kind"].startswith("文"))

    @property
    def is_bare_number(self) -> bool:
        """第96号, the number of an order."""
        return not self.is_long and bool((found := _ORDER.fullmatch(self.words)) and not found["body"])

    @property
    def is_numbered(self) -> bool:
        return bool(_NUMBERED.match(self.words))

    @property
    def is_address(self) -> bool:
        """各区人民政府，市政府各部门："""
        return self.words.endswith(("：", ":")) and not self.is_numbered and "《" not in self.words

    @property
    def is_sentence(self) -> bool:
        return self.is_long or self.words.endswith(("。", "；", ";", "，", "！")) or "。" in self.words[:-1]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies whose names are all that the line holds."""
        return bodies_in(self.words)


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that hold words."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match.group().strip(" \t\r\u3000\ufeff\u00a0")
        if words:
            start = match.start() + match.group().index(words)
            found.append(Line(words, start, start + len(words)))
    return found


def labelled(lines: Sequence[Line]) -> dict[str, tuple[str, int, int]]:
    """Label -> value and its place, of metadata that stands in the text: 文号：穗府规〔2020〕1号."""
    found: dict[str, tuple[str, int, int]] = {}
    for line in lines:
        for label, value, start, end in _values(line):
            found.setdefault(label, (value, start, end))
    return found


def _values(line: Line) -> Iterator[tuple[str, str, int, int]]:
    labels = list(_LABEL.finditer(line.words)) if _LABEL.match(line.words) else []
    for at, match in enumerate(labels):
        stop = labels[at + 1].start() if at + 1 < len(labels) else len(line.words)
        value = line.words[match.end() : stop].strip()
        if value:
            start = line.start + match.end() + line.words[match.end() : stop].index(value)
            yield re.sub(r"\s", "", match["label"]), value, start, start + len(value)
