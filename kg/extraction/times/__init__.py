"""When something is, was or shall be: years, periods, and parts of a text that tell what was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import any_of, word_file
from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.numerals import chinese_number

_PLAN = re.compile(
    r"(?:到|至|截至|截止)?\s*[“\"]?\s*十\s*(?P<plan>[一二三四五六七八九])\s*五\s*[”\"]?\s*(?P<part>期\s*末|末|期\s*间|时\s*期|以\s*来|规划期|目标)?"
)
_YEAR = re.compile(
    r"(?P<to>到|至|截至|截止|力争|在)?\s*(?:(?:19|20)\d\d\s*年?\s*(?:至|到|[-—–－~～]+)\s*)?"
    r"(?P<year>(?:19|20)\s*\d\s*\d)\s*年(?!\s*(?:起|开始|以来|度))\s*(?P<part>年?底|年?末|底前|前|以前)?"
)
_LENGTH = re.compile(
    r"(?:未来|今后|力争(?:用|通过)?|用|通过|经过)?\s*(?P<years>\d{1,2}|[二两三四五六七八九十])\s*[—-]?\s*年\s*(?P<within>内|左右|时间|的努力)?"
)
_BEFORE_LENGTH = re.compile(r"(?:^|[，。；：:,;“\"\s]|力争|争取|计划|确保|用|通过|经过)$")
_TO_BE = re.compile(r"^[^，。；]{0,30}(?:要达|力争|争取|确保)")
_DAY = re.compile(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_HELD = ("现有", "拥有")
_COUNTS = re.compile(r"[^，,；;。]*?[\d一二两三四五六七八九十百千万]")
"""What follows 现有 where it tells what there is, and is no attribute: 现有人才500名, not 利用现有空间."""
_EACH = re.compile(r"每年|年均|每学年|逐年|每年度")
Period = Literal["point", "period", "year"]


@dataclass(frozen=True)
class Frame:
    """A stretch of words that dates what follows it. `inferred`: the year is counted, and not stated by the words."""

    at: Span
    year: int | None
    span: Period | None
    inferred: bool = False
    past: bool = False
    loose: bool = False
    """The length of a time, or a year within other words: 两年内, 2024年认定的. It may be that of a condition as well as of a goal."""
    compared: bool = False
    """What something is compared with, and no date of it: 比2015年增长."""


def frames(text: str, at: Span, issued: int | None) -> Iterator[Frame]:
    """The frames of a stretch, in order. `issued` is the year of the document, from which 未来5年 counts."""
    found = [*_plans(text, at, issued), *_years(text, at, issued), *_lengths(text, at, issued), *_each(text, at)]
    yield from sorted(found, key=lambda frame: frame.at)


def _plans(text: str, at: Span, issued: int | None) -> Iterator[Frame]:
    for match in _PLAN.finditer(text, *at):
        year = _plan_end(match["plan"])
        part = re.sub(r"\s", "", match["part"] or "")
        span: Period | None = "point" if part in ("末", "期末") else "period" if part in ("期间",) else None
        past = issued is not None and year < issued
        yield Frame(match.span(), year, span, inferred=True, past=past, compared=_is_compared(text, match))


def _plan_end(numeral: str) -> int:
    """The last year of the five-year plan 十X五: 2020 of 十三五."""
    return 1955 + 5 * (10 + (chinese_number(numeral) or 0))


def _years(text: str, at: Span, issued: int | None) -> Iterator[Frame]:
    for match in _YEAR.finditer(text, *at):
        year = int(re.sub(r"\s", "", match["year"]))
        part = match["part"] or ""
        if _DAY.match(text, match.end()) and match["to"] not in ("到", "截至", "截止"):
            continue
        loose = not (match["to"] or part or text.startswith(("，", ","), match.end()))
        past = (issued is not None and year < issued) or match["to"] in ("截至", "截止")
        span: Period | None = "point" if "末" in part else None
        yield Frame(match.span(), year, span, past=past, loose=loose, compared=_is_compared(text, match))


def _is_compared(text: str, match: re.Match[str]) -> bool:
    return text[max(0, match.start() - 1) : match.start()] in ("比", "较") or text.startswith("相比", match.end())


def _lengths(text: str, at: Span, issued: int | None) -> Iterator[Frame]:
    for match in _LENGTH.finditer(text, *at):
        whole = match.group()
        if not (whole.startswith(("未来", "今后")) or match["within"] in ("内", "时间", "的努力")) or issued is None:
            continue
        years = int(match["years"]) if match["years"].isdigit() else (chinese_number(match["years"].replace("两", "二")) or 0)
        if whole.startswith(("未来", "今后")) or _BEFORE_LENGTH.search(text[at[0] : match.start()]):
            yield Frame(match.span(), issued + years, "period", inferred=True, loose=True)


def _each(text: str, at: Span) -> Iterator[Frame]:
    for match in _EACH.finditer(text, *at):
        yield Frame(match.span(), None, "year")


def _words(name: str) -> str:
    return any_of(word_file(Path(__file__).with_name("words.yaml"))[name])


@cache
def _achieved() -> re.Pattern[str]:
    of, what, no_verb = _words("achieved_of"), _words("achieved"), _words("achieved_not")
    return re.compile(rf"(?:(?!{no_verb}).)*?(?:(?:^|[、.．）)\s])|{of})(?:{what})(?:(?:和|与|及|、).*)?")


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(_words("goal_headings"))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(_words("past"))


def heads_achievements(heading: str) -> bool:
    """Whether a heading says that its part tells what was reached: 发展基础, and not 夯实发展基础."""
    return bool(_achieved().fullmatch(heading))


def tells_achievements(source: DraftSource, clause: str) -> bool:
    """Whether the clause stands in a part about what was reached (发展基础), by the nearest heading that says either."""
    for one in (source.clauses[clause], *source.parsed.tree.ancestors(clause)):
        if _goals().search(one.heading or ""):
            return False
        if heads_achievements(one.heading or ""):
            return True
    return False


def goal_part(source: DraftSource, clause: str) -> Clause | None:
    """The outermost part around the clause whose heading says that it sets goals (发展目标)."""
    around = (source.clauses[clause], *source.parsed.tree.ancestors(clause))
    return next((one for one in reversed(around) if _goals().search(one.heading or "")), None)


def is_past(source: DraftSource, sentence: Sentence, at: int) -> bool:
    """Whether what begins at `at` in the sentence is told as done: by its part of the text, its words, or the frame before it."""
    if tells_achievements(source, sentence.clause):
        return True
    before = [frame for frame in frames(source.text, (sentence.start, at), source.year) if frame.span != "year" and not frame.compared]
    if before and before[-1].year is not None:
        return before[-1].past and not _TO_BE.search(source.words((at, sentence.end)))
    told = _past().finditer(source.text, sentence.start, min(at + 8, sentence.end))
    return any(match.group() not in _HELD or _COUNTS.match(source.text, match.end(), sentence.end) for match in told)
