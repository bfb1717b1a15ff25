"""Where a line may be missing between the lines of a column: white higher than elsewhere, at the head or the foot of a page too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.intake.layout.margins import body_size, usual_pitch
from kg.intake.layout.paragraphs import Printed, is_heading
from kg.intake.layout.rows import joined, rows
from kg.intake.page_content import Line, PageContent, PageDoubt

MISSING = 0.6
"""Share of the usual pitch that a line must stand farther from the one above than usual, for a line to fit between."""
_ALIKE = 0.12
_USUAL_SHARE = 0.34
"""Share of the paragraphs that stand farther apart by the same, for that to be how the text is set."""


def steps(lines: Sequence[Printed], starts: Sequence[bool]) -> list[float]:
    """The white between each line and the one above it on its page, in usual pitches over the usual; 0 where that cannot be known.

    `starts`: whether a paragraph begins with the line. White that most paragraphs have above them is usual.
    """
    found = [0.0] * len(lines)
    for n in range(1, len(lines)):
        above, line = lines[n - 1].line, lines[n].line
        pitch = lines[n].setting.pitch
        if above.page == line.page and pitch and line.rect.middle > above.rect.middle:
            usual = max(pitch, 1.25 * (above.size + line.size) / 2)
            found[n] = (line.rect.middle - above.rect.middle - usual) / pitch
    apart = [found[n] for n in range(1, len(lines)) if starts[n]]
    usual_apart = 0.0
    for step in sorted(apart):
        if sum(abs(step - other) < _ALIKE for other in apart) >= max(3, _USUAL_SHARE * len(apart)):
            usual_apart = max(usual_apart, step)
    return [step - usual_apart if starts[n] and step > 0 else step for n, step in enumerate(found)]


def short_pages(pages: Sequence[PageContent], body: Mapping[int, Sequence[Line]]) -> dict[int, list[PageDoubt]]:
    """The pages that begin lower or end higher than most others, without a heading that would explain it. `body`: without page marks."""
    stacked = {page.page: [joined(row) for row in rows(body[page.page])] for page in pages if body[page.page]}
    lines = [line for column in stacked.values() for line in column]
    if len(stacked) < 3:
        return {}
    size = body_size(lines)
    pitch = usual_pitch([below.rect.middle - above.rect.middle for column in stacked.values() for above, below in pairwise(column)], size)
    if not pitch:
        return {}
    top = _usual(sorted(column[0].rect.middle for column in stacked.values()), pitch)
    bottom = _usual(sorted((column[-1].rect.middle for column in stacked.values()), reverse=True), pitch)
    found: dict[int, list[PageDoubt]] = {}
    at_bottom = sum(bottom - column[-1].rect.middle < 0.3 * pitch for column in stacked.values())
    short = MISSING if at_bottom > 0.5 * len(stacked) else 1 + MISSING
    numbers = list(stacked)
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        first, last = stacked[number][0], stacked[number][-1]
        if number != numbers[0] and first.rect.middle - top > MISSING * pitch and not is_heading(first, size):
            found.setdefault(number, []).append(PageDoubt("line_gap", first.rect._replace(top=0, bottom=0)))
        if following is not None and bottom - last.rect.middle > short * pitch and not is_heading(stacked[following][0], size):
            found.setdefault(number, []).append(PageDoubt("line_gap", last.rect._replace(top=last.rect.bottom)))
    return found


def _usual(places: Sequence[float], pitch: float) -> float:
    """The outermost place that two pages share."""
    return next((one for one, other in pairwise(places) if abs(one - other) < 0.5 * pitch), places[0])
