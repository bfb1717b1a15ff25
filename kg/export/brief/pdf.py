"""A brief as PDF on A4. Chinese is set in a font of the reader's own (Adobe's STSong-Light), so no font file is needed.

reportlab breaks lines between Chinese characters (`wordWrap` CJK).
"""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from kg.export.brief.model import CHART_COLOURS, Brief, Chart, Note, Table, Value, Words
from kg.export.brief.notes import numbered, written
from kg.export.office import AUTHOR, printable

_FONT = "STSong-Light"
_MILLIMETRE = 72 / 25.4
_WIDTH, _MARGIN = 170 * _MILLIMETRE, 20 * _MILLIMETRE
_ROW, _LABELS = 16, 110
"""Points: of a label of a chart, and of the room for labels."""


def pdf_bytes(brief: Brief) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    notes = numbered(brief)
    story: list[Any] = [
        Paragraph(_escaped(brief.title), _style(18, centred=True)),
        Paragraph(_written(brief.basis, notes), _style(9, grey=True)),
    ]
    for section in brief.sections:
        story.append(Paragraph(_escaped(section.heading), _style(13, before=10)))
        for content in section.content:
            if isinstance(content, Table):
                story += [_table(content, notes), Spacer(1, 6)]
            elif isinstance(content, Chart):
                story.append(_chart(content))
            else:
                story.append(Paragraph(_written(content, notes), _style(10.5)))
    if notes:
        story.append(Paragraph("原文", _style(13, before=10)))
        story += [Paragraph(_escaped(f"[{number}] {written(note)}"), _style(8)) for note, number in notes.items()]
    buffer = io.BytesIO()
    margins: dict[str, Any] = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    SimpleDocTemplate(buffer, pagesize=A4, title=brief.title, author=AUTHOR, invariant=True, **margins).build(
        story, onFirstPage=_number, onLaterPages=_number
    )
    return buffer.getvalue()


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(document.pagesize[0] / 2, _MARGIN / 2, f"第 {document.page} 页")


def _style(size: float, *, centred: bool = False, grey: bool = False, before: float = 0) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "brief",
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.45,
        spaceBefore=before,
        spaceAfter=size / 4,
        alignment=1 if centred else 0,
        textColor=HexColor("#666666" if grey else "#000000"),
        wordWrap="CJK",
        keepWithNext=1 if before else 0,
    )


def _escaped(text: str) -> str:
    return escape(printable(text))


def _written(words: Words, notes: dict[Note, int]) -> str:
    return "".join(
        f"<super>[{notes[part]}]</super>" if isinstance(part, Note) else _escaped(part.text if isinstance(part, Value) else part)
        for part in words
    )


def _table(content: Table, notes: dict[Note, int]) -> Any:
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Grid

    style, heading = _style(8.5), _style(8.5, centred=True)
    cells = [[Paragraph(_escaped(name), heading) for name in content.columns]]
    cells += [[Paragraph(_written(words, notes), style) for words in row] for row in content.rows]
    grid = Grid(cells, colWidths=[_WIDTH * share / sum(content.widths) for share in content.widths], repeatRows=1)
    grid.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.4, "#999999"), ("BACKGROUND", (0, 0), (-1, 0), "#eef1f5"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    return grid


def _chart(content: Chart) -> Any:
    """Bars with their numbers, drawn as vectors."""
    from reportlab.graphics.shapes import Drawing, String
    from reportlab.lib.colors import HexColor

    numbers = [[float(value.text.replace(",", "")) for value in values] for _, values in content.series]
    longest = max((sum(row) for row in zip(*numbers, strict=True)), default=0) or 1
    height = _ROW * (len(content.labels) + 2) + 4
    drawing = Drawing(_WIDTH, height)
    drawing.add(String(_WIDTH / 2, height - 12, content.title, fontName=_FONT, fontSize=10, textAnchor="middle"))
    scale = (_WIDTH - _LABELS - 10) / longest
    for place, label in enumerate(content.labels):
        y, x = height - _ROW * (place + 2), float(_LABELS)
        drawing.add(String(_LABELS - 6, y, label, fontName=_FONT, fontSize=8.5, textAnchor="end"))
        for colour, row, (_, values) in zip(CHART_COLOURS, numbers, content.series, strict=False):
            width = row[place] * scale
            drawing.add(_bar(x, y - 3, width, _ROW - 5, colour))
            if width > 12:
                drawing.add(
                    String(
                        x + width / 2, y, values[place].text, fontName=_FONT, fontSize=8, fillColor=HexColor("#ffffff"), textAnchor="middle"
                    )
                )
            x += width
    x = float(_LABELS)
    for colour, (name, _) in zip(CHART_COLOURS, content.series if len(content.series) > 1 else [], strict=False):
        drawing.add(_bar(x, 2, 8, 8, colour))
        drawing.add(String(x + 12, 2, name, fontName=_FONT, fontSize=8.5))
        x += 60
    return drawing


def _bar(x: float, y: float, width: float, height: float, colour: str) -> Any:
    from reportlab.graphics.shapes import Rect
    from reportlab.lib.colors import HexColor

    bar: Any = Rect(x, y, width, height)
    bar.fillColor, bar.strokeColor = HexColor(f"#{colour}"), None
    return bar
