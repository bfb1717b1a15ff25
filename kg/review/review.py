"""The review of a document."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import CannotDecide, NotProven
from kg.i18n import message
from kg.review.class_decisions import ClassDecisions
from kg.review.entry_decisions import EntryDecisions
from kg.review.fact_decisions import FactDecisions
from kg.review.model import Decision
from kg.review.order import bases_of
from kg.review.views import Views
from kg.review.withdrawal import withdrawn_by


class Review(Views, FactDecisions, ClassDecisions, EntryDecisions):
    """The review of a document by one person. `notices`: what was told on opening.

    Every decision raises AlreadyDecided where somebody decided the same before, CurationInProgress, CannotWrite, DiskFull.
    """

    def accept_with_entries(self, draft: str) -> Decision:
        """Accept a draft, and enter the registry proposals that it waits for as they are proposed: for what one fact alone needs.

        Each is a decision of its own. Raises NotProven before any is taken, and what `accept_entry` raises.
        """
        row = self.state.draft(draft)
        if faults := self.check(row.kind, self.state.values(row)):
            raise NotProven([fault.sentence for fault in faults])
        entries = self.state.entries
        needed = [entries[one] for one in self.item(draft).needs if one in entries]
        bases = {base for entry in needed for base in bases_of(entry, entries)} - self.state.outcomes.entries.keys()
        wanted = {entry.id for entry in needed} | bases
        for entry in sorted(wanted, key=lambda id_: (len(bases_of(entries[id_], entries)), id_)):
            self.accept_entry(entry)
        return self.accept(draft)

    def undo(self, decision: int | None = None) -> Decision:
        """Take a decision back, else the last of one's own. Rows that rest on it wait again. Raises CannotDecide."""
        with self._deciding() as state:
            number = self._last_own() if decision is None else decision
            found = state.outcomes.by_number.get(number)
            if found is None or number in state.outcomes.undone:
                raise CannotDecide(str(number), message("review.reason.nothing"))
            if found.action == "undo":
                raise CannotDecide(str(number), message("review.reason.undo"))
            return self._commit(replace(self._decision("undo", str(number)), withdrawn=withdrawn_by(found, state)))

    def refresh(self) -> bool:
        """Take in what others decided. Whether they did."""
        with self._deciding():
            return self._renewed

    def _last_own(self) -> int:
        own = (one for one in reversed(self.state.journal.decisions) if one.by == self.by and one.action != "undo")
        return next((one.number for one in own if one.number not in self.state.outcomes.undone), 0)
