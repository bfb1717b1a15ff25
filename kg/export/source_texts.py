"""A source text as JSON: the text with its clauses, its original and pages, what is doubtful and what was corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.store.files import media_type_of
from kg.store.page_pictures import is_drawable
from kg.store.source_texts import SourceText

if TYPE_CHECKING:
    from kg.model.original import Corrected, Original

_CLAUSE = ("clause", "kind", "number", "heading", "parent", "start", "end")


def text_address(document: str) -> str:
    """The path of a text at a server."""
    return f"/texts/{quote(document, safe='')}"


def source_text_json(source: SourceText, clauses: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The members of the public description. `layout` has a list for each printed line: start, end, page, left, top, right, bottom."""
    provenance, address = source.provenance, text_address(source.document)
    pictures = provenance.original is not None and is_drawable(media_type_of(provenance.original.file))
    return {
        "document": source.document,
        "text": source.text,
        "sha256": _sha256(source.text),
        "as_read_sha256": _sha256(source.as_read),
        "address": provenance.address,
        "clauses": [{name: row[name] for name in _CLAUSE} for row in clauses if row["document"] == source.document],
        "faults": [asdict(fault) for fault in source.faults],
        "noise": source.noise,
        "reasons": source.reasons,
        "original": _original(provenance.original, address) if provenance.original else None,
        "pages": [{**page.model_dump(), "picture": f"{address}/pages/{page.page}" if pictures else None} for page in provenance.pages],
        "layout": [list(stretch.model_dump().values()) for stretch in provenance.layout],
        "doubts": [doubt.model_dump() for doubt in provenance.doubts],
        "corrections": [_correction(corrected) for corrected in provenance.corrections],
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _original(original: Original, address: str) -> dict[str, Any]:
    return {**original.model_dump(), "media_type": media_type_of(original.file), "url": f"{address}/original"}


def _correction(corrected: Corrected) -> dict[str, Any]:
    """`start` and `end` are those of what is printed, `read_at` is the offset in the text as it was read."""
    written = corrected.correction.model_dump()
    return {"start": corrected.start, "end": corrected.end, "read_at": written.pop("start"), **written}
