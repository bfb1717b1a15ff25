"""Source texts as a server describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model.original import Corrected, Correction, Doubt, Original, Page, Provenance, Stretch
from kg.store.source_texts import ScanFault, SourceText

MEMBERS = ("document", "text", "faults", "noise", "reasons", "original", "pages", "layout", "doubts", "corrections", "address")


def source_text(told: Mapping[str, Any]) -> SourceText:
    """The text of an object that has MEMBERS. Raises KeyError, TypeError, ValueError for one of another form."""
    original = told["original"]
    provenance = Provenance(
        Original(**{name: original[name] for name in Original.model_fields}) if original else None,
        told["address"],
        tuple(Page(**{name: page[name] for name in Page.model_fields}) for page in told["pages"]),
        tuple(Stretch.model_validate(dict(zip(Stretch.model_fields, line, strict=True))) for line in told["layout"]),
        tuple(Doubt(**doubt) for doubt in told["doubts"]),
        tuple(_corrected(correction) for correction in told["corrections"]),
    )
    faults = tuple(ScanFault(**fault) for fault in told["faults"])
    noise = tuple((start, end) for start, end in told["noise"])
    return SourceText(told["document"], told["text"], faults, noise, told["reasons"], provenance)


def _corrected(told: Mapping[str, Any]) -> Corrected:
    words = {name: told[name] for name in ("as_read", "as_printed", "reason", "by")}
    return Corrected(Correction.model_construct(start=told["read_at"], **words), told["start"], told["end"])
