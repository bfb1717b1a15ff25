"""From when and until when a document is in force, as its text says it: 自发布之日起施行, 有效期三年, 试行至2028年12月31日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.intake.head.dates import DATE, DURATION, iso, iso_duration
from kg.text.quotes import Span

_ACT = r"(?:正式)?(?:施行|实施|试行|执行|生效|实行|起效)"
_FROM_DATE = re.compile(rf"(?:自|从|于)\s*(?P<date>{DATE.pattern})\s*(?:起|开始)?\s*(?:正式)?{_ACT}")
_FROM_ISSUE = re.compile(
    rf"(?:自|从)\s*(?:正式)?(?:印发|发布|公布|颁布|下发|发文|印制|公开发布|发表|公告|签发|通过)(?:之日|当日|日|后)\s*(?P<later>起?\s*(?P<days>\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*(?P<unit>日|天|个月)(?:后|之后))?\s*起?\s*(?:开始)?{_ACT}"
)
_VALID = r"(?:有效期限?|试行期限?|施行期限?|实施期限?|执行期限?|政策期限?|试点期限?|暂定|有效)"
_UNTIL = re.compile(
    rf"(?:{_VALID}|试行|施行|实施|执行|截止|延续|延长)(?:(?!有效|施行|试行)[^。；\n《》]){{0,30}}?(?:至|到|截至|截止到|截止至|截止日期为)\s*(?P<date>{DATE.pattern})(?:\s*(?:止|24时))?"
)
_UNTIL_MONTH = re.compile(
    rf"(?:{_VALID}|试行|施行|实施|执行)[^。；\n《》]{{0,20}}?(?:至|到)\s*(?P<year>20\d{{2}})年(?:(?P<end>底|末|年底|年末))"
)
_FOR = re.compile(
    rf"(?:{_VALID}|试行|施行|实施|执行|实行)\s*(?:[期限]{{0,2}})\s*(?:暂定|定|均|一律)?\s*(?:为|是|：|:)?\s*(?:暂定)?\s*(?P<length>{DURATION.pattern})(?!内|前|以[上内下]|龄|度)"
)
_LONGEST_SENTENCE = 400
_LONGEST_QUOTE = 120
"""Letters by which a quote is made longer, to either side."""
_OWN = re.compile(
    r"(?:本|该|此)[^，。；\n]{0,14}|施行|实施之日|起(?:试行|执行|实施|生效)|印发之日|发布之日|公布之日|施行说明|实施时间|政策有效期|(?:执行|实施|政策)期限"
)
_OTHERS_TERM = re.compile(r"证书|资格|资质|合同|聘期|协议|称号|认定|评价结果|公示|年检|报告有效期|券|卡|服务期|任期|公示期|票")


@dataclass(frozen=True)
class Validity:
    """Each with the place of its words. Dates are ISO 8601, `valid_for` is P3Y and `length` its words, 三年."""

    effective: str | None = None
    effective_span: Span | None = None
    computed: bool = False
    """`effective` is counted from the day of issue: 自发布之日起30日后施行."""
    valid_until: str | None = None
    valid_for: str | None = None
    length: str | None = None
    validity_span: Span | None = None


def read_validity(text: str, issued: str | None, draft: bool) -> Validity:
    """What the text says last counts: its closing words, not those of the letter before it. A draft has no day of issue."""
    effective, effective_span, computed = _effective(text, None if draft else issued)
    ends = [end for end in _ends(text) if not (end[0] and effective and end[0] < effective)]
    if not ends:
        return Validity(effective, effective_span, computed)
    until, length, words, span, _ = max(ends, key=lambda end: (end[4], end[3][0]))
    return Validity(effective, effective_span, computed, until, length, words if length else None, span)


def _effective(text: str, issued: str | None) -> tuple[str | None, Span | None, bool]:
    dated = [(match, iso(found)) for match in _FROM_DATE.finditer(text) if (found := DATE.search(match["date"])) and _is_own(text, match)]
    for match, day in reversed(dated):
        if day:
            return day, match.span(), False
    since = [match for match in _FROM_ISSUE.finditer(text) if _is_own(text, match)]
    if not since or not issued:
        return None, None, False
    match = since[-1]
    if not match["later"]:
        return issued, match.span(), False
    if len(issued) == len("2026-03-01") and match["unit"] in ("日", "天") and match["days"].isdecimal():
        return (date.fromisoformat(issued) + timedelta(days=int(match["days"]))).isoformat(), match.span(), True
    return None, None, False


def _ends(text: str) -> Iterator[tuple[str | None, str | None, str, Span, bool]]:
    """Date, length, words, place, and whether the sentence is about the document beyond doubt."""
    for match in _UNTIL.finditer(text):
        found = DATE.search(match["date"])
        if found and (day := iso(found)) and _is_own(text, match):
            yield day, None, match["date"], match.span(), True
    for match in _UNTIL_MONTH.finditer(text):
        if _is_own(text, match):
            yield f"{match['year']}-12-31", None, match.group(), match.span(), True
    for match in _FOR.finditer(text):
        found = DURATION.fullmatch(match["length"])
        if found and (length := iso_duration(found)) and _is_own(text, match) and not _too_long(length):
            yield None, length, re.sub(r"\s", "", match["length"]), match.span(), "起" in _sentence(text, match.start())


def _too_long(length: str) -> bool:
    return length.endswith("Y") and int(length[1:-1]) > 30


def _is_own(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence is about the document itself, not about a certificate or a project."""
    sentence = _sentence(text, match.start())
    before = text[max(0, match.start() - 12) : match.start()].rpartition("。")[2]
    return bool(_OWN.search(sentence)) and not _OTHERS_TERM.search(before) and not re.search(r"《[^》]*》[^，。；]{0,12}$", before)


def _sentence(text: str, at: int) -> str:
    near, far = max(0, at - _LONGEST_SENTENCE), at + _LONGEST_SENTENCE
    start = max(near, *(text.rfind(mark, near, at) + 1 for mark in "。\n"))
    ends = [found for mark in "。\n" if (found := text.find(mark, at, far)) >= 0]
    return text[start : min(ends, default=far)]


def unique_span(text: str, span: Span) -> Span | None:
    """The shortest stretch around `span` whose words stand once in the text, white space not counted; of its paragraph, and not long."""
    squeezed = re.sub(r"\s", "", text)
    start, end = span
    first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST_QUOTE)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _LONGEST_QUOTE)
    while squeezed.count(re.sub(r"\s", "", text[start:end])) > 1:
        if start > first:
            start -= 1
        elif end < last:
            end += 1
        else:
            return None
    while text[start:end] and text[start].isspace():
        start += 1
    return start, end
