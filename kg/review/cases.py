"""What reviews taught: drafts that were rejected or edited, and facts that were missed, each a case for the rules that draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.loaders.documents import document_folders
from kg.review.journal import read_journal
from kg.review.model import Action, Settled, Values
from kg.review.outcomes import Outcomes

Verdict = Literal["right", "edited", "wrong", "missed"]
_VERDICTS: dict[Action, Verdict] = {
    "accept": "right", "accept_class": "right", "accept_clause": "right", "edit": "edited", "reject": "wrong",
    "reject_entry": "wrong", "add": "missed",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A draft and what a person made of it. `drafted` is empty of a fact that was missed, `decided` of a draft that was wrong.

    looked_at: whether a person looked at this very draft; else it was accepted with its class or clause.
    """

    document: str
    kind: str
    origin: str
    verdict: Verdict
    drafted: Values
    decided: Values
    looked_at: bool

    @property
    def changed(self) -> dict[str, tuple[str, str]]:
        """Column -> what was drafted and what was decided, where they differ."""
        names = {*self.drafted, *self.decided} if self.verdict == "edited" else set()
        pairs = {name: (self.drafted.get(name, ""), self.decided.get(name, "")) for name in sorted(names)}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def cases(data: Path, document: str | None = None) -> Iterator[Case]:
    """Every draft that was decided in the reviews of `data`, and every fact that was missed. Raises BrokenJournal."""
    for folder in document_folders(data):
        if document in (None, folder.name):
            yield from _cases(folder)


def _cases(folder: Path) -> Iterator[Case]:
    decisions = read_journal(folder).decisions
    outcomes = Outcomes.of(decisions)
    for decision in decisions:
        if verdict := _VERDICTS.get(decision.action):
            for settled in decision.settled:
                if not settled.released and outcomes.decision_on(settled) == decision.number:
                    yield _case(folder.name, settled, verdict, decision.action)


def _case(document: str, settled: Settled, verdict: Verdict, action: Action) -> Case:
    looked_at = action not in ("accept_class", "accept_clause", "reject_entry")
    return Case(document, settled.kind, settled.origin, verdict, settled.drafted, settled.decided, looked_at)
