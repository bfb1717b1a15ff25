"""A matching as a Word document for print: the answer of each city first, then its offers with reasons and words, on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.matching.wording import Wording
from kg.export.office import FONT, HEADING_FONT, printable
from kg.export.text import one_line
from kg.export.word import add_table, document_bytes, fill_cell, finish_table, new_document, write_paragraph
from kg.matching.matched import CityMatch, OfferMatch

if TYPE_CHECKING:
    from docx.document import Document

_WIDTHS = (38, 18, 62, 72)
"""Column widths in millimetres."""
_HEADING, _SIZE, _SMALL = 13, 10, 9


def docx_bytes(words: Wording, *, every: bool, version: str) -> bytes:
    """`every`: offers that are not met stand in the tables, too."""
    document = new_document(words.say("title"), margin=10)
    for line in (words.person(), words.say("note"), words.say("made", day=words.matching.as_of, version=version)):
        write_paragraph(document.add_paragraph(), line, size=_SMALL)
    for city in words.matching.cities:
        _add_city(document, words, city, every=every)
    return document_bytes(document)


def _add_city(document: Document, words: Wording, city: CityMatch, *, every: bool) -> None:
    write_paragraph(document.add_paragraph(), f"\n{words.headline(city)}", size=_HEADING, font=HEADING_FONT)
    for line in (*words.details(city), *words.documents(city)):
        write_paragraph(document.add_paragraph(), line, size=_SMALL)
    offers = [offer for offer in city.offers if every or offer.state != "not_met"]
    if offers:
        _add_table(document, words, offers)


def _add_table(document: Document, words: Wording, offers: list[OfferMatch]) -> None:
    table = add_table(document, len(_WIDTHS))
    for cell, name in zip(table.rows[0].cells, ("offer", "state", "reason", "words"), strict=True):
        fill_cell(cell, words.say(f"table.{name}"), size=_SIZE, font=HEADING_FONT, centred=True)
    for offer in offers:
        reason = "\n".join([words.reason(offer), *words.warnings(offer)])
        offered = f"{words.kind(offer)}\n{words.offer(offer)}"
        texts = (offered, words.state(offer), reason, f"「{printable(one_line(offer.row['quote']))}」")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            fill_cell(cell, text, size=_SMALL, font=FONT)
    finish_table(document, table, _WIDTHS)
