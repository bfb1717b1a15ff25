"""A document in the reader's words: title, status, and a line with number, issuer, date and period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from viewer.display.codes import label
from viewer.i18n import t
from viewer.shared_graph import SharedGraph

_COLOURS = {"in_force": "good", "expired": "quiet", "replaced": "quiet", "draft": "warn", "unknown": "warn"}
"""Code of a status -> colour of the palette."""


@dataclass(frozen=True)
class Status:
    """`colour` is a name of the palette."""

    name: str
    colour: str


@dataclass(frozen=True)
class DocumentInfo:
    title: str
    status: Status
    status_basis: str
    details: str
    """Number, issuer, date and period; a message for each that the document does not state."""


def document_status(graph: SharedGraph, code: str) -> Status:
    return Status(label(graph, "document-status", code), _COLOURS.get(code, "quiet"))


def document_info(graph: SharedGraph, row: Mapping[str, Any]) -> DocumentInfo:
    """`row` answers the question `documents`."""
    start, end = row["period_start"], row["period_end"]
    details = [
        row["number"] or t("evidence.no_number"),
        row["issuer"],
        t("evidence.issued", day=row["issued"]) if row["issued"] else t("evidence.no_date"),
        t("evidence.period", start=start, end=end) if start else "",
    ]
    return DocumentInfo(row["title"], document_status(graph, row["status"]), row["status_basis"] or "", " · ".join(filter(None, details)))
