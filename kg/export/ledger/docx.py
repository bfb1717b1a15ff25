"""A ledger as a Word document: one table on A4 landscape, whose header is repeated on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.ledger.captions import preface, title
from kg.export.ledger.rows import COLUMNS, Ledger
from kg.export.ledger.sheet import CENTRED
from kg.export.office import HEADING_FONT
from kg.export.word import add_table, document_bytes, fill_cell, finish_table, new_document, write_paragraph

if TYPE_CHECKING:
    from docx.document import Document

WIDTHS = (10, 28, 24, 28, 45, 50, 17, 13, 14, 20, 11, 16)
"""Column widths in millimetres. Their sum is the width of the page without margins."""
_MARGIN = 10
_SIZE, _SMALL = 10, 7


def docx_bytes(ledger: Ledger) -> bytes:
    document = new_document(title(ledger), margin=_MARGIN, landscape=True)
    for line in preface(ledger):
        write_paragraph(document.add_paragraph(), line, size=9)
    _add_table(document, ledger)
    return document_bytes(document)


def _add_table(document: Document, ledger: Ledger) -> None:
    table = add_table(document, len(COLUMNS))
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        fill_cell(cell, name, size=_SIZE, font=HEADING_FONT, centred=True, grey=name == COLUMNS[-1])
    for entry in ledger.entries:
        row = table.add_row()
        for cell, name, value in zip(row.cells, COLUMNS, entry.cells, strict=True):
            last = name == COLUMNS[-1]
            fill_cell(cell, str(value), size=_SMALL if last else _SIZE, centred=name in CENTRED, grey=last)
    finish_table(document, table, WIDTHS)
