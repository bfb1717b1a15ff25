"""Texts as pages in the style of official documents: A4, 16 pt, 28 characters a line, 22 lines, page marks, a red head, tables.

`lay_out(text)` places glyphs and rules in points; the same sheets are drawn as pictures at any resolution, turned, blurred and compressed
as scanners do (`draw`, `scanned`). bench/intake.py measures with them, tests read small ones.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 595.28, 841.89
LEFT, TOP, MEASURE, PITCH, LINES = 73.6, 105.0, 448.0, 28.95, 22
BODY, TITLE, TABLE = 16.0, 22.0, 12.0
FONTS = Path("/usr/share/fonts/opentype/noto")
SERIF, SANS, BOLD = "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"
_SIMPLIFIED = 2
"""The face of simplified Chinese in the collections of Noto CJK."""
_NOT_FIRST = frozenset("，。、；：？！）》”’〕】…％％,.;:?!)]%")
_NOT_LAST = frozenset("（《“‘〔【([")
_HEADING = re.compile(r"^[一二三四五六七八九十]+、")


class Run(NamedTuple):
    """Glyphs in a row. `x`, `y`: the upper left corner of the first em square, in points from that of the page."""

    x: float
    y: float
    size: float
    text: str
    font: str = SERIF
    colour: str = "black"


class Rule(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    colour: str = "black"


@dataclass
class Sheet:
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def without(self, line: int) -> tuple[Sheet, str]:
        """The sheet with the body run of that index taken out, the place left blank, and the words taken out."""
        return replace(self, runs=[run for at, run in enumerate(self.runs) if at != line]), self.runs[line].text


@cache
def _advance(character: str, font: str) -> float:
    """In ems."""
    return _font(font, 100).getlength(character) / 100


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size, index=_SIMPLIFIED)


def extent(text: str, size: float, font: str = SERIF) -> float:
    """The width of a run in points."""
    return sum(_advance(character, font) for character in text) * size


def wrapped(text: str, size: float, measure: float, font: str = SERIF) -> Iterator[str]:
    """Lines of at most `measure` points; no closing punctuation begins one, no opening one ends one, figures and words stay whole."""
    line, used = "", 0.0
    for unit in re.findall(r"[A-Za-z0-9.,%]{1,12}|.", text):
        width = extent(unit, size, font)
        if line and used + width > measure + 0.01:
            carried = ""
            while len(line) > 1 and ((unit[0] if not carried else carried[0]) in _NOT_FIRST or line[-1] in _NOT_LAST):
                carried, line = line[-1] + carried, line[:-1]
            yield line
            line, used = carried, extent(carried, size, font)
        line, used = line + unit, used + width
    if line:
        yield line


def lay_out(text: str, red_head: str = "", marks: bool = True) -> list[Sheet]:
    """The sheets of a text whose first line is its title. Lines with tabs are rows of ruled tables. `red_head` stands over the title."""
    pen = _Pen()
    if red_head:
        pen.red_head(red_head)
    lines = [line.strip(" 　") for line in text.splitlines()]
    rows: list[list[str]] = []
    for at, line in enumerate(line for line in lines if line):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        pen.table(rows)
        rows = []
        pen.title(line) if at == 0 else pen.paragraph(line)
    pen.table(rows)
    if marks:
        for number, sheet in enumerate(pen.sheets, 1):
            mark = f"— {number} —"
            x = LEFT + 14 if number % 2 == 0 else LEFT + MEASURE - 14 - extent(mark, 14)
            sheet.runs.append(Run(x, TOP + LINES * PITCH + 20, 14, mark))
    return pen.sheets


class _Pen:
    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self.y = TOP

    def _room(self, height: float) -> Sheet:
        if self.y + height > TOP + LINES * PITCH + 0.01 and self.y > TOP:
            self.sheets.append(Sheet())
            self.y = TOP
        return self.sheets[-1]

    def _line(self, text: str, x: float, size: float, font: str, colour: str = "black") -> None:
        self._room(PITCH).runs.append(Run(x, self.y + (PITCH - size) / 2, size, text, font, colour))
        self.y += PITCH

    def red_head(self, words: str) -> None:
        size = min(40.0, MEASURE / extent(words, 1))
        self.y += PITCH
        self._line(words, (WIDTH - extent(words, size, BOLD)) / 2, size, BOLD, "#d40000")
        self.y += PITCH
        self.sheets[-1].rules.append(Rule(LEFT, self.y, LEFT + MEASURE, self.y, "#d40000"))
        self.y += PITCH

    def title(self, words: str) -> None:
        for line in wrapped(words, TITLE, MEASURE - 44, SANS):
            self._line(line, (WIDTH - extent(line, TITLE, SANS)) / 2, TITLE, SANS)
        self.y += PITCH

    def paragraph(self, words: str) -> None:
        font = SANS if _HEADING.match(words) and len(words) < 30 else SERIF
        for at, line in enumerate(wrapped("　　" + words, BODY, MEASURE, font)):
            shown = line.lstrip("　") if at == 0 else line
            self._line(shown, LEFT + (2 * BODY if at == 0 else 0), BODY, font)

    def table(self, rows: list[list[str]]) -> None:
        """Ruled, its columns as wide as their longest cells ask for; those without words are left out."""
        if not rows:
            return
        filled = [column for column in range(max(map(len, rows))) if any(column < len(row) and row[column].strip() for row in rows)]
        rows = [[row[column] if column < len(row) else "" for column in filled] for row in rows]
        count = len(filled)
        asked = [max([3.5, *(min(len(row[column]), 24) ** 0.8 for row in rows if column < len(row))]) for column in range(count)]
        widths = [MEASURE * share / sum(asked) for share in asked]
        edges = [LEFT + sum(widths[:column]) for column in range(count + 1)]
        for row in rows:
            cells = [list(wrapped(cell.strip(), TABLE, width - 8)) for cell, width in zip(row, widths, strict=False)]
            height = max(1, *map(len, cells)) * TABLE * 1.4 + 8
            sheet, top = self._room(height), self.y
            for edge, lines in zip(edges, cells, strict=False):
                for at, line in enumerate(lines):
                    sheet.runs.append(Run(edge + 4, top + 6 + at * TABLE * 1.4, TABLE, line))
            sheet.rules += [Rule(LEFT, y, LEFT + MEASURE, y) for y in (top, top + height)]
            sheet.rules += [Rule(edge, top, edge, top + height) for edge in edges]
            self.y += height
        self.y += PITCH / 2


def draw(sheet: Sheet, dpi: int = 200) -> Image.Image:
    """The sheet as a scanner without faults sees it, in grey where nothing is coloured."""
    scale = dpi / 72
    image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    pen = ImageDraw.Draw(image)
    for rule in sheet.rules:
        pen.line([rule.left * scale, rule.top * scale, rule.right * scale, rule.bottom * scale], rule.colour, max(1, round(0.7 * scale)))
    for run in sheet.runs:
        font = _font(run.font, run.size * scale)
        x = run.x * scale
        baseline = (run.y + 0.88 * run.size) * scale
        for character in run.text:
            pen.text((x, baseline), character, run.colour, font, anchor="ls")
            x += _advance(character, run.font) * run.size * scale
    return image


class Fault(NamedTuple):
    """How a scan differs from the page."""

    dpi: int = 200
    turn: float = 0.0
    """Degrees, counterclockwise."""
    blur: float = 0.0
    """Standard deviation in pixels of 200 dpi."""
    noise: float = 0.0
    """Standard deviation of grey levels."""
    jpeg: int = 0
    """Quality; 0 is none."""


SCANS = {
    "200 dpi": Fault(),
    "100 dpi": Fault(dpi=100),
    "200 dpi, turned 0.8°": Fault(turn=0.8),
    "200 dpi, blurred": Fault(blur=1.6),
    "200 dpi, JPEG 30": Fault(jpeg=30),
    "150 dpi, turned, blurred, noise, JPEG 45": Fault(dpi=150, turn=-0.8, blur=0.8, noise=8, jpeg=45),
}


def scanned(sheet: Sheet, fault: Fault, seed: int = 0) -> Image.Image:
    """The sheet with the faults of a scan."""
    image = draw(sheet, fault.dpi)
    if fault.turn:
        image = image.rotate(fault.turn, Image.Resampling.BICUBIC, fillcolor="white")
    if fault.blur:
        image = image.filter(ImageFilter.GaussianBlur(fault.blur * fault.dpi / 200))
    if fault.noise:
        image = _noisy(image, fault.noise, seed)
    if fault.jpeg:
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=fault.jpeg)
        image = Image.open(packed).convert("RGB")
    return image


def _noisy(image: Image.Image, deviation: float, seed: int) -> Image.Image:
    import numpy as np

    pixels = np.asarray(image.convert("L"), dtype=np.float32)
    pixels = pixels + np.random.default_rng(seed).normal(0, deviation, pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert("RGB")


def sampled(sheets: list[Sheet], count: int, seed: int = 0) -> list[int]:
    """Indices of at most `count` sheets, the first always among them."""
    others = random.Random(seed).sample(range(1, len(sheets)), min(count, len(sheets)) - 1) if count > 1 and len(sheets) > 1 else []
    return sorted([0, *others])


def words_of(sheets: list[Sheet]) -> str:
    """What is printed on the sheets in the order of reading, page marks apart."""
    return "\n".join(run.text for sheet in sheets for run in sheet.runs if not re.fullmatch(r"— \d+ —", run.text))
