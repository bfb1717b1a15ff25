"""Learning from curated documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extraction.measures import cues, learning, phrases
from kg.extraction.source import DraftSource
from kg.extraction.statistics.committed import Statistics
from kg.model.records import ProvenFact

_LEARNT_FROM = ("measures.csv",)


@dataclass(frozen=True)
class LabelledDocument:
    """A text with its curated facts."""

    source: DraftSource
    facts: Sequence[ProvenFact]


def train(documents: Iterable[LabelledDocument], fingerprint: str = "") -> Statistics:
    """Learn every model. The same documents give the same."""
    labelled = [(one.source, one.facts) for one in documents]
    return Statistics(learning.models(labelled), fingerprint)


def labelled_documents(data: Path) -> Iterator[LabelledDocument]:
    """The documents of a data folder that are curated whole. Raises InvalidData where the registry has faults."""
    from kg.extraction.opening import open_document, shared_data
    from kg.loaders.documents import document_folders, load_document

    shared = shared_data(data)
    for folder in document_folders(data):
        record, _ = load_document(folder, data, shared.registry, shared.vocabulary.codes, data.parent)
        if record is not None and record.head.curated:
            source, _ = open_document(data, record.id, shared)
            yield LabelledDocument(source, record.facts)


def fingerprint_of(data: Path) -> str:
    """A digest of the curated rows, texts and cue words that `train` reads."""
    digest = hashlib.sha256(cues.FILE.read_bytes() + phrases.FILE.read_bytes())
    for folder in sorted((data / "documents").iterdir()):
        for name in ("source.txt", *_LEARNT_FROM):
            if (file := folder / name).exists():
                digest.update(f"{folder.name}/{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
