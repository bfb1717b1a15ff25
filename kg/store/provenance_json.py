"""Where a text comes from as JSON: pages, places, doubts and corrections are lists, because a long document has thousands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from kg.model.original import Corrected, Correction, Doubt, Original, Page, Provenance, Stretch

_STRETCH = tuple(Stretch.model_fields)
_STRETCHES = TypeAdapter(tuple[Stretch, ...])
Record = TypeVar("Record", bound=BaseModel)


def provenance_to_json(provenance: Provenance) -> dict[str, Any]:
    return {
        "original": provenance.original.model_dump() if provenance.original else None,
        "address": provenance.address,
        "pages": [_values(page) for page in provenance.pages],
        "layout": [_values(stretch) for stretch in provenance.layout],
        "doubts": [_values(doubt) for doubt in provenance.doubts],
        "corrections": [[_values(corrected.correction), corrected.start, corrected.end] for corrected in provenance.corrections],
    }


def provenance_from_json(content: Mapping[str, Any]) -> Provenance:
    """The records are those that were validated when they were loaded."""
    return Provenance(
        Original.model_construct(**content["original"]) if content["original"] else None,
        content["address"],
        tuple(_record(Page, values) for values in content["pages"]),
        _STRETCHES.validate_python([dict(zip(_STRETCH, values, strict=True)) for values in content["layout"]]),
        tuple(_record(Doubt, values) for values in content["doubts"]),
        tuple(Corrected(_record(Correction, values), start, end) for values, start, end in content["corrections"]),
    )


def _values(record: BaseModel) -> list[Any]:
    return list(record.model_dump().values())


def _record(model: type[Record], values: list[Any]) -> Record:
    return model.model_construct(**dict(zip(model.model_fields, values, strict=True)))
