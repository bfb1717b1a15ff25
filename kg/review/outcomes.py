"""What the decisions add up to: the outcome of each draft, and what registry proposals became."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from kg.review.model import ENTRY_ACTIONS, OPEN, Action, Decision, Outcome, Settled, Status
from kg.review.needs import with_ids

_STATUS: dict[Action, Status] = {
    "accept": "accepted", "accept_class": "accepted", "accept_clause": "accepted", "add": "accepted",
    "edit": "edited", "reject": "rejected", "reject_entry": "rejected",
}  # fmt: skip


@dataclass
class Outcomes:
    """`drafts`: by id, of those that are decided. `added`: rows added by hand by the id of their fact. `entries`: a proposal's id -> the id
    of the entry that it became, empty where it was rejected. `read`: clauses marked read. `undone`: numbers of decisions taken back."""

    drafts: dict[str, Outcome] = field(default_factory=dict)
    added: dict[str, Outcome] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    by_number: dict[int, Decision] = field(default_factory=dict)
    _replaced: dict[tuple[int, str], Outcome] = field(default_factory=dict)
    """Decision and draft -> its outcome before: one that waited may be rejected with what it rests on."""

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Outcomes:
        outcomes = cls()
        for decision in decisions:
            outcomes.add(decision)
        return outcomes

    def of_draft(self, draft: str) -> Outcome:
        return self.drafts.get(draft, OPEN)

    def facts(self) -> dict[str, str]:
        """Draft -> the id of its row."""
        return {draft: outcome.fact for draft, outcome in self.drafts.items() if outcome.fact}

    def add(self, decision: Decision) -> None:
        """Take one more decision into account."""
        self.by_number[decision.number] = decision
        if decision.action == "undo":
            self._undo(self.by_number[int(decision.subject)], decision.withdrawn)
        elif decision.action in ENTRY_ACTIONS:
            self.entries[decision.subject] = decision.entry.get("id", "")
        for settled in decision.settled:
            self._settle(decision, settled)

    def _settle(self, decision: Decision, settled: Settled) -> None:
        if settled.released:
            before = self.drafts[settled.draft]
            status = _STATUS[self.by_number[before.decision].action]
            self.drafts[settled.draft] = replace(before, status=status, fact=settled.fact, decided=settled.decided)
            return
        status = _STATUS[decision.action]
        if status != "rejected" and not settled.fact:
            status = "waiting"
        by_sample, with_clause = decision.action == "accept_class", decision.action == "accept_clause"
        made = decision.number, decision.by, decision.at
        outcome = Outcome(status, settled.kind, settled.decided, settled.fact, *made, by_sample, with_clause, decision.action == "edit")
        if settled.draft:
            if settled.draft in self.drafts:
                self._replaced[decision.number, settled.draft] = self.drafts[settled.draft]
            self.drafts[settled.draft] = outcome
        else:
            self.added[settled.fact] = outcome

    def _undo(self, undone: Decision, withdrawn: Collection[str]) -> None:
        """Take a decision back. Drafts that are accepted and whose rows are gone wait again, for drafts and proposals as before."""
        self.undone.add(undone.number)
        before = {outcome.fact: draft for draft, outcome in self.drafts.items() if outcome.fact in withdrawn}
        if undone.action in ENTRY_ACTIONS and (entry := self.entries.pop(undone.subject, "")):
            before[entry] = undone.subject
        for settled in undone.settled:
            if not settled.released:
                self.drafts.pop(settled.draft, None)
                if before_that := self._replaced.get((undone.number, settled.draft)):
                    self.drafts[settled.draft] = before_that
                self.added.pop(settled.fact, None)
        for draft, outcome in self.drafts.items():
            if outcome.fact in before:
                outcome = replace(outcome, status="waiting", fact="")
            if outcome.status == "waiting":
                self.drafts[draft] = replace(outcome, decided=with_ids(outcome.decided, before))
