"""Headings without a number: 附则, 金融支持：, a short line between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.text.structure.blocks import Block
from kg.text.structure.candidates import Candidate
from kg.text.structure.lines import Line

_KNOWN = re.compile(r"附则|总则|罚则|前言|引言|序言|结语|结束语")
_TITLE = re.compile(r"[^。；;！!？?：:、\t|…]{2,24}[：:]?")
_LEADS_IN = re.compile(
    r"下列|如下|以下|包括|包含|应当|应该|必须|规定|有关单位|各有关|单位[：:]$|部门[：:]$|政府[：:]$|同志[：:]$|材料[：:]$|条件[：:]$|为[：:]$|其中[：:]$|^注[：:]|^单位"
)
_RUN_IN = re.compile(r"[“\"]?[\u4e00-\u9fffA-Za-z0-9“”\"、·&-]{2,16}(?:[：:]|。)(?=\S)")
_LEAST_TEXT = 25
_LONG_TEXT = 30


def headings(text: str, lines: Sequence[Line], taken: set[int], numbered: Mapping[int, Candidate]) -> list[Block]:
    """The headings of `lines` that stand alone, but those whose index is `taken`.

    A line is one where it is short, has no punctuation of a sentence, and stands between complete paragraphs or before a first number.
    One such line is none, unless a number follows it or Markdown marks it.
    """
    known: list[int] = []
    marked: list[int] = []
    found: list[int] = []
    before_number: list[int] = []
    begun = False
    for i, line in enumerate(lines):
        if i in numbered or i in taken:
            begun = True
            continue
        if _KNOWN.fullmatch(line.letters):
            known.append(i)
        elif line.marks and begun:
            marked.append(i)
        elif begun and _stands_alone(lines, i, taken, numbered):
            opens = i + 1 in numbered and numbered[i + 1].sign.value == 1
            (before_number if opens else found).append(i)
        begun = begun or (line.ended and line.long)
    if len(found) < 2 and not before_number:
        found = []
    chosen = sorted([*known, *marked, *before_number, *found])
    if not numbered:
        chosen = chosen if len(chosen) > 1 else _alternating(lines, taken) or chosen
    taken.update(chosen)
    return [_block(lines[i], i) for i in chosen]


def run_ins(text: str, lines: Sequence[Line], taken: set[int]) -> list[Block]:
    """The paragraphs of a text without any other part that begin with their own title: 金融支持：设立…. At least three of them."""
    found = [
        (i, match)
        for i, line in enumerate(lines)
        if i not in taken and len(line.letters) >= _LEAST_TEXT and (match := _RUN_IN.match(text, line.start, line.end)) and i
    ]
    runs = [pair for at, pair in enumerate(found) if _beside(found, at)]
    if len(runs) < 3:
        return []
    taken.update(i for i, _ in runs)
    return [Block("heading", lines[i].head, lines[i].start, match.end() - 1, i) for i, match in runs]


def _beside(found: Sequence[tuple[int, re.Match[str]]], at: int) -> bool:
    i = found[at][0]
    return (at > 0 and i - found[at - 1][0] <= 3) or (at + 1 < len(found) and found[at + 1][0] - i <= 3)


def _block(line: Line, i: int) -> Block:
    return Block("heading", line.head, line.start, line.end, i, top=bool(_KNOWN.fullmatch(line.letters)))


def _stands_alone(lines: Sequence[Line], i: int, taken: set[int], numbered: Mapping[int, Candidate]) -> bool:
    line = lines[i]
    if (
        line.tabbed
        or line.is_date
        or not _TITLE.fullmatch(line.words)
        or _LEADS_IN.search(line.letters)
        or not re.search("[\u4e00-\u9fff]{2}", line.words)
    ):
        return False
    before = lines[i - 1] if i else None
    if before is not None and not (before.ended or (i - 1 in numbered and not before.long)):
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following is None or following.tabbed or following.is_date or i + 1 in taken:
        return False
    if i + 1 in numbered:
        return not line.introduces
    return len(following.letters) >= _LEAST_TEXT and (following.ended or following.long)


def _alternating(lines: Sequence[Line], taken: set[int]) -> list[int]:
    """Short sentences that head a long paragraph each, in a text where nothing else does: 支持培育场景。"""
    found = [
        i
        for i in range(1, len(lines) - 1)
        if i not in taken
        and len(lines[i].letters) <= _LEAST_TEXT
        and re.fullmatch(r"[^。；;！!？?：:]+。", lines[i].letters)
        and len(lines[i + 1].letters) >= _LONG_TEXT
        and lines[i - 1].ended
    ]
    return found if len(found) >= 3 else []
