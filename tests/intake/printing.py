"""A small typesetter: paragraphs and tables become a PDF as official documents are printed. Lines can be left out on purpose."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.intake.ofd_files import OfdCanvas, ofd_file

FONT = "STSong-Light"
_NOT_FIRST = "，。、；：？！）》〉】〕”’…—％,.;:?!)]}·%"
_NOT_LAST = "（《〈【〔“‘([{"
_MOST_COLUMNS = 10
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass(frozen=True)
class Style:
    """How a document is printed. Lengths in points."""

    size: float = 16
    pitch: float = 28
    per_line: float = 28
    """Characters of a line."""
    left: float = 79
    top: float = 105
    per_page: int = 22
    """Lines of a page."""
    mark: str = "— {page} —"
    head: str = ""
    table_size: float = 12
    repeat_heading: bool = True
    indent: float = 2
    between: float = 0
    """White between paragraphs."""
    cell_align: str = "middle"


@dataclass
class Printer:
    """Prints onto pages. `left_out`: numbers of lines that are not drawn. `lines`: what each line says, in order, those too."""

    style: Style = field(default_factory=Style)
    left_out: Collection[int] = ()
    lines: list[str] = field(default_factory=list)
    ofd: bool = False

    def __post_init__(self) -> None:
        self._buffer = io.BytesIO()
        self.canvas: Canvas | OfdCanvas = OfdCanvas() if self.ofd else Canvas(self._buffer, pagesize=A4, invariant=1)
        self.page = 1
        self._y = self.style.top

    @property
    def _bottom(self) -> float:
        return self.style.top + self.style.per_page * self.style.pitch + 1

    def finish(self) -> bytes:
        self._end_page()
        if isinstance(self.canvas, OfdCanvas):
            return ofd_file([self.canvas.pages])
        self.canvas.save()
        return self._buffer.getvalue()

    def new_page(self) -> None:
        self._end_page()
        self.page += 1
        self._y = self.style.top

    def _end_page(self) -> None:
        style = self.style
        if style.mark:
            self._at(A4[0] / 2 - 20, A4[1] - 60, 14, style.mark.format(page=self.page))
        if style.head:
            self._at(style.left, 60, 9, style.head)
        self.canvas.showPage()

    def _at(self, x: float, base: float, size: float, text: str) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, A4[1] - base, text)

    def draw(self, x: float, base: float, size: float, text: str) -> None:
        """A line of the text, unless it is left out."""
        if len(self.lines) not in self.left_out:
            self._at(x, base, size, text)
        self.lines.append(text)

    def paragraph(self, text: str, *, size: float = 0, indent: float | None = None, align: str = "left") -> None:
        style = self.style
        size = size or style.size
        width = style.per_line * style.size
        first = (style.indent if indent is None else indent) * size
        for n, line in enumerate(wrap(text, size, width, first if align == "left" else 0)):
            if self._y + style.pitch > self._bottom:
                self.new_page()
            self._y += style.pitch
            x = style.left + (first if n == 0 and align == "left" else 0)
            free = width - pdfmetrics.stringWidth(line, FONT, size)
            x += {"left": 0, "centre": free / 2, "right": free - 4 * size}[align]
            self.draw(x, self._y, size, line)
        self._y += style.between

    def blank(self) -> None:
        self._y += self.style.pitch

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; its first row is printed again on each page."""
        style = self.style
        size, pitch, pad = style.table_size, 1.3 * style.table_size, 4.0
        column = style.per_line * style.size / len(rows[0])
        self._y += 8
        for n, row in enumerate(rows):
            cells = [wrap(cell, size, column - 2 * pad, 0) if cell else [] for cell in row]
            height = max(map(len, cells)) * pitch + 2 * pad
            if self._y + height > self._bottom:
                self.new_page()
                if style.repeat_heading and n:
                    kept, self.left_out, count = self.left_out, (), len(self.lines)
                    self._row([wrap(cell, size, column - 2 * pad, 0) for cell in rows[0]], column, size, pitch, pad)
                    self.left_out = kept
                    del self.lines[count:]
            self._row(cells, column, size, pitch, pad)
        self._y += 8

    def _row(self, cells: Sequence[Sequence[str]], column: float, size: float, pitch: float, pad: float) -> None:
        height = max(map(len, cells)) * pitch + 2 * pad
        for n, lines in enumerate(cells):
            x = self.style.left + n * column
            self.canvas.rect(x, A4[1] - self._y - height, column, height)
            free = height - 2 * pad - len(lines) * pitch
            y = self._y + pad + {"top": 0, "middle": free / 2, "bottom": free}[self.style.cell_align]
            for line in lines:
                self.draw(x + pad, y + 0.5 * pitch + 0.38 * size, size, line)
                y += pitch
        self._y += height


def wrap(text: str, size: float, width: float, first: float) -> list[str]:
    """Lines no wider than `width`, the first shorter by `first`; Latin words whole, no line begins with a comma or ends with a bracket."""
    lines: list[str] = []
    line, room = "", width - first
    for unit in _units(text):
        if line and pdfmetrics.stringWidth(line + unit.rstrip(), FONT, size) > room + 0.01:
            carried = ""
            while len(line) > 1 and (unit[0] in _NOT_FIRST or line[-1] in _NOT_LAST) and not carried[3:]:
                line, carried = line[:-1], line[-1] + carried
                if carried[0] not in _NOT_FIRST and line[-1] not in _NOT_LAST:
                    break
            lines.append(line)
            line, room = carried, width
        line += unit
    return [one for one in [*lines, line] if one]


def _units(text: str) -> list[str]:
    units: list[str] = []
    for character in text:
        if units and character.isascii() and units[-1][-1].isascii() and units[-1][-1] != " " and len(units[-1]) < 16:
            units[-1] += character
        else:
            units.append(character)
    return units


def print_text(text: str, style: Style, left_out: Collection[int] = (), *, ofd: bool = False) -> Printer:
    """A text as documents keep it: a paragraph a line, tables as lines with tabs."""
    printer = Printer(style, left_out, ofd=ofd)
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        cells = line.strip().split("\t") if 0 < line.strip().count("\t") < _MOST_COLUMNS else []
        if rows and len(cells) != len(rows[0]):
            printer.table(rows)
            rows = []
        if cells:
            rows.append([cell.strip() for cell in cells])
        elif line.strip():
            printer.paragraph(line.strip().replace("\t", " "))
    return printer
