"""Word documents on A4: paragraphs, tables, page numbers.

python-docx has no public methods for header rows, shading, cell margins, East Asian fonts and fields. They are added to the XML elements
that `Document.element` and `Run.element` give.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.export.office import AUTHOR, FONT, HEADING_FONT, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TITLE = 18


def new_document(title: str, *, margin: float, landscape: bool = False) -> Document:
    """A document that begins with its title. margin: millimetres at the sides."""
    from docx import Document as empty
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = empty()
    document.core_properties.author, document.core_properties.title = AUTHOR, printable(title)
    [section] = document.sections
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(8)
    heading = document.add_paragraph()
    write_paragraph(heading, title, size=_TITLE, font=HEADING_FONT, centred=True)
    heading.paragraph_format.space_after = Pt(6)
    return document


def document_bytes(document: Document) -> bytes:
    """The file, with page numbers."""
    _add_page_numbers(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_table(document: Document, columns: int) -> Any:
    """A table with one row, for its header; `finish_table` ends it."""
    table = document.add_table(rows=1, cols=columns, style="Table Grid")
    table.autofit = False
    return table


def finish_table(document: Document, table: Any, widths: Sequence[float]) -> None:
    """Set the widths of the columns, in millimetres, and the look of the table that was added last."""
    from docx.shared import Mm

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    _format_table(document.element.body.tbl_lst[-1])


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
    paragraph.paragraph_format.space_after = Pt(0)
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


def _format_table(table: Any) -> None:
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


def _add_page_numbers(document: Document) -> None:
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
