"""What the decisions add up to: the outcome of each draft, and what registry proposals became.

Of two decisions on one thing, taken on two branches that were merged, the first holds; of two facts that got one id, the first keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.review.model import ENTRY_ACTIONS, OPEN, Action, Decision, Outcome, Settled, Status
from kg.review.needs import with_ids

_STATUS: dict[Action, Status] = {
    "accept": "accepted", "accept_class": "accepted", "accept_clause": "accepted", "add": "accepted",
    "edit": "edited", "reject": "rejected", "reject_entry": "rejected",
}  # fmt: skip


@dataclass(frozen=True)
class Double:
    """A decision on what the decision `first` of another branch had decided. settled: what it did; None of a registry proposal."""

    decision: Decision
    first: int
    settled: Settled | None = None


@dataclass
class Outcomes:
    """`drafts`: by id, of those that are decided. `added`: rows added by hand by the id of their fact. `entries`: a proposal's id -> the id
    of the entry that it became, empty where it was rejected. `undone`: numbers of decisions taken back. `contested`: ids that two branches
    gave to two facts."""

    drafts: dict[str, Outcome] = field(default_factory=dict)
    added: dict[str, Outcome] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    by_number: dict[int, Decision] = field(default_factory=dict)
    doubles: list[Double] = field(default_factory=list)
    contested: set[str] = field(default_factory=set)
    _lost: list[tuple[Decision, Settled]] = field(default_factory=list)
    _holders: dict[str, str] = field(default_factory=dict)
    """Fact -> what it is of: a draft, or a row added by hand."""
    _entered: dict[str, int] = field(default_factory=dict)
    """Registry proposal -> the decision that holds."""
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
        first = self._entered.get(decision.subject) if decision.action in ENTRY_ACTIONS else None
        if decision.action == "undo":
            undone = self.by_number[int(decision.subject)]
            self._undo(undone, decision.withdrawn)
            if decision.known < len(self.by_number) - 1:
                self._take_doubles_of(undone)
        elif decision.withdrawn:
            self._wait_again(decision.withdrawn, {})
        if first is not None:
            self.doubles.append(Double(decision, first))
        elif decision.action in ENTRY_ACTIONS:
            self.entries[decision.subject] = decision.entry.get("id", "")
            self._entered[decision.subject] = decision.number
        for settled in decision.settled:
            if settled.released or first is None:
                self._settle(decision, settled)

    def lost(self) -> Iterator[tuple[Decision, Settled]]:
        """What was accepted on a branch and has no row: its id went to a fact of another branch."""
        for decision, settled in self._lost:
            decided = self.drafts.get(settled.draft)
            held = decided is not None and decided.status != "waiting" if settled.draft else _key(settled) in self._holders.values()
            if not held and decision.number not in self.undone:
                yield decision, settled

    def _settle(self, decision: Decision, settled: Settled) -> None:
        before = self.drafts.get(settled.draft)
        if settled.released and (before is None or before.status != "waiting"):
            return
        if before is not None and not settled.released and not _rests(settled, decision, before):
            self.doubles.append(Double(decision, before.decision, settled))
            return
        if settled.fact and self._holders.setdefault(settled.fact, _key(settled)) != _key(settled):
            self.contested.add(settled.fact)
            self._lost.append((decision, settled))
            return
        if settled.released and before is not None:
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
        own = [one for one in undone.settled if not one.released and self.decision_on(one) == undone.number]
        kept = {one.fact for one in undone.settled if not one.released and one not in own} | self.contested
        gone = (set(withdrawn) - kept) | {one.fact for one in own}
        before: dict[str, str] = {}
        if self._entered.get(undone.subject) == undone.number:
            del self._entered[undone.subject]
            if entry := self.entries.pop(undone.subject, ""):
                before[entry] = undone.subject
        before |= {outcome.fact: draft for draft, outcome in self.drafts.items() if outcome.fact and outcome.fact in gone}
        for settled in own:
            self.drafts.pop(settled.draft, None)
            before_that = self._replaced.get((undone.number, settled.draft))
            if before_that and before_that.decision not in self.undone:
                self.drafts[settled.draft] = before_that
            self.added.pop(settled.fact, None)
        self._wait_again(gone, before)

    def _take_doubles_of(self, undone: Decision) -> None:
        """What another branch decided on the same drafts holds, where who took it back did not know of that."""
        found = [one for one in self.doubles if one.first == undone.number and one.decision.number not in self.undone]
        self.doubles = [one for one in self.doubles if one not in found]
        for double in found:
            if double.settled:
                self._settle(double.decision, double.settled)

    def decision_on(self, settled: Settled) -> int:
        """The decision that holds of what was settled; 0 where none does."""
        outcome = self.drafts.get(settled.draft) if settled.draft else self.added.get(settled.fact)
        return outcome.decision if outcome else 0

    def _wait_again(self, withdrawn: Collection[str], before: dict[str, str]) -> None:
        """Rows that are gone: their drafts wait. `before`: fact or entry -> its draft or proposal."""
        before = before or {outcome.fact: draft for draft, outcome in self.drafts.items() if outcome.fact and outcome.fact in withdrawn}
        for fact in withdrawn:
            self._holders.pop(fact, None)
        for draft, outcome in self.drafts.items():
            if outcome.fact in before:
                outcome = replace(outcome, status="waiting", fact="")
            if outcome.status == "waiting":
                self.drafts[draft] = replace(outcome, decided=with_ids(outcome.decided, before))


def _key(settled: Settled) -> str:
    """What a fact is of: its draft, or what was added by hand."""
    return settled.draft or repr((settled.kind, sorted(settled.decided.items())))


def _rests(settled: Settled, decision: Decision, before: Outcome) -> bool:
    """Whether a draft that waited is decided with what it rests on."""
    return before.status == "waiting" and decision.subject != settled.draft and _STATUS.get(decision.action) == "rejected"
