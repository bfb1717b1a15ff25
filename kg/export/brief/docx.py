"""A brief as a Word document on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.brief.docx_chart import add_chart
from kg.export.brief.model import Brief, Chart, Note, Table, Value, Words
from kg.export.brief.notes import numbered, written
from kg.export.office import HEADING_FONT
from kg.export.word import add_table, document_bytes, fill_cell, finish_table, new_document, write_paragraph

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WIDTH = 170
"""Millimetres of text on a line."""
_HEADING, _SIZE, _SMALL, _NOTE = 13, 11, 9, 8


def docx_bytes(brief: Brief) -> bytes:
    notes = numbered(brief)
    document = new_document(brief.title, margin=(210 - _WIDTH) / 2)
    _write(document.add_paragraph(), brief.basis, notes, _SMALL, grey=True)
    for part in brief.sections:
        _heading(document, part.heading)
        for content in part.content:
            if isinstance(content, Table):
                _add_table(document, content, notes)
            elif isinstance(content, Chart):
                add_chart(document, content)
            else:
                _write(document.add_paragraph(), content, notes, _SIZE)
    if notes:
        _heading(document, "原文")
        for note, number in notes.items():
            write_paragraph(document.add_paragraph(), f"[{number}] {written(note)}", size=_NOTE)
    return document_bytes(document)


def _heading(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    write_paragraph(paragraph, text, size=_HEADING, font=HEADING_FONT)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(4)
    paragraph.paragraph_format.keep_with_next = True


def _write(paragraph: Paragraph, words: Words, notes: dict[Note, int], size: int, *, grey: bool = False) -> None:
    for part in words:
        if isinstance(part, Note):
            write_paragraph(paragraph, f"[{notes[part]}]", size=size)
            paragraph.runs[-1].font.superscript = True
        else:
            write_paragraph(paragraph, part.text if isinstance(part, Value) else part, size=size, grey=grey)


def _add_table(document: Document, content: Table, notes: dict[Note, int]) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    table = add_table(document, len(content.columns))
    for cell, name in zip(table.rows[0].cells, content.columns, strict=True):
        fill_cell(cell, name, size=_SMALL, font=HEADING_FONT, centred=True)
    for line in content.rows:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _write(cell.paragraphs[0], words, notes, _SMALL)
    finish_table(document, table, [_WIDTH * share / sum(content.widths) for share in content.widths])
    document.add_paragraph().paragraph_format.space_after = Pt(0)
