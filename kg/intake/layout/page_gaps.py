"""Where a line may be missing at the head or the foot of a page, and above or below a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.intake.layout.gaps import MISSING
from kg.intake.layout.margins import body_size, usual_pitch
from kg.intake.layout.paragraphs import is_heading
from kg.intake.layout.rows import joined, rows
from kg.intake.layout.table_gaps import Ruled
from kg.intake.page_content import Line, PageDoubt

_KEPT_TOGETHER = 2.6
"""Lines by which a page may be short because a heading was kept with what follows it."""
_ABOVE, _BELOW = 1.0, 1.35
"""White over and under a table in pitches, from which on a line fits."""


def missing_on_pages(body: Mapping[int, Sequence[Line]], ruled: Sequence[Ruled]) -> dict[int, list[PageDoubt]]:
    """Doubts by page. `body`: the lines of each page, in order of pages, without page marks."""
    stacked = {page: [joined(row) for row in rows(lines)] for page, lines in body.items() if lines}
    size = body_size([line for column in stacked.values() for line in column])
    pitch = usual_pitch([below.rect.middle - above.rect.middle for column in stacked.values() for above, below in pairwise(column)], size)
    found: dict[int, list[PageDoubt]] = defaultdict(list)
    if pitch:
        for page, doubt in (*_short_pages(stacked, size, pitch), *_around_tables(stacked, ruled, pitch)):
            found[page].append(doubt)
    return found


def _short_pages(stacked: Mapping[int, Sequence[Line]], size: float, pitch: float) -> Iterator[tuple[int, PageDoubt]]:
    """Pages that begin lower or end higher than most others, without a heading that would explain it."""
    if len(stacked) < 3:
        return
    top = _usual(sorted(column[0].rect.middle for column in stacked.values()), pitch)
    bottom = _usual(sorted((column[-1].rect.middle for column in stacked.values()), reverse=True), pitch)
    full = sum(bottom - column[-1].rect.middle < 0.3 * pitch for column in stacked.values())
    left = min(line.rect.left for column in stacked.values() for line in column)
    numbers = list(stacked)
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        first, last = stacked[number][0], stacked[number][-1]
        if number != numbers[0] and first.rect.middle - top > MISSING * pitch and first.size < 1.12 * size:
            yield number, PageDoubt("line_gap", first.rect._replace(top=0, bottom=0))
        if following is None:
            continue
        after = stacked[following][0]
        runs_on = after.rect.left - left < 0.8 * size and not last.text.rstrip().endswith("。")
        allowed = MISSING if full > 0.5 * len(stacked) or runs_on else 1 + MISSING
        short = (bottom - last.rect.middle) / pitch
        if short > allowed and (short < _KEPT_TOGETHER or not is_heading(after, size)):
            yield number, PageDoubt("line_gap", last.rect._replace(top=last.rect.bottom))


def _usual(places: Sequence[float], pitch: float) -> float:
    """The outermost place that two pages share."""
    return next((one for one, other in pairwise(places) if abs(one - other) < 0.5 * pitch), places[0])


def _around_tables(stacked: Mapping[int, Sequence[Line]], ruled: Sequence[Ruled], pitch: float) -> Iterator[tuple[int, PageDoubt]]:
    edges = {(one.page, edge) for one in ruled for edge in (one.grid.rect.top, one.grid.rect.bottom)}
    for one in ruled:
        rect, lines = one.grid.rect, stacked.get(one.page, ())
        above = max((line.rect.bottom for line in lines if line.rect.middle < rect.top), default=rect.top)
        below = min((line.rect.top for line in lines if line.rect.middle > rect.bottom), default=rect.bottom)
        for start, end, white in ((above, rect.top, _ABOVE), (rect.bottom, below, _BELOW)):
            other_table = any(page == one.page and start < edge < end for page, edge in edges)
            if end - start > white * pitch and not other_table:
                yield one.page, PageDoubt("line_gap", rect._replace(top=(start + end) / 2, bottom=(start + end) / 2))
