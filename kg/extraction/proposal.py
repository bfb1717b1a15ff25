"""What an extractor proposes, and what is left of it when it is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kg.model.records import ProvenFact, Span

Cell = str | int | Decimal | list[str] | None
"""What a column holds, as the record class of its kind reads it. A list is a list, not words between `|`."""


@dataclass(frozen=True)
class Proposal:
    """A row of a kind of fact that an extractor reads out of a text. It is not proven.

    kind: of the fact: `funding`.
    clause: the path of the clause that states it.
    span: the words that state it, within the clause's own stretches. They are widened where they stand there more than once.
    values: the columns of the kind beside `id`, `clause`, `quote` and `context`.
    origin: the rule, or the model, that proposes it: `roles.bracket`. Precision is measured by origin.
    context: further words that the fact needs.
    score: how sure the rule is, 0 to 1, where it weighs; what that is worth is measured (`confidence`).
    """

    kind: str
    clause: str
    span: Span
    values: Mapping[str, Cell]
    origin: str
    context: tuple[Span, ...] = ()
    score: float | None = None


@dataclass(frozen=True)
class RegistryProposal:
    """An entry that the registry lacks, and that facts of a document wait for.

    kind: of the registry: `agency`. row: its columns. span: the words that name it.
    """

    kind: str
    id: str
    row: Mapping[str, Any]
    span: Span
    origin: str = "registry"


@dataclass(frozen=True)
class Draft:
    """A proposal that is proven. `fact.id` is stable: the same document and rules give the same."""

    fact: ProvenFact
    origin: str
    needs: tuple[str, ...] = ()
    """Ids of the registry proposals that it waits for."""
    score: float | None = None

    @property
    def kind(self) -> str:
        return self.fact.kind

    @property
    def clause(self) -> str:
        return self.fact.record.clause

    @property
    def span(self) -> Span:
        return self.fact.evidence.start, self.fact.evidence.end


@dataclass(frozen=True)
class Refusal:
    """A proposal that is not proven, and why, in the words of the proof."""

    proposal: Proposal
    reasons: tuple[str, ...] = field(default=())
