"""The jobs about source texts and their originals. Arguments and results are plain values and bytes, as those of `kg.workers.jobs`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.workers.data_source import worker_context

MOST_PASSAGES = 100
"""So many places of a quote are listed."""


def source_text(document: str, version: str) -> bytes:
    """The text of a document as JSON. Raises UnknownValue, LimitReached."""
    import json

    from kg.export.source_texts import source_text_json

    context = worker_context()
    source = context.graph.source(document)
    content = source_text_json(source, context.graph.answer("clauses", {"document": source.document}).rows)
    return context.limits.check_size(json.dumps({"version": version, **content}, ensure_ascii=False).encode())


def plain_text(document: str) -> bytes:
    """The text alone, in UTF-8. Raises UnknownValue."""
    return worker_context().graph.source(document).text.encode()


def passages(document: str, quote: str | None, start: int | None, end: int | None) -> tuple[list[dict[str, Any]], int]:
    """The first places of a quote, or the one from `start` to `end`; and the number of all. Raises UnknownValue."""
    from dataclasses import asdict

    found = worker_context().graph.passages(document, quote, start=start, end=end)
    return [_plain(asdict(passage)) for passage in found[:MOST_PASSAGES]], len(found)


def _plain(passage: dict[str, Any]) -> dict[str, Any]:
    pages = [{"page": part["page"], "boxes": [box._asdict() for box in part["boxes"]]} for part in passage["pages"]]
    return {**passage, "pages": pages}


def drafts(document: str, data: Path | None) -> bytes:
    """The drafts of a document as JSON. Raises UnknownValue, OtherData, LimitReached."""
    import json

    context = worker_context()
    return context.limits.check_size(json.dumps(context.graph.drafts(document, data), ensure_ascii=False).encode())


def page_picture(document: str, page: int, width: int) -> bytes | None:
    """A page as PNG; None where nothing can draw it. Raises UnknownValue, DamagedVersion."""
    context = worker_context()
    picture = context.graph.page_picture(document, page, width=width)
    return context.limits.check_size(picture) if picture else None


def original(document: str) -> tuple[str, str, str] | None:
    """Path, name and media type of the original; None where only the text is held. Raises UnknownValue, DamagedVersion."""
    found = worker_context().graph.original(document)
    return (str(found.path), found.name, found.media_type) if found else None
