"""The head that was read, as `document.yaml`. What the proof of dates does not hold is left out and said in `source_note`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.curation.head_keys import line
from kg.i18n import Language, Message, message, text
from kg.intake.head import Head, Related
from kg.intake.understanding import Understood
from kg.loaders.evidence import ParsedSource
from kg.loaders.life import prove_life
from kg.model.document import DocumentHead
from kg.model.original import Original
from kg.text.outline import AUTO
from kg.text.quotes import normalise

_DATA: Language = "zh"
"""The language of what is written into the data."""
_LIFE = (("effective", "effective_quote"), ("valid_until", "validity_quote"), ("valid_for", "validity_quote"))


@dataclass(frozen=True)
class HeadFile:
    """The content of `document.yaml`: as keys and values, and the reading of it."""

    values: Mapping[str, Any]

    @property
    def head(self) -> DocumentHead:
        return DocumentHead.model_validate(self.values)

    def yaml(self) -> str:
        return "".join(line(key, value) for key, value in self.values.items())


def head_file(
    understood: Understood, place: str, sha256: str, original: Original, address: str | None, known: Mapping[str, str], own: str
) -> HeadFile:
    """`sha256` is that of the text; `known` are the documents that may be named, by number and by title; `own` is the document's id."""
    head, read = understood.head, understood.read
    values: dict[str, Any] = {
        "title": head.title,
        "number": head.number,
        "issuer": list(head.issuers),
        "place": place,
        "issued": head.issued,
        **_life(head, read.text),
        **_relations(head, read.text, known),
        "stacking": {"rules": list(head.stacking), "quote": _quote(head, "stacking", read.text)} if head.stacking else None,
        "period_start": head.period[0] if head.period else None,
        "period_end": head.period[1] if head.period else None,
        "status": "draft" if head.draft else "unknown",
        "status_basis": f"{date.today().isoformat()}：{_basis(head).text(_DATA)}",
        "source_note": text("adding.note", _DATA, file=original.name, reader=f"{read.reader} {read.version}"),
        "address": address,
        "sha256": sha256,
        "original": original.model_dump(),
        "outline": AUTO,
        "curated": False,
    }
    unproven = _unproven(values, understood, [*known.values(), own], own)
    for key, quote in _LIFE:
        if key in unproven:
            values.pop(key, None)
            values.pop(quote, None)
    for key in ("repeals", "replaces", "stacking"):
        if key in unproven:
            values.pop(key)
    if unproven:
        values["source_note"] += text("adding.unproven", _DATA, keys=sorted(unproven))
    return HeadFile({key: value for key, value in values.items() if value is not None or key in ("number", "issued")})


def _basis(head: Head) -> Message:
    return message("adding.basis.draft") if head.draft else message("adding.basis.unknown")


def _life(head: Head, source: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if head.effective:
        values |= {"effective": head.effective, "effective_quote": _quote(head, "effective", source)}
    if head.valid_until or head.valid_for:
        key = "valid_until" if head.valid_until else "valid_for"
        values |= {key: head.valid_until or head.valid_for, "validity_quote": _quote(head, key, source)}
    return values


def _quote(head: Head, key: str, source: str) -> str:
    words = head.words[key]
    return source[words.start : words.end]


def _relations(head: Head, source: str, known: Mapping[str, str]) -> dict[str, Any]:
    """What it does to documents that are held or registered. Others are not written: a row of the registry comes first."""

    def ids(related: tuple[Related, ...]) -> list[dict[str, str]]:
        found = [(known.get(one.number or "") or known.get(one.title), one) for one in related]
        return [{"document": id_, "quote": source[one.start : one.end]} for id_, one in found if id_]

    return {key: rows for key, rows in (("repeals", ids(head.repeals)), ("replaces", ids(head.replaces))) if rows}


def _unproven(values: Mapping[str, Any], understood: Understood, known: Collection[str], own: str) -> set[str]:
    """The keys that the loader would refuse."""
    source = ParsedSource(understood.read.text, normalise(understood.read.text, []), understood.tree, [])
    head = DocumentHead.model_validate({key: value for key, value in values.items() if value is not None})
    _, issues = prove_life(head, source, own, known, "document.yaml")
    columns = {str(issue.column).partition(".")[0] for issue in issues}
    if "validity_quote" in columns:
        columns |= {"valid_until", "valid_for"}
    if "effective_quote" in columns:
        columns.add("effective")
    return columns & {"effective", "valid_until", "valid_for", "repeals", "replaces", "stacking"} & set(values)
