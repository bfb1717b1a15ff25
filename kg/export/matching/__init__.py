"""A person against the offers of cities, as text for a terminal, JSON, and a Word document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InvalidArgument, UnknownFormat
from kg.export.answers import write_bytes
from kg.i18n import Language, current_language, message

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph
    from kg.matching.matched import Matching

FORMATS = ("table", "json", "docx")


def matching_bytes(
    graph: KnowledgeGraph, matching: Matching, format: str, *, every: bool = False, language: Language | None = None
) -> bytes:
    """`every`: offers that are not met are listed, too. Raises UnknownFormat."""
    if format == "json":
        return (json.dumps(matching.to_json(), ensure_ascii=False, indent=1) + "\n").encode()
    if format not in FORMATS:
        raise UnknownFormat(format, FORMATS)
    from kg.export.matching.wording import Wording, read_labels

    chosen = language or current_language()
    words = Wording(matching, chosen, read_labels(graph.answer("concepts").rows, chosen))
    if format == "docx":
        from kg.export.matching.docx import docx_bytes

        return docx_bytes(words, every=every, version=graph.version or "")
    from kg.export.matching.text import matching_text

    return matching_text(words, every=every).encode()


def write_matching(graph: KnowledgeGraph, matching: Matching, format: str, out: Path | None, *, every: bool = False) -> None:
    """Write to `out`, or to standard output. Raises UnknownFormat, InvalidArgument for a document on a terminal, OSError."""
    if format == "docx" and out is None and sys.stdout.isatty():
        raise InvalidArgument(message("errors.invalid-argument.no_document"))
    write_bytes(matching_bytes(graph, matching, format, every=every), out)
