"""Who signed and when: the names above a date, the closing words of a publication, the letterhead, the printer's line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.intake.head.dates import DATE, read_date
from kg.intake.head.issuers import bodies_in, leading_place
from kg.intake.head.lines import Line
from kg.intake.head.titles import Titles
from kg.text.quotes import Span

_TITLE_PREFIX = re.compile(r"(?P<by>[^《》]+?)(?:联合)?(?:关于|印发|转发|批转|公布|发布)")
_DATE = re.sub(r"\(\?P<\w+>", "(?:", DATE.pattern).replace("(?P=mark)", "[-./－．]")
_NAMES_THEN_DATE = re.compile(
    rf"(?:该?(?:政策|文件|措施|办法)由)?(?P<names>[^。；：《》]+?)[\s，,]*(?:于)?\s*(?P<date>{_DATE})(?P<rest>.*)", re.DOTALL
)
_DATE_THEN_NAMES = re.compile(
    rf"(?P<date>{_DATE})[\s，,]*(?P<names>[^。；：《》]+?)(?:联合)?(?P<rest>(?:召开|发布|印发|公布|公开|对外|正式).*)", re.DOTALL
)
_DATE_ALONE = re.compile(rf"(?P<date>{_DATE})(?P<rest>.{{0,4}}(?:发布|公布|公开).*)", re.DOTALL)
_PRINTED = re.compile(rf"(?P<names>.*?)\s*(?P<date>{_DATE})\s*(?:[上中下]旬)?\s*印\s*发?")
_PUBLISHED = re.compile(r"发布|公布|征求意见|征集意见|公示|公开|整理|反馈")
_LAST_LINES = 5
_MOST_NAMES = 12


@dataclass(frozen=True)
class Signature:
    bodies: tuple[str, ...] = ()
    bodies_span: Span = (0, 0)
    issued: str | None = None
    issued_span: Span = (0, 0)
    letterhead: tuple[str, ...] = ()
    letterhead_span: Span = (0, 0)
    printer: tuple[str, ...] = ()
    printer_span: Span = (0, 0)
    printed: str | None = None
    printed_span: Span = (0, 0)


def title_bodies(title: str) -> tuple[str, ...]:
    """The bodies that a title begins with: 甲市公安局 甲市财政局关于印发…的通知."""
    match = _TITLE_PREFIX.match(title)
    return bodies_in(match["by"]) if match else ()


def read_signature(lines: Sequence[Line], titles: Titles) -> Signature:
    """Who signed and when. Of several signatures that of the letter counts, else the last."""
    signed = list(_signed(lines, titles))
    before_body = [found for found in signed if titles.body and found[3][1] <= titles.body.start]
    named = [found for found in before_body or signed if found[0]]
    chosen = before_body[-1:] or named[-1:] or signed[-1:]
    closing = _closing(lines[-_LAST_LINES:])
    letterhead, printed = _letterhead(lines[:8]), _printed(lines[-8:])
    bodies, bodies_span, issued, issued_span = chosen[0] if chosen and (chosen[0][0] or not closing) else closing or _NOBODY
    return Signature(
        bodies, bodies_span, issued, issued_span, letterhead[0], letterhead[1], printed[0], printed[1], printed[2], printed[3]
    )  # fmt: skip


def named_signatures(lines: Sequence[Line], titles: Titles) -> list[int]:
    """The lines with the dates of signatures that have names, and those that say who published it."""
    signed = [date for names, _, _, date in _signed(lines, titles) if names]
    signed += [date for line in lines if (found := _closing([line])) and found[0] for date in (found[3],)]
    starts = [line.start for line in lines]
    return sorted({bisect_right(starts, start) - 1 for start, _ in signed})


_Signed = tuple[tuple[str, ...], Span, str | None, Span]
_NOBODY: _Signed = ((), (0, 0), None, (0, 0))


def _signed(lines: Sequence[Line], titles: Titles) -> Iterator[_Signed]:
    """Dates in a line of their own or behind names, with the names above them."""
    first = titles.top.last if titles.top else 0
    for at in range(first, len(lines)):
        line = lines[at]
        if titles.top and at < titles.top.last + 2 and not _names_above(lines, at, first)[0]:
            continue  # a date under the title
        if line.is_date and (day := read_date(line.words)):
            names, span = _names_above(lines, at, first)
            yield names, span, day, (line.start, line.end)
        elif match := None if line.is_long else _NAMES_THEN_DATE.fullmatch(line.words):
            bodies = bodies_in(match["names"])
            if bodies and not match["rest"].strip("（）() "):
                above, span = _names_above(lines, at, first)
                start = span[0] if above else line.start
                place = (line.start + match.start("date"), line.start + match.end("date"))
                yield tuple(dict.fromkeys((*above, *bodies))), (start, line.start + match.end("names")), read_date(match["date"]), place


def _names_above(lines: Sequence[Line], at: int, first: int) -> tuple[tuple[str, ...], Span]:
    """The names in the lines above line `at`; a name may go over two lines."""
    top, names = at, list[str]()
    while top - 1 >= max(first, at - _MOST_NAMES):
        whole = lines[top - 1].bodies
        above = lines[top - 2] if top - 2 >= first else None
        broken = whole and not leading_place(whole[0]) and above and not above.is_sentence and not above.is_address and not above.bodies
        over_two = bodies_in(above.words + lines[top - 1].words) if broken and above else ()
        if not whole:
            break
        names = [*(over_two or whole), *names]
        top -= 2 if over_two else 1
    return tuple(dict.fromkeys(names)), (lines[top].start, lines[at - 1].end) if names else (0, 0)


def _closing(lines: Sequence[Line]) -> _Signed | None:
    """甲市科技局2026年3月1日发布，征求意见截止3月30日。"""
    for line in reversed(lines):
        if line.is_long or not DATE.search(line.words) or not _PUBLISHED.search(line.words) or line.words.endswith(("印发", "印")):
            continue
        for pattern in (_DATE_THEN_NAMES, _NAMES_THEN_DATE, _DATE_ALONE):
            match = pattern.match(line.words)
            if not match or not (day := read_date(match["date"])):
                continue
            names = match.groupdict().get("names")
            bodies = bodies_in(names) if names else ()
            if names and not bodies:
                continue
            span = (line.start + match.start("names"), line.start + match.end("names")) if names else (0, 0)
            return bodies, span, day, (line.start + match.start("date"), line.start + match.end("date"))
    return None


def _letterhead(lines: Sequence[Line]) -> tuple[tuple[str, ...], Span]:
    for line in lines:
        if (match := line.letterhead) and (bodies := bodies_in(match["body"])):
            return bodies, (line.start + match.start("body"), line.start + match.end("body"))
    return (), (0, 0)


def _printed(lines: Sequence[Line]) -> tuple[tuple[str, ...], Span, str | None, Span]:
    for line in reversed(lines):
        if match := None if line.is_long else _PRINTED.fullmatch(line.words.rstrip("。")):
            bodies = bodies_in(match["names"])
            span = (line.start, line.start + match.end("names"))
            return (
                bodies,
                span if bodies else (0, 0),
                read_date(match["date"]),
                (line.start + match.start("date"), line.start + match.end("date")),
            )
    return (), (0, 0), None, (0, 0)
