"""The zones of a text: cover letter, table of contents, body, list of annexes, annexes. Each numbers its parts for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.text.folding import fold
from kg.text.structure.annexes import Zone, ZoneKind, annexes_of
from kg.text.structure.fixes import Fixes
from kg.text.structure.lines import Line
from kg.text.structure.signs import PRIOR, Sign, signs_at

_ISSUES = re.compile(r"印发|转发|颁布|公布|发布|现将|通知")
_PUBLISHED = re.compile(r"[（(]?(?:此件|此文|公开方式|联系人|联系方式|联系电话|抄送|主动公开|依申请公开|信息公开)")
_CONTENTS = re.compile(r"目[录次]|目录")
_PAGE = re.compile(r"[\s.…·•‧⋯．。\-—_]*[（(]?\d{0,3}[）)]?$")


def zones_of(text: str, lines: Sequence[Line], fixes: Fixes) -> list[Zone]:
    """In text order, without a gap."""
    annexes, lists = annexes_of(text, lines, fixes)
    main = min([zone.first for zone in annexes], default=len(lines))
    start = _body(lines[:main]) if fixes.body is None or fixes.body >= main else fixes.body
    zones = [Zone("letter", 0, start)] if start else []
    if annexes and not start and fixes.body is None and (title := _promoted(lines, annexes[0], text)):
        zones, start = [Zone("letter", 0, title)], title
        main = annexes[1].first if len(annexes) > 1 else len(lines)
        annexes = annexes[1:]
    at = start
    for first, last in [*_contents(text, lines, start, main), *((a, b) for a, b in lists if b <= main)]:
        if at <= first:
            kind: ZoneKind = "annexes" if (first, last) in lists else "contents"
            zones += [zone for zone in (Zone("body", at, first), Zone(kind, first, last)) if zone.first < zone.last]
            at = last
    zones += [Zone("body", at, main)] if at < main else []
    return [*zones, *annexes]


def _body(lines: Sequence[Line]) -> int:
    """The index of the line where the body begins; 0 where no letter stands before it."""
    if not any(_ISSUES.search(line.letters) for line in lines[:12]):
        return 0
    before = ""
    ended = False
    for i, line in enumerate(lines):
        letters = fold(line.letters)
        following = fold(lines[i + 1].letters) if i + 1 < len(lines) else ""
        names = [letters, letters + following] if ended and not line.ended and not line.introduces and 5 < len(letters) <= 60 else []
        if any(re.search(rf"(?:印发|转发|颁布|公布|发布|现将|<)<?{re.escape(name)}", before) for name in names if not line.is_date):
            return i
        before += letters
        ended = ended or line.ended
        if i and line.is_date and i + 1 < len(lines):
            if not ended or len(lines) - i < 4:
                return 0
            start = i + 1
            while start < len(lines) and _PUBLISHED.match(lines[start].letters):
                start += 1
            return start if start < len(lines) - 2 else 0
    return 0


def _promoted(lines: Sequence[Line], annex: Zone, text: str) -> int:
    """Where a letter has what it issues as its annex: the line where that begins, else 0."""
    head = fold("".join(line.letters for line in lines[: annex.first]))
    title = annex.title
    if title is None or any(sign for line in lines[: annex.first] for sign in signs_at(text, line.start, line.end) if not sign.weak):
        return 0
    at = lines.index(title)
    names = [fold(title.letters), fold(title.letters + (lines[at + 1].letters if at + 1 < len(lines) else ""))]
    issued = any(re.search(rf"(?:印发|转发|颁布|公布|发布|现将)<?{re.escape(name)}", head) for name in names)
    return at if issued and at > annex.first else 0


def _contents(text: str, lines: Sequence[Line], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The lines of the table of contents: those from 目录, or from the first heading, to where the first heading stands again."""
    heads = [(i, sign) for i in range(first, last) if (sign := next(signs_at(text, lines[i].start, lines[i].end), None)) and not sign.weak]
    mark = next((i for i in range(first, last) if _CONTENTS.fullmatch(lines[i].letters)), None)
    entries = [(i, sign) for i, sign in heads if mark is None or i > mark]
    again = next((at for at in range(1, len(entries)) if _same(text, lines, entries[0], entries[at])), None)
    while again and _opens(entries[again - 1], entries[again]):
        again -= 1
    if again and (mark is not None or again > 2) and _dense(lines, entries[0][0], entries[again - 1][0]):
        yield mark if mark is not None else entries[0][0], _contents_end(lines, entries[again - 1][0], entries[again][0])
    elif mark is not None and (start := _after_broken_contents(lines, entries, mark, last)):
        yield mark, start


def _opens(one: tuple[int, Sign], other: tuple[int, Sign]) -> bool:
    """Whether the first of a family stands right above that of an inner one, as 第一章 above 第一节."""
    above, below = one[1].family, other[1].family
    return one[0] + 1 == other[0] and one[1].value == 1 and PRIOR.index(above) < PRIOR.index(below)


def _same(text: str, lines: Sequence[Line], one: tuple[int, Sign], other: tuple[int, Sign]) -> bool:
    if (one[1].family, one[1].value) != (other[1].family, other[1].value):
        return False
    words = [fold(_PAGE.sub("", re.sub(r"\s", "", text[sign.end : lines[i].end]))) for i, sign in (one, other)]
    return words[0] == words[1] and bool(words[0])


def _dense(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether the lines hold titles only, and no sentence."""
    return all(not line.ended or re.search(r"[….·]$", line.letters) for line in lines[first : last + 1])


def _contents_end(lines: Sequence[Line], last_entry: int, body: int) -> int:
    """The line after the last entry. What is no sentence before the body belongs to the entries (a wrapped title)."""
    at = last_entry + 1
    while at < body and not lines[at].ended and _PAGE.sub("", lines[at].letters) != lines[at].letters:
        at += 1
    return at


def _after_broken_contents(lines: Sequence[Line], entries: Sequence[tuple[int, Sign]], mark: int, last: int) -> int:
    """Where the body begins if its first heading cannot be read in the contents: at the last first number before the first sentence."""
    sentence = next(
        (i for i in range(mark + 1, last) if lines[i].ended and lines[i].long and not re.search(r"[….·]\d*$", lines[i].letters)), last
    )
    rank = ("part", "chapter", "cn")
    tops = [i for i, sign in entries if i < sentence and sign.value == 1 and sign.family in rank]
    return tops[-1] if tops else 0
