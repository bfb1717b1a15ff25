"""Figures for reports: a drawing with title, legend and source line, as SVG and as PNG at print size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from kg.errors import UnknownFormat
from kg.export.office import printable
from kg.export.text_width import wide, wrapped

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
FORMATS = ("svg", "png")
PRINT_WIDTH = 160.0
"""Millimetres: the lines of an A4 page."""
PIXELS = 96 / 25.4
"""Of CSS, a millimetre."""
DPI = 300
SQUARE = "M4 8h40v32H4z"
ROUND = "M24 6a18 18 0 1 1 0 36 18 18 0 1 1 0-36z"
_EDGE, _TITLE, _LEGEND, _SOURCE = 6.0, 15.0, 11.0, 10.0
_MARK, _GAP = 17.0, 14.0
"""Pixels: letters, and the room of a mark of the legend."""


@dataclass(frozen=True)
class Drawing:
    """SVG elements in a box of `width` by `height` pixels."""

    body: Markup
    width: float
    height: float


@dataclass(frozen=True)
class Mark:
    """An entry of the legend. `shape`: an SVG path in a square of 48, or empty for a line of `width` pixels."""

    words: str
    colour: str
    shape: str = SQUARE
    hollow: bool = False
    dashes: tuple[float, ...] = ()
    letters: str = ""
    width: float = 1


@dataclass(frozen=True)
class Caption:
    """What is said around a drawing. `notes` stand below it, above `source`: from which documents and version it comes."""

    title: str
    source: str
    legend: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


def figure_bytes(drawing: Drawing, caption: Caption, format: str, width: float = PRINT_WIDTH) -> bytes:
    """The figure in `format`, `svg` or `png` (300 dpi), `width` millimetres wide. Raises UnknownFormat.

    A drawing that is wider is made smaller. Letters stay letters in SVG; a PNG has those of the fonts of this machine.
    """
    if format not in FORMATS:
        raise UnknownFormat(format, FORMATS)
    svg = figure_svg(drawing, caption, width)
    return svg.encode() if format == "svg" else png_bytes(svg)


def png_bytes(svg: str) -> bytes:
    """`svg`, whose size is in millimetres, at 300 dpi."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=72 / 96, ppi=DPI))


def figure_svg(drawing: Drawing, caption: Caption, width: float = PRINT_WIDTH) -> str:
    across = width * PIXELS
    room = across - 2 * _EDGE
    words: list[_Words] = []
    down = _EDGE
    down = _write(words, caption.title, room, down, _TITLE, bold=True) + 4
    entries = list(_placed(caption.legend, room, down))
    if entries:
        down = entries[-1].y + _MARK + 4
        words += [_Words(entry.mark.words, entry.x + _MARK, entry.y + 10.5, _LEGEND) for entry in entries]
    scale = min(1.0, room / drawing.width)
    top, left = down, _EDGE + (room - scale * drawing.width) / 2
    down += scale * drawing.height + 6
    for note in (*caption.notes, caption.source):
        down = _write(words, note, room, down, _SOURCE, quiet=True)
    return svg_template("figure.svg").render(
        width=across,
        height=down + _EDGE,
        pixels=PIXELS,
        fonts=FONTS,
        title=printable(caption.title),
        words=words,
        legend=entries,
        top=top,
        left=left,
        scale=scale,
        body=drawing.body,
    )


@dataclass(frozen=True)
class _Words:
    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class _Entry:
    mark: Mark
    x: float
    y: float


def _write(words: list[_Words], text: str, room: float, down: float, size: float, *, bold: bool = False, quiet: bool = False) -> float:
    """Adds the lines of a text below `down`. Returns where they end."""
    for line in wrapped(printable(text), room / size):
        words.append(_Words(line, _EDGE, down + size, size, bold, quiet))
        down += 1.4 * size
    return down


def _placed(legend: Sequence[Mark], room: float, down: float) -> Iterator[_Entry]:
    x = _EDGE
    for mark in legend:
        taken = _MARK + _LEGEND * wide(mark.words) + _GAP
        if x > _EDGE and x + taken > room:
            x, down = _EDGE, down + _MARK
        yield _Entry(mark, x, down)
        x += taken


@cache
def svg_template(name: str) -> Template:
    """A template of this folder, which escapes text."""
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template(name)
