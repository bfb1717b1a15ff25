"""A ledger as a Word document: one table on A4 landscape.

python-docx has no public methods for header rows, shading, cell margins, East Asian fonts and fields. They are added to the XML elements
that `Document.element` and `Run.element` give.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kg.export.ledger.captions import AUTHOR, FONT, HEADING_FONT, preface, printable, title
from kg.export.ledger.rows import COLUMNS, Ledger
from kg.export.ledger.sheet import CENTRED

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

WIDTHS = (10, 28, 24, 28, 45, 50, 17, 13, 14, 20, 11, 16)
"""Column widths in millimetres. Their sum is the width of the page without margins."""
_MARGIN = 10
_TITLE, _SIZE, _SMALL = 18, 10, 7


def docx_bytes(ledger: Ledger) -> bytes:
    """A document with title, notes and a table whose header is repeated on every page."""
    from docx import Document as new_document

    document = new_document()
    document.core_properties.author, document.core_properties.title = AUTHOR, printable(title(ledger))
    _set_page(document)
    heading = document.add_paragraph()
    write_paragraph(heading, title(ledger), size=_TITLE, font=HEADING_FONT, centred=True)
    for line in preface(ledger):
        write_paragraph(document.add_paragraph(), line, size=9)
    _add_table(document, ledger)
    add_page_numbers(document)
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


def _add_table(document: Document, ledger: Ledger) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        fill_cell(cell, name, size=_SIZE, font=HEADING_FONT, centred=True, grey=name == COLUMNS[-1])
    for entry in ledger.entries:
        row = table.add_row()
        for cell, name, value in zip(row.cells, COLUMNS, entry.cells, strict=True):
            last = name == COLUMNS[-1]
            fill_cell(cell, str(value), size=_SMALL if last else _SIZE, centred=name in CENTRED, grey=last)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width)
    format_table(document.element.body.tbl_lst[-1])


def fill_cell(cell: Any, text: str, *, size: int, font: str = FONT, centred: bool = False, grey: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write_paragraph(cell.paragraphs[0], text, size=size, font=font, centred=centred, grey=grey)


def write_paragraph(paragraph: Paragraph, text: str, *, size: int, font: str = FONT, centred: bool = False, grey: bool = False) -> None:
    """Add `text`, with a line break for each `\\n`, in `font` for Chinese and Times New Roman for Latin characters."""
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
    """Set the fonts of a run. Word takes the font of Chinese characters from `w:eastAsia`."""
    from docx.oxml.ns import qn

    run.font.name = "Times New Roman"
    fonts = run.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")  # quotation marks and dashes are Chinese ones here


def format_table(table: Any) -> None:
    """Set cell margins, keep rows on one page, and make the first row a shaded header. `table` is a `w:tbl` element."""
    table.tblPr.insert_element_before(_cell_margins(), "w:tblLook")
    for row in table.tr_lst:
        row.get_or_add_trPr().append(_element("w:cantSplit"))
    header = table.tr_lst[0]
    header.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell in header.tc_lst:
        shading = _element("w:shd", val="clear", color="auto", fill="E8EDF3")
        cell.get_or_add_tcPr().insert_element_before(shading, "w:noWrap", "w:tcMar", "w:vAlign")


def _cell_margins() -> Any:
    """`w:tblCellMar`. Widths are in twentieths of a point."""
    margins = _element("w:tblCellMar")
    for side, width in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80)):
        margins.append(_element(f"w:{side}", w=str(width), type="dxa"))
    return margins


def _element(name: str, **attributes: str) -> Any:
    """A new XML element. Its attributes are in the same namespace as `name`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def add_page_numbers(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", None)):
        write_paragraph(paragraph, text, size=9)
        if field:
            _add_field(paragraph, field)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(9)
    for kind in ("begin", None, "end"):
        element = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
        if not kind:
            element.text = instruction
        run.element.append(element)
