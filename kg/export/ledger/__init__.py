"""The task ledger (任务台账): a form for tracking tasks, as Excel or Word, and its deadlines as a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UnknownFormat
from kg.export.office import file_name_part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analysis.what_if import Change
    from kg.interface import KnowledgeGraph

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
}
"""Media types by format."""


def ledger_bytes(
    graph: KnowledgeGraph,
    *,
    agency: str | None = None,
    city: str | None = None,
    document: str | None = None,
    format: str = "xlsx",
    changes: Sequence[Change] = (),
) -> bytes:
    """The ledger of one agency, or of all agencies in a city or document.

    Arguments are ids, names or aliases. `format` is one of FORMATS; `ics` are the deadlines as a calendar. `changes`: those of a what-if.
    Raises UnknownValue if a name is unknown or ambiguous, UnknownFormat, ImpossibleChange.
    """
    from kg.export.ledger.reading import read_ledger

    if format not in FORMATS:
        raise UnknownFormat(format, list(FORMATS))
    ledger = read_ledger(graph, agency, city, document, changes)
    if format == "docx":
        from kg.export.ledger.docx import docx_bytes

        return docx_bytes(ledger)
    if format == "ics":
        from kg.export.ledger.ics import ics_bytes

        return ics_bytes(ledger)
    from kg.export.ledger.xlsx import xlsx_bytes

    return xlsx_bytes(ledger)


def ledger_file_name(name: str, format: str = "xlsx") -> str:
    """A file name such as `任务台账-石嘴山市-市人社局.xlsx`. Characters that file systems forbid are replaced."""
    return f"任务台账-{file_name_part(name)}.{format}"
