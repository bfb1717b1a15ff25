"""A ledger as a Word document: one table on A4 landscape."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kg.export.ledger.captions import AUTHOR, FONT, HEADING_FONT, preface, printable, title
from kg.export.ledger.rows import COLUMNS, Ledger

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

WIDTHS = (12, 33, 32, 45, 19, 75, 25, 17, 19)
"""Of the columns, in millimetres: together the width of the page between its margins."""
_MARGIN = 10
_TITLE, _SIZE, _SMALL = 18, 10, 7


def docx_bytes(ledger: Ledger) -> bytes:
    """Title, documents, notes, and a table whose header stands on every page."""
    from docx import Document as new_document

    document = new_document()
    document.core_properties.author, document.core_properties.title = AUTHOR, printable(title(ledger))
    _set_page(document)
    heading = document.add_paragraph()
    _write(heading, title(ledger), size=_TITLE, font=HEADING_FONT, centred=True)
    for line in preface(ledger):
        _write(document.add_paragraph(), line, size=9)
    _table(document, ledger)
    _number_pages(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_page(document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    [section] = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(15), Mm(15)
    section.footer_distance = Mm(8)


def _table(document: Document, ledger: Ledger) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    _pad(table)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    header = table.rows[0]
    _mark_row(header, "w:tblHeader")
    _mark_row(header, "w:cantSplit")
    for cell, name in zip(header.cells, COLUMNS, strict=True):
        _fill(cell, name, size=_SIZE, font=HEADING_FONT, centred=True, grey=name == COLUMNS[-1])
        _shade(cell)
    for entry in ledger.entries:
        row = table.add_row()
        _mark_row(row, "w:cantSplit")
        for cell, name, value in zip(row.cells, COLUMNS, entry.cells, strict=True):
            last = name == COLUMNS[-1]
            _fill(cell, str(value), size=_SMALL if last else _SIZE, centred=name in (COLUMNS[0], COLUMNS[4]), grey=last)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width)


def _fill(cell: _Cell, text: str, *, size: int, font: str = FONT, centred: bool = False, grey: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _write(cell.paragraphs[0], text, size=size, font=font, centred=centred, grey=grey)


def _write(paragraph: Paragraph, text: str, *, size: int, font: str = FONT, centred: bool = False, grey: bool = False) -> None:
    """Put `text` in, a line break for each `\\n`, in a font for Chinese and one for Latin letters."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6 if size == _TITLE else 0)
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(size)
    _set_font(run, font)
    if grey:
        run.font.color.rgb = RGBColor(0x66, 0x66, 0x66)


def _set_font(run: Any, font: str) -> None:
    """Word takes the font of Chinese letters from `w:eastAsia`, which python-docx does not set."""
    from docx.oxml.ns import qn

    run.font.name = "Times New Roman"
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones here


def _mark_row(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8EDF3")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _pad(table: Any) -> None:
    """Room between the words of a cell and its lines, in twentieths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80)):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(width))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.append(margins)


def _number_pages(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", None)):
        _write(paragraph, words, size=9)
        if field:
            _add_field(paragraph, field)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word counts: python-docx has none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run._element.append(element)
