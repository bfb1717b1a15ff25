"""Title, number, issuers, day of issue of a document, and whether it is a draft: from its words, else from what its file states."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.intake.head.dates import DATE, read_date
from kg.intake.head.issuers import bodies_in, leading_body
from kg.intake.head.lines import NUMBER, NUMBER_LINE, labelled, lines_of
from kg.intake.head.model import Words
from kg.intake.head.signature import read_signature, title_bodies
from kg.intake.head.titles import read_titles, squeezed
from kg.text.quotes import Span

_DRAFT = re.compile(r"征求意见稿|征求.{0,4}意见稿|送审稿|讨论稿|公示稿|审议稿|审查稿|草案|初稿|征求.*意见|征集.*意见")
_CALL_FOR_COMMENT = re.compile(
    r"(?:征求|征集)意见的?(?:截止|时间|期限|期|日期|反馈|公示)|意见反馈的?(?:截止|时间|期限)|社会公开征求意见|公示(?:时间|期)[：:从自为]"
)
_NUMBER_IN_LINE = re.compile(
    rf"(?:.*(?:文件|通知|公告|通告|意见|办法|决定))?[\s（(]*(?P<number>{NUMBER_LINE.pattern})[）)]?(?:\s*签\s*发\s*人.*)?"
)
_NUMBER_LABELS = ("文号", "发文字号", "文件编号")
_ISSUED_BY = re.compile(r"[（(]\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*(?P<names>[^（）()，；。]+?)(?:印发|发布|公布)[）)]")
"""A remark below the title that says who issued the text: （2026年3月2日甲市财政局印发）."""
_ISSUER_LABELS = ("发文机关", "发文机构", "发布机构", "发布单位", "制发机关")
_DATE_LABELS = ("成文日期", "发文日期", "发布日期", "发布时间", "生成日期")
_LONGEST_TITLE = 100
"""Of a text that has none: its first letters."""
_LABELLED_LINES = 40
_LINES_TO_THE_NUMBER = 8


class HeadValues:
    """Each method reads one value and notes the words that it rests on in `words`."""

    def __init__(self, text: str, stated: Mapping[str, str]) -> None:
        self.text = text
        self.stated = stated
        self.lines = lines_of(text)
        self.titles = read_titles(self.lines, stated.get("title"))
        self.labels = labelled(self.lines[:_LABELLED_LINES])
        self.signature = read_signature(self.lines, self.titles)
        self.words: dict[str, Words] = {}

    @property
    def whole_title(self) -> str:
        """The title at the top, that of a letter perhaps."""
        return self.titles.top.words if self.titles.top else self.titles.own or ""

    def _note(self, key: str, span: Span | None, inferred: bool = False) -> None:
        start, end = span or (None, None)
        self.words[key] = Words(start, end, inferred or span is None)

    def title(self) -> str:
        title = self.titles.own or (self.lines[0].words[:_LONGEST_TITLE] if self.lines else "")
        block = self.titles.body or self.titles.top
        at = self.text.find(title, block.start, block.end) if block else -1
        self._note("title", (at, at + len(title)) if at >= 0 else (block.start, block.end) if block else None)
        return title

    def number(self) -> str | None:
        """That of a line of its own near the top, or at the end of the title; a label; what the file states."""
        block = self.titles.body or self.titles.top
        for place, line in enumerate(self.lines[: (block.last if block else 0) + _LINES_TO_THE_NUMBER]):
            match = None if line.is_long else _NUMBER_IN_LINE.fullmatch(line.words)
            if line.is_number or match:
                at, end = match.span("number") if match else (0, len(line.words))
                above = self.lines[place - 1] if place and line.is_bare_number and self.lines[place - 1].is_order else None
                self._note("number", (above.start if above else line.start + at, line.start + end))
                return squeezed((above.words if above else "") + line.words[at:end])
        for value, start, _ in self._labelled(_NUMBER_LABELS):
            if match := NUMBER.search(value):
                self._note("number", (start + match.start(), start + match.end()))
                return squeezed(match.group())
        if match := NUMBER.search(self.stated.get("number", "")):
            self._note("number", None)
            return squeezed(match.group())
        return None

    def _labelled(self, names: tuple[str, ...]) -> list[tuple[str, int, int]]:
        return [self.labels[name] for name in names if name in self.labels]

    def issuers(self) -> tuple[str, ...]:
        """Those who sign; else those whom the title begins with, the letterhead, a label, what the file states, the printer;
        else the body that begins the title, which is inferred."""
        signed, of_title = self.signature.bodies, title_bodies(self.titles.top.words) if self.titles.top else ()
        if signed and len(signed) >= len(of_title):
            self._note("issuer", self.signature.bodies_span)
            return signed
        if of_title and self.titles.top:
            self._note("issuer", (self.titles.top.start, self._end_of(of_title)))
            return of_title
        if self.signature.letterhead:
            self._note("issuer", self.signature.letterhead_span)
            return self.signature.letterhead
        top = self.titles.top.last if self.titles.top else 0
        for line in self.lines[top : top + 3]:
            match = _ISSUED_BY.fullmatch(line.words) if line.is_adoption else None
            if match and (bodies := bodies_in(match["names"])):
                self._note("issuer", (line.start + match.start("names"), line.start + match.end("names")))
                return bodies
        for value, start, end in self._labelled(_ISSUER_LABELS):
            if bodies := bodies_in(value):
                self._note("issuer", (start, end))
                return bodies
        if bodies := bodies_in(self.stated.get("issuer", "")):
            self._note("issuer", None)
            return bodies
        if self.signature.printer:
            self._note("issuer", self.signature.printer_span, inferred=True)
            return self.signature.printer
        if leading := leading_body(self.whole_title):
            self._note("issuer", (self.titles.top.start, self._end_of((leading,))) if self.titles.top else None, inferred=True)
            return (leading,)
        return ()

    def _end_of(self, bodies: tuple[str, ...]) -> int:
        """Where the names that begin the title end, over several lines perhaps."""
        assert self.titles.top
        left = sum(len(squeezed(name)) for name in bodies)
        for line in self.lines[self.titles.top.first : self.titles.top.last]:
            for at, letter in enumerate(line.words):
                left -= letter not in " \u3000、，\t"
                if left <= 0:
                    return line.start + at + 1
        return self.titles.top.end

    def issued(self) -> str | None:
        """The day signed; else a date under the title, a label, the printer's line, what the file states."""
        if self.signature.issued:
            self._note("issued", self.signature.issued_span)
            return self.signature.issued
        top = self.titles.top.last if self.titles.top else 0
        for line in self.lines[top : top + 3]:
            if (line.is_date or line.is_adoption or line.is_issue) and (day := read_date(line.words)):
                self._note("issued", (line.start, line.end), inferred=not line.is_date)
                return day
        for value, start, end in self._labelled(_DATE_LABELS):
            if day := read_date(value):
                self._note("issued", (start, end))
                return day
        if self.signature.printed:
            self._note("issued", self.signature.printed_span, inferred=True)
            return self.signature.printed
        if day := read_date(self.stated.get("issued", "")):
            self._note("issued", None)
            return day
        return None

    def draft(self) -> bool:
        """Whether title or closing words call it one."""
        for block in (self.titles.body, self.titles.top):
            if block and (match := _DRAFT.search(self.text, block.start, block.end)):
                self._note("draft", match.span())
                return True
        for line in self.lines[-4:]:
            if (match := _CALL_FOR_COMMENT.search(line.words)) and DATE.search(line.words):
                self._note("draft", (line.start + match.start(), line.start + match.end()))
                return True
        return False
