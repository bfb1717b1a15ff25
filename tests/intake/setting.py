"""Texts set as lines on pages, without a file: paragraphs on a grid of characters, ruled tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.intake.page_content import Line, PageContent, Rect

WIDTH, HEIGHT = 595.0, 842.0
SIZE, PITCH, LEFT, TOP = 16.0, 28.0, 74.0, 105.0


def line(text: str, x: float, y: float, size: float = SIZE, page: int = 1) -> Line:
    """A line of characters of full width, from its upper left corner."""
    return Line(page, text, Rect(x, y, x + len(text) * size, y + size), size)


def set_paragraphs(paragraphs: Sequence[str], per_line: int = 28, per_page: int = 22, indent: int = 2) -> list[PageContent]:
    """Paragraphs on pages, each with its first line indented."""
    rows: list[tuple[float, str]] = []
    for text in paragraphs:
        first = per_line - indent
        rows.append((LEFT + indent * SIZE, text[:first]))
        rows += [(LEFT, text[n : n + per_line]) for n in range(first, len(text), per_line)]
    pages = []
    for number, start in enumerate(range(0, len(rows), per_page), 1):
        lines = [line(text, x, TOP + n * PITCH, page=number) for n, (x, text) in enumerate(rows[start : start + per_page])]
        pages.append(PageContent(number, WIDTH, HEIGHT, lines=lines))
    return pages


def set_table(rows: Sequence[Sequence[str]], per_cell: int = 6, align: float = 0.5, top: float = 200.0) -> PageContent:
    """A ruled table; `align`: 0 sets words at the top of their cells, 0.5 in the middle, 1 at the bottom."""
    size, pitch, pad = 12.0, 16.0, 5.0
    column = per_cell * size + 2 * pad
    xs = [LEFT + n * column for n in range(len(rows[0]) + 1)]
    y, lines, rules = top, list[Line](), list[Rect]()
    rules.append(Rect(xs[0], y, xs[-1], y))
    for row in rows:
        cells = [[cell[n : n + per_cell] for n in range(0, len(cell), per_cell)] for cell in row]
        height = max(map(len, cells)) * pitch + 2 * pad
        for x, cell in zip(xs, cells, strict=False):
            start = y + pad + align * (height - 2 * pad - len(cell) * pitch) + 2
            lines += [line(text, x + pad, start + n * pitch, size) for n, text in enumerate(cell)]
        rules += [Rect(x, y, x, y + height) for x in xs]
        y += height
        rules.append(Rect(xs[0], y, xs[-1], y))
    return PageContent(1, WIDTH, HEIGHT, lines=lines, rules=rules)


def without(pages: Sequence[PageContent], page: int, number: int) -> list[PageContent]:
    """The pages, but for one line."""
    return [replace(one, lines=[line for n, line in enumerate(one.lines) if n != number]) if one.page == page else one for one in pages]
