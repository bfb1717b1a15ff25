"""What loaders hand on: records whose words were found in the source and whose names were resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.model.document import DocumentHead
from kg.model.facts import Fact
from kg.model.finding_answer import NumberedAnswer
from kg.model.original import Provenance
from kg.model.source_check import SourceCheck

Span = tuple[int, int]
Coverage = Literal["reviewed", "drafted", "unread"]
"""Whether a person reviewed a clause: the codes of `ontology/vocab/coverage.ttl`."""


@dataclass(frozen=True)
class Evidence:
    """`quote` is exactly `text[start:end]` of the source; `context` are further spans that the fact needs."""

    start: int
    end: int
    quote: str
    context: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ProvenFact:
    """A fact with its proof. `links` maps a field to the id its words were resolved to; `task` is the task it stands under."""

    id: str
    kind: str
    record: Fact
    evidence: Evidence
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ClauseRecord:
    """A clause as it is published. `reading` is `empty` where it was read and holds no fact of its own, `later_version` where its facts
    are those of a later version of the document."""

    path: str
    kind: str
    number: str | None
    heading: str | None
    parent: str | None
    start: int
    end: int
    own: tuple[Span, ...]
    """Its stretches of the source, without those of its parts."""
    text: str
    """The words of those stretches."""
    reading: str | None = None
    reason: str | None = None
    """Why it holds none, in the curator's words; the id of the later version."""
    coverage: Coverage = "reviewed"


@dataclass(frozen=True)
class DocumentRecord:
    id: str
    head: DocumentHead
    issuers: tuple[str, ...]
    """Agency ids, in the order of the head's `issuer`."""
    text: str
    clauses: tuple[ClauseRecord, ...]
    facts: tuple[ProvenFact, ...]
    noise: tuple[Span, ...] = ()
    """Layout of the text that is no text: page marks, rules."""
    life: Mapping[str, Evidence] = field(default_factory=dict)
    """Key of the head (`effective`, `valid_until`, `replaces.0`) -> the words that state it."""
    provenance: Provenance = field(default_factory=Provenance)
    answers: tuple[NumberedAnswer, ...] = ()
    """What was answered to findings, in the order of the file."""
    source_check: SourceCheck | None = None
    """The last visit to the address of the head; None where it has none, or nobody asked it yet."""
