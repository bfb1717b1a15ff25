"""Pages of positioned characters become a text: reading order, paragraphs, tables, and where each printed line stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.intake.layout.document import blocks
from kg.intake.layout.furniture import furniture
from kg.intake.layout.gaps import short_pages
from kg.intake.layout.grids import Grid, grids
from kg.intake.layout.parts import Part, parts
from kg.intake.layout.rows import lines_of_glyphs
from kg.intake.layout.writing import Composed, write
from kg.intake.page_content import Line, PageContent, PageDoubt

__all__ = ["Composed", "compose"]


def compose(pages: Sequence[PageContent]) -> Composed:
    """The text of the pages, in order, with the place of each printed line and what is doubtful.

    Page marks, and heads and feet that are printed on each page, are no text; where that is not sure there is a doubt.
    """
    held = [(page, [*page.lines, *lines_of_glyphs(page.page, page.glyphs)], grids(page.rules)) for page in pages]
    aside = furniture([(page, [line for line in lines if not _in_grid(line, found)]) for page, lines, found in held])
    left_out = {id(line) for found in aside.values() for one in found for line in one.lines}
    body = {page.page: [line for line in lines if id(line) not in left_out] for page, lines, _ in held}
    short = short_pages(pages, body)
    made: list[Part] = [part for page, _, found in held for part in parts(page, body[page.page], found)]
    doubts = defaultdict(list, {page.page: [*page.doubts, *short.get(page.page, ())] for page in pages})
    for number, found in aside.items():
        doubts[number] += [PageDoubt("furniture", one.lines[0].rect, one.words) for one in found if not one.sure]
    return write(blocks(made), pages, doubts)


def _in_grid(line: Line, found: Sequence[Grid]) -> bool:
    centre = (line.rect.left + line.rect.right) / 2
    return any(grid.rect.left <= centre <= grid.rect.right and grid.rect.top <= line.rect.middle <= grid.rect.bottom for grid in found)
