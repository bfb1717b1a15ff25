"""What belongs to the page and not to the text: page marks, and heads and feet that are printed on each page."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.intake.layout.rows import joined, rows
from kg.intake.page_content import Line, PageContent

_DASHES = r"[-—–―－─━‐‑·•~〜]"
_MARK = re.compile(
    rf"{_DASHES}+\d{{1,4}}{_DASHES}+|[-—–]?第\d{{1,4}}页[,，/]?(?:[（(]?共\d{{1,4}}页[)）]?)?[-—–]?|(?:Page|P\.?)\d{{1,4}}(?:of\d{{1,4}})?|\d{{1,4}}[/／]\d{{1,4}}页?",
    re.IGNORECASE,
)
"""A line without blanks that is a page mark wherever it stands at the edge of a page."""
_NUMBER = re.compile(rf"{_DASHES}?(\d{{1,4}}|[ivxl]{{1,6}}){_DASHES}?", re.IGNORECASE)
_EDGE_ROWS = 3
"""As many rows from the top and from the bottom may be furniture."""


@dataclass(frozen=True)
class Furniture:
    """What was taken for furniture on a page, and whether a person should look at it."""

    lines: tuple[Line, ...]
    words: str
    sure: bool
    above: bool
    """It stands over the text, not under it."""


@dataclass(frozen=True)
class _Edge:
    page: PageContent
    line: Line
    lines: tuple[Line, ...]
    above: bool
    apart: bool
    """White or a smaller size sets it apart from the text."""

    @property
    def words(self) -> str:
        return re.sub(r"\s", "", self.line.text)

    @property
    def place(self) -> tuple[bool, int]:
        return self.above, round((self.line.rect.middle if self.above else self.page.height - self.line.rect.middle) / 4)


def furniture(pages: Sequence[tuple[PageContent, Sequence[Line]]]) -> dict[int, list[Furniture]]:
    """What is furniture, by page, of the lines that stand in no table."""
    edges = [edge for page, lines in pages for edge in _edges(page, lines)]
    repeated: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    numbers: dict[tuple[bool, int], set[int]] = defaultdict(set)
    for edge in edges:
        repeated[edge.above, re.sub(r"\d+", "#", edge.words)].append(edge)
        if (offset := _offset(edge)) is not None:
            numbers[edge.above, offset].add(edge.page.page)
    found: dict[int, list[Furniture]] = defaultdict(list)
    text_reached: set[tuple[int, bool]] = set()
    for edge in edges:
        if (edge.page.page, edge.above) in text_reached:
            continue
        offset = _offset(edge)
        number = offset is not None and edge.apart
        same = repeated[edge.above, re.sub(r"\d+", "#", edge.words)]
        beside = {other.page.page for other in same if other.apart and abs(other.place[1] - edge.place[1]) <= 1}
        if _MARK.fullmatch(edge.words):
            sure = True
        elif number and offset is not None:
            sure = len(numbers[edge.above, offset]) > 1
        elif edge.apart and len(beside) >= 2 and not edge.words.isdigit():
            sure = len(beside) >= 3
        else:
            text_reached.add((edge.page.page, edge.above))
            continue
        found[edge.page.page].append(Furniture(edge.lines, edge.line.text.strip(), sure, edge.above))
    return found


def _offset(edge: _Edge) -> int | None:
    """How far a bare number is from that of its page."""
    mark = _NUMBER.fullmatch(edge.words)
    return int(mark[1]) - edge.page.page if mark and mark[1].isdigit() else -1000 if mark else None


def _edges(page: PageContent, lines: Sequence[Line]) -> list[_Edge]:
    """The outermost rows of a page, from its edge inwards as far as they may be furniture."""
    stacked = [(joined(row), tuple(row)) for row in rows(lines)]
    if not stacked:
        return []
    pitches = [below.rect.middle - above.rect.middle for (above, _), (below, _) in itertools.pairwise(stacked)]
    pitch = median(pitches) if pitches else page.height
    size = median(line.size for line, _ in stacked)
    found = []
    for above, order in ((True, stacked), (False, stacked[::-1])):
        near = [line for line, _ in order[: _EDGE_ROWS + 1]]
        parted = [_is_parted(page, line, inner, pitch) for line, inner in zip(near, [*near[1:], None], strict=True)]
        for n, (line, parts) in enumerate(order[:_EDGE_ROWS]):
            share = line.rect.middle / page.height
            outside = share < 0.15 if above else share > 0.85
            found.append(_Edge(page, line, parts, above, outside and (any(parted[n:_EDGE_ROWS]) or line.size < 0.85 * size)))
    return found


def _is_parted(page: PageContent, line: Line, inner: Line | None, pitch: float) -> bool:
    """Whether white or a rule parts a row from the next one inwards."""
    if inner is None or abs(inner.rect.middle - line.rect.middle) > 1.35 * pitch:
        return True
    low, high = sorted((line.rect.middle, inner.rect.middle))
    return any(low < rule.middle < high and rule.width > 0.4 * page.width for rule in page.rules)
