"""Annexes (附件, 附表, 附录), and the lists at the end of a text that only name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.text.structure.fixes import Fixes
from kg.text.structure.lines import Line
from kg.text.structure.signs import signs_at

ZoneKind = Literal["letter", "contents", "body", "annexes", "annex"]
_ANNEX = re.compile(
    r"[（(【]?(?P<number>附(?:[件表录图]\s*(?:\d{1,2}(?:[-—－.]\d{1,2})?|[一二三四五六七八九十]{1,3})?|(?=\s*[：:])))[）)】]?(?P<divider>\s*[：:.、]\s*|\s+|$)(?P<title>.*)"
)
_UNMARKED = re.compile(r"(?P<number>)(?P<divider>)(?P<title>.*)")
"""An annex of which only a curator says that it is one."""


@dataclass
class Zone:
    """The lines `first` to `last` (exclusive)."""

    kind: ZoneKind
    first: int
    last: int
    number: str | None = None
    title: Line | None = None
    """Of an annex: the line of its title."""
    inner: list[Zone] = field(default_factory=list)
    """Of an annex: its own annexes (附表)."""
    lists: list[tuple[int, int]] = field(default_factory=list)
    """Of an annex: where it lists its own annexes."""


def annexes_of(text: str, lines: Sequence[Line], fixes: Fixes) -> tuple[list[Zone], list[tuple[int, int]]]:
    """The annexes, and the lines of the lists that name them."""
    marks = {
        i: match
        for i, line in enumerate(lines)
        if (match := _annex(line) or (i in fixes.annexes and _UNMARKED.fullmatch(line.words))) and line.start not in fixes.none
    }
    newest = {_bare(match["number"]): i for i, match in marks.items()}
    starts: list[int] = []
    lists: list[tuple[int, int]] = []
    for i in marks:
        if lists and i < lists[-1][1]:
            continue
        if i not in fixes.annexes and _is_list(text, lines, i, marks, newest):
            end = i + 1
            while (
                end < len(lines)
                and not (end in marks and not _is_list(text, lines, end, marks, newest))
                and _is_entry(text, lines[end], end in marks)
            ):
                end += 1
            lists.append((i, end))
        else:
            starts.append(i)
    zones: list[Zone] = []
    for at, i in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(lines)
        title = lines[i] if marks[i]["title"] else lines[i + 1] if i + 1 < end else None
        zone = Zone("annex", i, end, marks[i]["number"].strip() or "附件", title)
        if zones and zone.number and not zone.number.startswith("附件") and (zones[-1].number or "").startswith("附件"):
            zones[-1].inner.append(zone)
        else:
            zones.append(zone)
    for zone in zones:
        within = zone.last if not zone.inner else zone.inner[0].first
        zone.lists = [(first, last) for first, last in lists if zone.first <= first < within]
    return zones, lists


def _annex(line: Line) -> re.Match[str] | None:
    match = _ANNEX.fullmatch(line.words)
    if match is None or len(line.letters) > 60 or line.tabbed:
        return None
    return None if match["title"] and re.search(r"[。；，,]$|。|^(?:所|中|的|要求|规定)", match["title"]) else match


def _bare(number: str) -> str:
    return re.sub(r"\s", "", number)


def _is_list(text: str, lines: Sequence[Line], i: int, marks: Mapping[int, re.Match[str]], newest: Mapping[str, int]) -> bool:
    """Whether 附件 begins a list of annexes at the end of a text, and no annex. newest: where each number stands for the last time."""
    match = marks[i]
    title, divider = match["title"].strip(), match["divider"].strip()
    numbered = bool(title and (next(signs_at(title, 0, len(title)), None) or re.match(r"\d{1,2}[-—－]\d", title)))
    if numbered:
        return True
    if (title or divider) and newest[_bare(match["number"])] > i:
        return True
    rest = [line for j, line in enumerate(lines[i + 1 : i + 9]) if i + 1 + j not in marks]
    if not title and not divider:
        return not rest
    if title and _is_signed(text, rest):
        return True
    if not title and rest and next(signs_at(text, rest[0].start, rest[0].end), None):
        return True
    return (i + 1 in marks and bool(divider)) or not rest or (any(line.is_date for line in rest) and i + len(rest) + 2 > len(lines))


def _is_signed(text: str, rest: Sequence[Line]) -> bool:
    """Whether names and a date follow at once: the letter ends there, and its text goes on below."""
    day = next((at for at, line in enumerate(rest[:4]) if line.is_date), 0)
    return day > 0 and not any(
        line.ended or len(line.letters) > 40 or next(signs_at(text, line.start, line.end), None) for line in rest[:day]
    )


def _is_entry(text: str, line: Line, marked: bool) -> bool:
    sign = next(signs_at(text, line.start, line.end), None)
    return marked or (
        sign is not None
        and sign.family in ("dot", "brackets", "cn-brackets", "half")
        and not line.letters.endswith("。")
        and len(line.letters) <= 60
    )
