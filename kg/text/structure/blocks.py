"""Parts that carry no number of a scheme: tables with their rows, boxes (专栏), dashes, headings without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.text.structure.lines import Line
from kg.text.structure.signs import signs_at

BlockKind = Literal["heading", "box", "table", "row", "dash"]
_CAPTION = re.compile(r"(?P<number>表\s*\d{1,2}(?:[-.－—]\d{1,2})?)\s*[：:.、]?\s*(?P<heading>.*)")
_CAPTION_WORDS = re.compile(r"[^。，,；;：:]{0,50}(?:表|指标|清单|一览|名单|目录|标准|情况|明细|计划)(?:[（(][^（）()]*[）)])?")
_BOX = re.compile(r"(?P<number>专栏\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}))\s*[：:.、]?\s*(?P<heading>.*)")
_BOX_ROW = re.compile(r"(?P<number>\d{1,2})(?:[ \t\u3000]+(?P<heading>[^\n年月]+))?")
_DASH = re.compile(r"(?:[—─―]{2,}|[－-]{2,}|[—─―]|-(?=[ \t])|[●•■◆▲▪◇○★►➢▶](?=\s*\S))[ \t\u3000]*(?=[^\s—─―\d－-])")


@dataclass(frozen=True)
class Block:
    """`start`:`end` is the line that begins it, `words` where its heading begins, `until` where a table ends."""

    kind: BlockKind
    start: int
    words: int
    end: int
    line: int
    number: str | None = None
    value: int | None = None
    until: int | None = None
    rank: float | None = None
    """Of a heading: its rank, where marks of Markdown show it."""
    level: int | None = None
    """Of a heading: its level where a curator says it; 1 is the outermost."""
    top: bool = False
    """A heading that stands above all numbers, as 附则 does."""


def blocks(text: str, lines: Sequence[Line], taken: set[int]) -> list[Block]:
    """The blocks of `lines` in text order. The lines that they need whole, rows and captions, are added to `taken`."""
    found = [*_tables(text, lines, taken), *_boxes(text, lines, taken)]
    for i, line in enumerate(lines):
        if i in taken:
            continue
        if dash := _DASH.match(text, line.start, line.end):
            taken.add(i)
            found.append(Block("dash", line.head, dash.end(), line.end, i))
    return sorted(found, key=lambda block: block.start)


def cells(text: str, line: Line) -> int:
    """How many tabs divide the words of a line. The one that follows its number divides nothing."""
    sign = next(signs_at(text, line.start, line.end), None)
    return text.count("\t", sign.end if sign and sign.number else line.start, line.end)


def _is_row(text: str, line: Line) -> bool:
    """Whether a line after a row is the next one. The first cells of a row may be empty."""
    return line.tabbed or ("\t" in text[line.at : line.start] and next(signs_at(text, line.start, line.end), None) is None)


def _tables(text: str, lines: Sequence[Line], taken: set[int]) -> Iterator[Block]:
    i = 0
    while i < len(lines):
        if i in taken or not cells(text, lines[i]):
            i += 1
            continue
        last = i
        while last + 1 < len(lines) and last + 1 not in taken and _is_row(text, lines[last + 1]):
            last += 1
        if last > i:
            yield from _table(text, lines, i, last, taken)
        i = last + 1


def _table(text: str, lines: Sequence[Line], first: int, last: int, taken: set[int]) -> Iterator[Block]:
    until = lines[last + 1].at if last + 1 < len(lines) else len(text)
    head = lines[first - 1] if first else None
    caption = _CAPTION.fullmatch(head.words) if head and first - 1 not in taken else None
    if head and (
        caption
        or (first - 1 not in taken and _CAPTION_WORDS.fullmatch(head.words) and not next(signs_at(text, head.start, head.end), None))
    ):
        taken.add(first - 1)
        number = caption["number"] if caption else None
        words = head.start + (caption.start("heading") if caption else 0)
        value = int(re.findall(r"\d+", number)[0]) if number else None
        yield Block("table", head.head, words, head.end, first - 1, number, value, until)
    else:
        yield Block("table", lines[first].start, lines[first].start, lines[first].start, first, None, None, until)
    for i in range(first, last + 1):
        taken.add(i)
        line = lines[i]
        words = line.at if "\t" in text[line.at : line.start] else line.start
        end = text.find("\t", words, line.end)
        yield Block("row", line.start, words, end if end >= 0 else line.end, i, until=lines[i + 1].at if i < last else until)


def _boxes(text: str, lines: Sequence[Line], taken: set[int]) -> Iterator[Block]:
    row = 0
    boxed = False
    for i, line in enumerate(lines):
        if i in taken:
            continue
        if (box := _BOX.fullmatch(line.words)) and not line.ended:
            taken.add(i)
            boxed, row = True, 0
            yield Block("box", line.head, line.start + box.start("heading"), line.end, i, box["number"], _ordinal(box["number"]))
        elif boxed and (match := _BOX_ROW.fullmatch(line.words)) and int(match["number"]) == row + 1:
            taken.add(i)
            row += 1
            words = line.start + match.start("heading") if match["heading"] else line.end
            yield Block("row", line.start, words, line.end, i, match["number"], row)
        elif boxed and any(sign.family in ("chapter", "section", "article") for sign in signs_at(text, line.start, line.end)):
            boxed = False


def _ordinal(number: str) -> int | None:
    from kg.text.numerals import chinese_number

    words = number.removeprefix("专栏").strip()
    return int(words) if words.isdigit() else chinese_number(words)
