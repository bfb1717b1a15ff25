"""A matching as a Word document for print: the answer of each city first, then its offers with reasons and words, on A4."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.export.ledger.captions import AUTHOR, FONT, HEADING_FONT, printable
from kg.export.ledger.docx import add_page_numbers, fill_cell, format_table, write_paragraph
from kg.export.matching.wording import Wording
from kg.export.text import one_line
from kg.matching.matched import CityMatch, OfferMatch

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = (38, 18, 62, 72)
"""Column widths in millimetres."""
_TITLE, _HEADING, _SIZE, _SMALL = 18, 13, 10, 9


def docx_bytes(words: Wording, *, every: bool, version: str) -> bytes:
    """`every`: offers that are not met stand in the tables, too."""
    from docx import Document as new_document
    from docx.shared import Mm

    document = new_document()
    document.core_properties.author, document.core_properties.title = AUTHOR, words.say("title")
    [section] = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(15)
    write_paragraph(document.add_paragraph(), words.say("title"), size=_TITLE, font=HEADING_FONT, centred=True)
    for line in (words.person(), words.say("note"), words.say("made", day=words.matching.as_of, version=version)):
        write_paragraph(document.add_paragraph(), line, size=_SMALL)
    for city in words.matching.cities:
        _add_city(document, words, city, every=every)
    add_page_numbers(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_city(document: Document, words: Wording, city: CityMatch, *, every: bool) -> None:
    write_paragraph(document.add_paragraph(), f"\n{words.headline(city)}", size=_HEADING, font=HEADING_FONT)
    for line in (*words.details(city), *words.documents(city)):
        write_paragraph(document.add_paragraph(), line, size=_SMALL)
    offers = [offer for offer in city.offers if every or offer.state != "not_met"]
    if offers:
        _add_table(document, words, offers)


def _add_table(document: Document, words: Wording, offers: list[OfferMatch]) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    for cell, name in zip(table.rows[0].cells, ("offer", "state", "reason", "words"), strict=True):
        fill_cell(cell, words.say(f"table.{name}"), size=_SIZE, font=HEADING_FONT, centred=True)
    for offer in offers:
        reason = "\n".join([words.reason(offer), *words.warnings(offer)])
        offered = f"{words.kind(offer)}\n{words.offer(offer)}"
        texts = (offered, words.state(offer), reason, f"「{printable(one_line(offer.row['quote']))}」")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            fill_cell(cell, text, size=_SMALL, font=FONT)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Mm(width)
    format_table(document.element.body.tbl_lst[-1])
