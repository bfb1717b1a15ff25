"""How a decision is taken: one at a time in the data, on disk before it counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from kg.curation.lock import giving_ids
from kg.errors import AlreadyDecided, writing
from kg.i18n import Message, message
from kg.review.journal import append
from kg.review.merging import settle
from kg.review.model import Action, Decision, DraftRow, Outcome, Settled, Values
from kg.review.settling import with_rows
from kg.review.state import ReviewState


class Deciding:
    """The state of a review, and who decides."""

    def __init__(self, state: ReviewState, by: str, notices: tuple[Message, ...] = (), wait: float = 5.0) -> None:
        self.state, self.by, self.notices, self._wait = state, by, notices, wait

    @contextmanager
    def _deciding(self) -> Iterator[ReviewState]:
        with writing(self.state.folder), giving_ids(self.state.data, self._wait):
            self._renewed = self.state.refresh()
            if self._renewed and self.state.journal.merged:
                settle(self.state)
            yield self.state

    def _decision(self, action: Action, subject: str, settled: tuple[Settled, ...] = (), note: str = "") -> Decision:
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        journal = self.state.journal
        return Decision(journal.next_number, at, self.by, action, subject, settled, note=note, known=len(journal.decisions))

    def _settled(self, row: DraftRow, decided: Values) -> Settled:
        return Settled(row.id, row.kind, self.state.values(row), decided, origin=row.origin)

    def _commit(self, decision: Decision) -> Decision:
        """Give ids to the rows that need nothing more, put the decision on disk, then the rows."""
        decision = with_rows(decision, self.state)
        self.state.add(decision, append(self.state.journal, [decision]))
        return decision

    def _refuse_decided(self, draft: str) -> None:
        outcome: Outcome = self.state.outcome(draft)
        if outcome.status != "open":
            made = self.state.outcomes.by_number.get(outcome.decision)
            done = message(f"review.action.{made.action}") if made else message("review.action.hand")
            told = [f"{name}={cell}" for name, cell in outcome.decided.items() if name not in ("quote", "context", "clause")]
            raise AlreadyDecided(draft, outcome.by, outcome.at, done, "，".join(told), outcome.decision)
