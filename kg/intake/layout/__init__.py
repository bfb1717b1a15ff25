"""Pages of positioned characters become a text: reading order, paragraphs, tables, and where each printed line stands."""

from __future__ import annotations

from collections.abc import Sequence

from kg.intake.layout.writing import Block, Composed, write
from kg.intake.page_content import PageContent

__all__ = ["Composed", "compose"]


def compose(pages: Sequence[PageContent]) -> Composed:
    """The text of the pages, in order, with the place of each printed line and what is doubtful."""
    blocks = [Block([[line]]) for page in pages for line in sorted(page.lines, key=lambda line: (line.rect.top, line.rect.left))]
    return write(blocks, pages)
