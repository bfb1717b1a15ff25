"""Decisions on facts: each is proven before it counts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import CannotDecide, NotProven, UnknownDraft
from kg.i18n import message
from kg.review.deciding import Deciding
from kg.review.model import Action, Decision, Fault, Settled, Values
from kg.review.needs import with_ids


class FactDecisions(Deciding):
    """Accept, edit, reject and add facts, one by one; mark clauses as read."""

    def check(self, kind: str, values: Values) -> list[Fault]:
        """Why a row with these columns is not proven; nothing where it is. Milliseconds, for each key that is typed."""
        return self.state.proving.faults(kind, with_ids(values, self.state.resolved.ids))

    def accept(self, draft: str) -> Decision:
        """Accept a draft as it is. Its row waits where something that it needs is not decided. Raises NotProven."""
        return self._decide_draft("accept", draft, {})

    def accept_together(self, drafts: Sequence[str]) -> Decision:
        """Accept several drafts at one look, such as the bodies of one bracket: one decision, undone as one. Raises NotProven."""
        with self._deciding() as state:
            settled = []
            for draft in drafts:
                row = state.draft(draft)
                self._refuse_decided(draft)
                self._refuse_unproven(row.kind, values := state.values(row))
                settled.append(self._settled(row, values))
            return self._commit(self._decision("accept", drafts[0], tuple(settled)))

    def edit(self, draft: str, values: Values) -> Decision:
        """Accept a draft with some columns changed; an empty one says nothing. Raises NotProven."""
        return self._decide_draft("edit", draft, values)

    def reject(self, draft: str, note: str = "") -> Decision:
        """The draft is wrong, or no fact. Drafts that cannot be without it, such as the conditions of an offer, are rejected with it."""
        with self._deciding() as state:
            row = state.draft(draft)
            self._refuse_decided(draft)
            settled = tuple(self._settled(one, {}) for one in (row, *state.resting_on(draft)))
            return self._commit(self._decision("reject", draft, settled, note=note))

    def add(self, kind: str, values: Values) -> Decision:
        """A fact that was not drafted. Raises NotProven; CannotDecide where it rests on what is not decided."""
        with self._deciding() as state:
            values = with_ids(values, state.resolved.ids)
            self._refuse_unproven(kind, values)
            if needed := sorted(state.needs(kind, values)):
                raise CannotDecide(values["clause"], message("review.reason.waits", entry=needed))
            settled = Settled("", kind, {}, values)
            return self._commit(self._decision("add", f"{state.document}/{values['clause']}/{kind}", (settled,)))

    def mark_read(self, clause: str, reason: str = "", with_sure: bool = False) -> Decision:
        """The clause was read and its facts are decided. `reason`: why it holds none. Raises CannotDecide where some are open.

        with_sure: those of its drafts that are sure are accepted with it, by a decision of their own; they stay marked.
        """
        with self._deciding() as state:
            if clause not in state.source.tree.clauses:
                raise UnknownDraft(clause, state.document)
            if clause not in state.unread:
                raise CannotDecide(clause, message("review.reason.nothing"))
            opened = [one for one in state.in_clause(clause) if state.outcome(one.id).status == "open"]
            sure = [one for one in opened if state.is_sure(one)] if with_sure else []
            if left := len(opened) - len(sure):
                raise CannotDecide(clause, message("review.reason.open", count=left))
            if sure:
                settled = tuple(self._settled(one, state.values(one)) for one in sure)
                self._commit(self._decision("accept_clause", clause, settled))
            return self._commit(self._decision("read", clause, note=reason))

    def _decide_draft(self, action: Action, draft: str, values: Values) -> Decision:
        with self._deciding() as state:
            row = state.draft(draft)
            self._refuse_decided(draft)
            decided = with_ids({**state.values(row), **values}, state.resolved.ids)
            self._refuse_unproven(row.kind, decided)
            return self._commit(self._decision(action, draft, (self._settled(row, decided),)))

    def _refuse_unproven(self, kind: str, values: Values) -> None:
        if faults := self.state.proving.faults(kind, values):
            raise NotProven([fault.sentence for fault in faults])
