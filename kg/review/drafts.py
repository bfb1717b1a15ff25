"""`drafts.jsonl`: the drafts of a document as they were made last, so that the review opens at once.

Its first line says of which text and by which rules they were made; where one changed they are made anew. Ids of drafts are digests of
what they say, so decisions hold on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.curation.files import replace_file
from kg.extraction.confidence import committed_confidence
from kg.extraction.draft import DraftedDocument
from kg.extraction.fingerprint import rules_digest
from kg.extraction.report import curated_row
from kg.model.fields import LIST_SEPARATOR
from kg.review.model import DraftRow, ProposedEntry

DRAFTS = "drafts.jsonl"


@dataclass(frozen=True)
class Made:
    """What drafts were made of: digests of the corrected text and of the rules."""

    text: str
    rules: str


@dataclass(frozen=True)
class KeptDrafts:
    """Drafts in the order of the text, and the registry entries that they wait for."""

    made: Made
    drafts: tuple[DraftRow, ...]
    entries: tuple[ProposedEntry, ...]


def made_of(text: str) -> Made:
    """What drafts of `text` would be made of now."""
    return Made(hashlib.sha256(text.encode()).hexdigest(), rules_digest())


def read_drafts(folder: Path) -> KeptDrafts | None:
    """The drafts that `folder` keeps; None where it keeps none that can be read."""
    try:
        lines = [json.loads(line) for line in (folder / DRAFTS).read_text(encoding="utf-8").splitlines()]
        return KeptDrafts(Made(**lines[0]), tuple(_drafts(lines[1:])), tuple(_entries(lines[1:])))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def write_drafts(folder: Path, drafted: DraftedDocument) -> KeptDrafts:
    """Keep the drafts of a document. Raises OSError."""
    kept = keep(drafted)
    records: list[Any] = [kept.made, *kept.entries, *kept.drafts]
    lines = (json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)
    replace_file(folder / DRAFTS, "".join(lines).encode())
    return kept


def keep(drafted: DraftedDocument) -> KeptDrafts:
    """The drafts as rows, and the entries that they wait for."""
    confidence = committed_confidence().of_drafts(drafted.drafts)
    drafts = [
        DraftRow(
            one.fact.id,
            one.kind,
            one.clause,
            one.span,
            one.fact.evidence.context,
            {name: cell for name, cell in curated_row(one.fact.record).items() if cell and name != "id"},
            one.origin,
            confidence[one.fact.id],
            one.needs,
        )
        for one in drafted.drafts
    ]
    entries = [
        ProposedEntry(one.id, one.kind, {name: _cell(value) for name, value in one.row.items()}, one.span) for one in drafted.registry
    ]
    order = {id_: place for place, id_ in enumerate(draft.id for draft in drafts)}
    return KeptDrafts(made_of(drafted.source.text), tuple(sorted(drafts, key=lambda one: (one.span[0], order[one.id]))), tuple(entries))


def _cell(value: Any) -> str:
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def _drafts(lines: list[dict[str, Any]]) -> Iterator[DraftRow]:
    for line in lines:
        if "values" in line:
            spans = {"span": tuple(line["span"]), "context": tuple(map(tuple, line["context"])), "needs": tuple(line["needs"])}
            yield DraftRow(**{**line, **spans})


def _entries(lines: list[dict[str, Any]]) -> Iterator[ProposedEntry]:
    for line in lines:
        if "row" in line:
            yield ProposedEntry(**{**line, "span": tuple(line["span"])})
