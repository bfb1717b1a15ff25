"""Blocks of lines become a text with offsets: a paragraph one line, a row of a table one line with tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.intake.frames import Turn
from kg.intake.page_content import Line, PageContent, PageDoubt, Rect
from kg.model.original import Doubt, DoubtKind, Stretch


@dataclass(frozen=True)
class Composed:
    """The text of pages, where its printed lines stand, in the order of the text, and what is doubtful, in that order too."""

    text: str
    layout: tuple[Stretch, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Gap:
    """A doubt about the place before line `before` of cell `cell` of a block; `before` = how many lines it has: after the last."""

    cell: int
    before: int
    page: int
    found: str = ""
    kind: DoubtKind = "line_gap"


@dataclass
class Block:
    """What becomes one line of the text: a paragraph, which is one cell, or a row of a table. A cell is its printed lines in order."""

    cells: list[list[Line]]
    gaps: list[Gap] = field(default_factory=list)


class _Writer:
    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._shown = {page.page: Turn(-page.turn % 360, page.width, page.height) for page in pages}
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self.layout: list[Stretch] = []
        self.doubts: list[Doubt] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def put(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)
            self._last = words.rpartition("\n")[2].rpartition("\t")[2][-2:]

    def line(self, line: Line) -> None:
        """The words of a printed line, without blanks around them."""
        words = line.text.strip()
        if not words:
            return
        blanks = len(line.text) - len(line.text.lstrip())
        if self._last and _is_spaced(self._last, words[0]):
            self.put(" ")
        start = self._length
        self.put(words)
        rect = Rect(line.edges[blanks], line.rect.top, line.edges[blanks + len(words)], line.rect.bottom)
        self.layout.append(Stretch(start=start, end=self._length, page=line.page, **self.shares(line.page, rect)))
        for kind, first, last, found in line.doubts:
            first, last = (min(max(place - blanks, 0), len(words)) for place in (first, last))
            self.doubts.append(Doubt(kind=kind, start=start + first, end=start + last, page=line.page, found=found))

    def doubt(self, kind: DoubtKind, page: int, found: str) -> None:
        """A doubt about the place that the text has come to."""
        self.doubts.append(Doubt(kind=kind, start=self._length, end=self._length, page=page, found=found))

    def shares(self, page: int, rect: Rect) -> dict[str, float]:
        """A place of a page as shares of the page as it is shown."""
        shown = self._shown[page]
        rect, (width, height) = shown.rect(rect), shown.size
        left, right = (round(min(max(x / width, 0.0), 1.0), 5) for x in (rect.left, rect.right))
        top, bottom = (round(min(max(y / height, 0.0), 1.0), 5) for y in (rect.top, rect.bottom))
        return {"left": left, "top": top, "right": max(left, right), "bottom": max(top, bottom)}


def _is_spaced(before: str, after: str) -> bool:
    """Whether a blank belongs where a line break parts `before` and `after`: between Latin words, not in a figure, not beside Chinese."""
    last = before[-1]
    if not (last.isascii() and after.isascii()) or (before[0].isdigit() and last in ".,-/:" and after.isdigit()):
        return False
    return (last.isalnum() or last in ",;:.)") and (after.isalnum() or after == "(")


def write(blocks: Sequence[Block], pages: Sequence[PageContent], doubts: Mapping[int, Sequence[PageDoubt]]) -> Composed:
    """The text of `blocks`, in order. A block without words leaves no line. `doubts`: about places of pages, by page."""
    writer = _Writer(pages)
    for block in blocks:
        if not any(line.text.strip() for cell in block.cells for line in cell):
            for gap in block.gaps:
                writer.doubt(gap.kind, gap.page, gap.found)
            continue
        last = max(number for number, cell in enumerate(block.cells) if any(line.text.strip() for line in cell))
        for number, cell in enumerate(block.cells):
            writer.put("\t" if 0 < number <= last else "")
            for place, line in enumerate([*cell, None]):
                for gap in block.gaps:
                    if (gap.cell, gap.before) == (number, place):
                        writer.doubt(gap.kind, gap.page, gap.found)
                if line is not None:
                    writer.line(line)
        writer.put("\n")
    by_page: dict[int, list[Stretch]] = {}
    for stretch in writer.layout:
        by_page.setdefault(stretch.page, []).append(stretch)
    for page, found in doubts.items():
        before = max((other for other in by_page if other < page), default=None)
        start = by_page[before][-1].end if before is not None and found else 0
        writer.doubts += [_placed(doubt, page, writer.shares(page, doubt.place), by_page.get(page, []), start) for doubt in found]
    ordered = sorted(writer.doubts, key=lambda doubt: (doubt.start, doubt.end))
    return Composed(writer.text, tuple(writer.layout), tuple(ordered))


def _placed(doubt: PageDoubt, page: int, place: Mapping[str, float], own: Sequence[Stretch], start: int) -> Doubt:
    """A doubt about a place of a page as one about the text: after what stands above it there, else before what follows.

    `own`: what stands on the page; `start`: where that of the page before ends.
    """
    middle = (place["top"] + place["bottom"]) / 2
    above = [stretch.end for stretch in own if (stretch.top + stretch.bottom) / 2 <= middle]
    at = max(above, default=min((stretch.start for stretch in own), default=start))
    return Doubt(kind=doubt.kind, start=at, end=at, page=page, found=doubt.found)
