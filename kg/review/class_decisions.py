"""Whole classes of drafts are accepted after a random sample of them was found right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.errors import CannotDecide, UnknownDraft
from kg.i18n import message
from kg.review.deciding import Deciding
from kg.review.model import Decision, DraftRow, Outcome, Sample
from kg.review.sampling import LEVEL, MOST, bound, sample_size, seed_of, shuffled

_CONFIDENT = "*/"
"""The begin of the subject of drafts of any kind that have a confidence: `*/0.98` and better."""
_BANDS = (0.99, 0.98, 0.95)


@dataclass(frozen=True)
class DraftClass:
    """Drafts of one kind by one rule (`citations/citations.quoted`), or of every kind with a confidence (`*/0.98`), without those of rules
    that were found wrong in this document.

    confidence: the lowest among them; None where one was not measured. needed: so many must be drawn now.
    sample: the draw that stands, None before. drawn: its drafts, of which `looked_at` are decided and `faults` were wrong.
    """

    subject: str
    open: int
    decided: int
    confidence: float | None
    needed: int
    sample: Sample | None = None
    drawn: tuple[str, ...] = ()
    looked_at: int = 0
    faults: int = 0

    @property
    def acceptable(self) -> bool:
        """Whether the sample is looked at and found right."""
        return self.sample is not None and self.looked_at == len(self.drawn) and self.faults <= self.sample.allowed

    @property
    def failed(self) -> bool:
        """Whether more were wrong than allowed: the class is looked at one by one."""
        return self.sample is not None and self.faults > self.sample.allowed


class ClassDecisions(Deciding):
    """Draw a sample of a class; accept the class."""

    def classes(self, most: float = MOST, level: float = LEVEL) -> list[DraftClass]:
        """The classes with open drafts, the largest first; those of a confidence before them."""
        drafts = self.state.kept.drafts
        single = dict.fromkeys(f"{draft.kind}/{draft.origin}" for draft in drafts)
        banded = [f"{_CONFIDENT}{band}" for band in _BANDS if len({draft.origin for draft in drafts if _within(draft, band)}) > 1]
        found = [self.draft_class(subject, most, level) for subject in [*banded, *single]]
        return sorted((one for one in found if one.open), key=lambda one: (not one.subject.startswith(_CONFIDENT), -one.open))

    def draft_class(self, subject: str, most: float = MOST, level: float = LEVEL) -> DraftClass:
        """A class by its subject. Raises UnknownDraft."""
        members = list(self._members(subject))
        opened = [draft for draft in members if self.state.outcome(draft.id).status == "open"]
        measured = [draft.confidence for draft in members]
        confidence = None if None in measured else min((one for one in measured if one is not None), default=None)
        found = DraftClass(
            subject, len(opened), len(members) - len(opened), confidence, sample_size(len(opened), most, level) if opened else 0
        )
        return self._with_sample(found)

    def draw(self, subject: str, most: float = MOST, level: float = LEVEL, allowed: int = 0) -> Decision:
        """Draw a random sample of the open drafts of a class, to be decided one by one. A draw that stands is not drawn again.

        Where that of a confidence failed, a new one is drawn without the rules that were found wrong; all of it is new.
        allowed: how many of them may be wrong; the sample is larger for it. Raises CannotDecide, UnknownDraft.
        """
        with self._deciding() as state:
            standing = self._draw_of(subject)
            if standing is not None and not (subject.startswith(_CONFIDENT) and self.draft_class(subject).failed):
                return standing
            population = [draft.id for draft in self._members(subject) if state.outcome(draft.id).status == "open"]
            if not population:
                raise CannotDecide(subject, message("review.reason.nothing_open"))
            seed = seed_of(state.document, subject, population)
            size = sample_size(len(population), most, level, allowed)
            sample = Sample(len(population), size, 0, bound(len(population), size, allowed, level), level, seed, allowed)
            drafts = tuple(shuffled(population, seed))
            return self._commit(replace(self._decision("draw", subject), sample=sample, drafts=drafts))

    def accept_class(self, subject: str) -> Decision:
        """Accept what a class still has open. They stay marked as accepted by sample, and are undone together.

        Raises CannotDecide where no sample was drawn, some of it is open, or too many of it were wrong.
        """
        with self._deciding() as state:
            found, drawn = self.draft_class(subject), self._draw_of(subject)
            if drawn is None or found.sample is None:
                raise CannotDecide(subject, message("review.reason.no_sample"))
            if found.failed:
                raise CannotDecide(subject, message("review.reason.sample_failed", faults=found.faults, size=found.sample.size))
            if not found.acceptable:
                raise CannotDecide(subject, message("review.reason.open", count=len(found.drawn) - found.looked_at))
            rows = [state.draft(draft) for draft in drawn.drafts if draft in state.drafts and state.outcome(draft).status == "open"]
            proven = [row for row in rows if not state.proving.faults(row.kind, state.values(row))]
            settled = tuple(self._settled(row, state.values(row)) for row in proven)
            return self._commit(replace(self._decision("accept_class", subject, settled), sample=found.sample))

    def _with_sample(self, found: DraftClass) -> DraftClass:
        drawn = self._draw_of(found.subject)
        if drawn is None or drawn.sample is None:
            return found
        ids = drawn.drafts[: drawn.sample.size]
        outcomes = [self.state.outcome(draft) for draft in ids]
        faults = sum(map(self._wrong, outcomes))
        looked_at = sum(outcome.status != "open" for outcome in outcomes)
        sample = drawn.sample
        proven = bound(sample.population, sample.size, faults, sample.level)
        return replace(found, sample=replace(sample, faults=faults, bound=proven), drawn=ids, looked_at=looked_at, faults=faults)

    def _draw_of(self, subject: str) -> Decision | None:
        """The last draw of a class that stands: it was not undone, and its class was not accepted since."""
        for decision in reversed(self.state.journal.decisions):
            if decision.subject == subject and decision.number not in self.state.outcomes.undone:
                return decision if decision.action == "draw" else None
        return None

    def _members(self, subject: str) -> Iterator[DraftRow]:
        """Raises UnknownDraft."""
        if subject.startswith(_CONFIDENT):
            band = float(subject.removeprefix(_CONFIDENT))
            wrong = {(one.kind, one.origin) for one in self.state.kept.drafts if self._wrong(self.state.outcome(one.id))}
            found = [one for one in self.state.kept.drafts if _within(one, band) and (one.kind, one.origin) not in wrong]
        elif not any(f"{draft.kind}/{draft.origin}" == subject for draft in self.state.kept.drafts):
            raise UnknownDraft(subject, self.state.document)
        else:
            found = [draft for draft in self.state.kept.drafts if f"{draft.kind}/{draft.origin}" == subject]
        yield from found

    @staticmethod
    def _wrong(outcome: Outcome) -> bool:
        """Whether a person who looked at a draft found it wrong."""
        return outcome.status == "rejected" or outcome.edited


def _within(draft: DraftRow, band: float) -> bool:
    return draft.confidence is not None and draft.confidence >= band
