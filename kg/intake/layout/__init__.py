"""Pages of positioned characters become a text: reading order, paragraphs, tables, and where each printed line stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.intake.layout.document import blocks
from kg.intake.layout.furniture import furniture
from kg.intake.layout.grids import grids
from kg.intake.layout.page_gaps import missing_on_pages
from kg.intake.layout.parts import Part, is_in, parts, ruled_on
from kg.intake.layout.rows import lines_of_glyphs
from kg.intake.layout.table_gaps import missing_in_tables
from kg.intake.layout.writing import Composed, write
from kg.intake.page_content import PageContent, PageDoubt

__all__ = ["Composed", "compose"]


def compose(pages: Sequence[PageContent]) -> Composed:
    """The text of the pages, in order, with the place of each printed line and what is doubtful.

    Page marks, and heads and feet that are printed on each page, are no text; where that is not sure there is a doubt.
    """
    held = [(page, [*page.lines, *lines_of_glyphs(page.page, page.glyphs)], grids(page.rules)) for page in pages]
    aside = furniture([(page, [line for line in lines if not any(is_in(line, grid) for grid in found)]) for page, lines, found in held])
    left_out = {id(line) for found in aside.values() for one in found for line in one.lines}
    body = {page.page: [line for line in lines if id(line) not in left_out] for page, lines, _ in held}
    ruled = [one for page, _, found in held for one in ruled_on(page, body[page.page], found)]
    tables = list(zip(ruled, missing_in_tables(ruled), strict=True))
    made: list[Part] = []
    for page in pages:
        made += parts(page, body[page.page], [(one, places) for one, places in tables if one.page == page.page])
    missing = missing_on_pages(body, ruled)
    doubts = defaultdict(list, {page.page: [*page.doubts, *missing.get(page.page, ())] for page in pages})
    for number, found in aside.items():
        doubts[number] += [PageDoubt("furniture", one.lines[0].rect, one.words) for one in found if not one.sure]
    return write(blocks(made), pages, doubts)
