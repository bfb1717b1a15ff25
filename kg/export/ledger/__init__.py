"""The ledger of tasks (任务台账) as the files that an office prints and fills in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import UnknownFormat

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Format -> media type."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def ledger_bytes(
    graph: KnowledgeGraph, *, agency: str | None = None, city: str | None = None, document: str | None = None, format: str = "xlsx"
) -> bytes:
    """The ledger of one agency, or of all in a city or document, as a file.

    Raises UnknownValue where the agency, city or document is not known or several are meant, ValueError on another format.
    """
    from kg.export.ledger.rows import read_ledger

    if format not in FORMATS:
        raise UnknownFormat(format, list(FORMATS))
    ledger = read_ledger(graph, agency, city, document)
    if format == "docx":
        from kg.export.ledger.docx import docx_bytes

        return docx_bytes(ledger)
    from kg.export.ledger.xlsx import xlsx_bytes

    return xlsx_bytes(ledger)


def ledger_file_name(of: str, format: str = "xlsx") -> str:
    """`任务台账-石嘴山市-市人社局.xlsx`; what a file system does not take is replaced."""
    return f"任务台账-{_FORBIDDEN.sub('－', of)[:80]}.{format}"
