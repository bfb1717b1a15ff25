"""What a reviewer sees and decides: drafts, decisions, and what became of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from kg.i18n import Message
from kg.model.records import Span

Values = Mapping[str, str]
"""The columns of a kind as its CSV file has them, without `id`: a list is separated by `|`, an empty cell says nothing."""
Action = Literal[
    "accept", "edit", "reject", "add", "read", "accept_clause", "draw", "accept_class", "accept_entry", "same_entry", "reject_entry",
    "undo",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
ENTRY_ACTIONS: tuple[Action, ...] = ("accept_entry", "same_entry", "reject_entry")
"""Decisions on registry proposals."""
Status = Literal["open", "waiting", "accepted", "edited", "rejected"]
"""`waiting`: accepted, and its row is written as soon as what it needs is decided."""


@dataclass(frozen=True)
class DraftRow:
    """A draft as it is kept on disk. `needs`: the registry proposals that it waits for."""

    id: str
    kind: str
    clause: str
    span: Span
    context: tuple[Span, ...]
    values: Values
    origin: str
    confidence: float | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedEntry:
    """A registry entry that drafts wait for. `row`: the columns of its file."""

    id: str
    kind: str
    row: Values
    span: Span

    @property
    def name(self) -> str:
        """What it is called; the title of a document."""
        return self.row.get("name") or self.row.get("title") or self.id


@dataclass(frozen=True)
class Settled:
    """What a decision did to one draft. `draft` is empty for a row added by hand; `fact` is the id of its row, empty while it waits.

    released: it was accepted before, and this decision gave what it waited for.
    """

    draft: str
    kind: str
    drafted: Values
    decided: Values
    fact: str = ""
    origin: str = ""
    released: bool = False


@dataclass(frozen=True)
class Sample:
    """Drafts of a class that were drawn at random and looked at, and what that proves of the others.

    size: how many were drawn of `population`. faults: how many of them were wrong. bound: at most this share of the class is let
    through wrong, with `level` certainty. seed: that of the draw. allowed: with more faults the class is not accepted.
    """

    population: int
    size: int
    faults: int
    bound: float
    level: float
    seed: int
    allowed: int = 0


@dataclass(frozen=True)
class Decision:
    """A line of `decisions.jsonl`.

    number: microseconds since 1970 when it was taken, so that those of two branches are in order and none has that of another.
    at: ISO 8601 with the zone. subject: the draft, the registry proposal, the clause, the class `<kind>/<origin>`, or for `undo` the
    number of the decision undone. known: how many decisions there were before it.
    withdrawn: ids of the rows that it took out.
    drafts: of a draw, all drafts of the class in the order of the draw; the first `sample.size` of them are the sample.
    entry: of a registry proposal what was decided: its columns, or `id` of the entry that it is, with the `alias` that it got.
    """

    number: int
    at: str
    by: str
    action: Action
    subject: str
    settled: tuple[Settled, ...] = ()
    withdrawn: tuple[str, ...] = ()
    entry: Values = field(default_factory=dict)
    sample: Sample | None = None
    drafts: tuple[str, ...] = ()
    note: str = ""
    known: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a draft or of a row added by hand. `decision` is the number of the decision that says so."""

    status: Status
    kind: str = ""
    decided: Values = field(default_factory=dict)
    fact: str = ""
    decision: int = 0
    by: str = ""
    at: str = ""
    by_sample: bool = False
    with_clause: bool = False
    """It was accepted when its clause was marked as read, and not decided by itself."""
    edited: bool = False


OPEN = Outcome("open")


@dataclass(frozen=True)
class Fault:
    """Why values are not proven: the column, where one is at fault, and a sentence."""

    column: str | None
    sentence: Message
    nearest: str | None = None


def decision_of(content: Mapping[str, Any]) -> Decision:
    """A decision as JSON holds it. Raises KeyError, TypeError, ValueError."""
    if content["action"] not in ACTIONS:
        raise ValueError(content["action"])
    settled = tuple(Settled(**one) for one in content.get("settled", ()))
    sample = Sample(**content["sample"]) if content.get("sample") else None
    lists = {name: tuple(content.get(name, ())) for name in ("withdrawn", "drafts")}
    return Decision(**{**content, **lists, "settled": settled, "sample": sample})
