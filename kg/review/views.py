"""What there is to review: clauses, the drafts of each, registry proposals, and how far one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from kg.curation.gaps import Gap, unquoted_signals
from kg.i18n import Language
from kg.model.fields import LIST_SEPARATOR
from kg.model.records import Span
from kg.review.choices import entry_choices, fact_choices
from kg.review.deciding import Deciding
from kg.review.model import DraftRow, Outcome, ProposedEntry, Values
from kg.review.order import bases_of, by_risk, risk
from kg.review.readings import reading
from kg.text.clauses import Clause

PAUSE = 300
"""Seconds without a decision after which the reviewer counts as away."""


@dataclass(frozen=True)
class Item:
    """A draft, what it says now (with real ids), what became of it, and the ids of drafts and proposals that it waits for.

    sure: it is accepted with its clause, unless it is decided before.
    """

    draft: DraftRow
    values: dict[str, str]
    outcome: Outcome
    needs: tuple[str, ...]
    risk: float
    sure: bool = False


@dataclass(frozen=True)
class ClauseView:
    """A clause in the order of the text. own: its stretches without those of its parts. left: drafts that are not decided."""

    path: str
    number: str | None
    heading: str | None
    parent: str | None
    span: Span
    own: tuple[Span, ...]
    drafted: int
    left: int
    read: bool
    risk: float

    @property
    def done(self) -> bool:
        return self.read and not self.left


@dataclass(frozen=True)
class Proposal:
    """A registry proposal, and how many drafts wait for it. decided: the id of its entry, empty where it was rejected; None: open."""

    entry: ProposedEntry
    waiting: int
    decided: str | None


@dataclass(frozen=True)
class Progress:
    """How far the review is. counts: drafts by status. by_sample, with_clause: drafts
    accepted with their class and with their clause. seconds: between decisions, pauses of five minutes and more left out."""

    counts: dict[str, int]
    added: int
    by_sample: int
    with_clause: int
    clauses: int
    clauses_read: int
    decisions: int
    seconds: float


class Views(Deciding):
    """The review as it is read. Nothing here writes."""

    @property
    def text(self) -> str:
        return self.state.source.text

    def clauses(self) -> list[ClauseView]:
        """Every clause in the order of the text."""
        drafts: dict[str, list[DraftRow]] = {}
        for draft in self.state.kept.drafts:
            drafts.setdefault(draft.clause, []).append(draft)
        return [self._clause(clause, drafts.get(path, [])) for path, clause in self.state.source.tree.clauses.items()]

    def queue(self) -> list[str]:
        """Clauses that are not done: those with most at risk first, then those without drafts in the order of the text."""
        return [clause.path for clause in sorted(self.clauses(), key=lambda one: -one.risk) if not clause.done]

    def items(self, clause: str) -> list[Item]:
        """The drafts of a clause: those that need a look most first, whatever became of them."""
        return [self.item(draft.id) for draft in by_risk(self.state.in_clause(clause))]

    def item(self, draft: str) -> Item:
        """Raises UnknownDraft."""
        row = self.state.draft(draft)
        values = self.state.values(row)
        return Item(
            row, values, self.state.outcome(draft), tuple(sorted(self.state.needs(row.kind, values))), risk(row), self.state.is_sure(row)
        )

    def proposals(self) -> list[Proposal]:
        """The registry proposals: those that most drafts wait for first, and each after those that it rests on."""
        entries = self.state.entries
        undecided = (draft for draft in self.state.kept.drafts if self.state.outcome(draft.id).status in ("open", "waiting"))
        own = Counter(need for draft in undecided for need in draft.needs)
        below = {id_: bases_of(entry, entries) for id_, entry in entries.items()}
        waiting = {id_: own[id_] + sum(own[other] for other in entries if id_ in below[other]) for id_ in entries}
        found = [Proposal(entry, waiting[id_], self.state.outcomes.entries.get(id_)) for id_, entry in entries.items()]
        return sorted(found, key=lambda one: (one.decided is not None, -one.waiting, len(below[one.entry.id]), one.entry.id))

    def proposals_for(self, clause: str) -> list[Proposal]:
        """What is undecided of the registry that facts of a clause wait for, and what that rests on, such as the scheme of a category."""
        drafts = (one for one in self.state.in_clause(clause) if self.state.outcome(one.id).status in ("open", "waiting"))
        needed = {need for draft in drafts for need in draft.needs} & self.state.entries.keys()
        needed |= {base for need in needed for base in bases_of(self.state.entries[need], self.state.entries)}
        return [one for one in self.proposals() if one.entry.id in needed and one.decided is None]

    def gaps(self, clause: str | None = None) -> list[Gap]:
        """Telling words that neither a row nor a draft that is not rejected quotes, in the order of the text."""
        drafts = (one for one in self.state.kept.drafts if self.state.outcome(one.id).status not in ("rejected", "edited"))
        quoted = [span for draft in drafts for span in (draft.span, *draft.context)]
        quoted += [span for of_kind in self.state.rows.values() for row in of_kind.values() for span in self._spans(row)]
        return [gap for gap in unquoted_signals(self.state.source, quoted) if clause in (None, gap.clause)]

    def _spans(self, row: Values) -> Iterator[Span]:
        """The words of a row."""
        clause = self.state.source.tree.clauses.get(row["clause"])
        for words in filter(None, [row["quote"], *row.get("context", "").split(LIST_SEPARATOR)]):
            found = self.state.source.normalised.find(words, [(clause.start, clause.end)]) if clause else []
            yield from found or self.state.source.normalised.find(words, [(0, len(self.text))])

    def entry_choices(self, kind: str) -> dict[str, str]:
        """Id -> name of the entries of the registry that a column may refer to, the likely ones first."""
        return entry_choices(kind, self.state)

    def fact_choices(self, kind: str, clause: str, language: Language | None = None) -> dict[str, str]:
        """Id -> reading of the facts of a clause that a column may refer to."""
        return fact_choices(kind, clause, self.state, language)

    def reading(self, kind: str, values: Values, language: Language | None = None) -> str:
        """A fact in a line of plain words."""
        return reading(kind, values, self.state, language)

    def progress(self) -> Progress:
        """How far the review is, and how long it took."""
        outcomes = [self.state.outcome(draft.id) for draft in self.state.kept.drafts]
        clauses = self.clauses()
        decisions = self.state.journal.decisions
        return Progress(
            dict(Counter(outcome.status for outcome in outcomes)),
            len(self.state.outcomes.added),
            sum(outcome.by_sample for outcome in outcomes),
            sum(outcome.with_clause for outcome in outcomes),
            len(clauses),
            sum(clause.done for clause in clauses),
            len(decisions),
            _seconds([decision.at for decision in decisions]),
        )

    def resume(self) -> str | None:
        """The clause where the last decision was taken and something is left, else the first of the queue; None when all is done."""
        queue = self.queue()
        for decision in reversed(self.state.journal.decisions):
            clause = next((one.decided.get("clause") or one.drafted.get("clause") for one in decision.settled), decision.subject)
            if clause in queue:
                return clause
        return next(iter(queue), None)

    def _clause(self, clause: Clause, drafts: list[DraftRow]) -> ClauseView:
        left = self._undecided(drafts)
        named = clause.path, clause.number, clause.heading, clause.parent, (clause.start, clause.end), tuple(clause.own)
        return ClauseView(*named, len(drafts), len(left), clause.path not in self.state.unread, sum(map(risk, left)))

    def _undecided(self, drafts: list[DraftRow]) -> list[DraftRow]:
        return [draft for draft in drafts if self.state.outcome(draft.id).status == "open"]


def _seconds(times: list[str]) -> float:
    moments = [datetime.fromisoformat(time) for time in times]
    gaps = ((later - earlier).total_seconds() for earlier, later in pairwise(moments))
    return sum(gap for gap in gaps if 0 <= gap < PAUSE)
