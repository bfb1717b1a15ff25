"""A document under review, as it stands on disk: its text, its drafts, its rows, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.build.shared_data import SharedData
from kg.curation.history import ids_in_history
from kg.errors import UnknownDraft
from kg.loaders.evidence import ParsedSource
from kg.loaders.ids import FactId
from kg.loaders.reading import UNREAD
from kg.loaders.registry import Registry, load_registry
from kg.model.document import DocumentHead
from kg.model.facts import CategoryUse, Task
from kg.review.apply import apply
from kg.review.drafts import KeptDrafts
from kg.review.journal import Journal, read_journal
from kg.review.labels import Labels
from kg.review.model import ENTRY_ACTIONS, Decision, DraftRow, Outcome, ProposedEntry, Values
from kg.review.needs import Needs, Resolved, with_ids
from kg.review.order import is_sure
from kg.review.outcomes import Outcomes
from kg.review.proving import Proving, with_proposals
from kg.review.rows import Rows, clauses_in, read_facts, tell_drafted
from kg.review.same import same_as_before


@dataclass
class ReviewState:
    """`rows` are those of the files; `same` are drafts that say what a row or a decided draft says: draft -> its outcome."""

    data: Path
    document: str
    head: DocumentHead
    source: ParsedSource
    shared: SharedData
    kept: KeptDrafts
    journal: Journal
    registry: Registry
    rows: Rows = field(default_factory=dict)
    outcomes: Outcomes = field(default_factory=Outcomes)
    same: dict[str, Outcome] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.data / "documents" / self.document

    @property
    def registry_folder(self) -> Path:
        return self.data / "registry"

    @cached_property
    def drafts(self) -> dict[str, DraftRow]:
        return {draft.id: draft for draft in self.kept.drafts}

    @cached_property
    def entries(self) -> dict[str, ProposedEntry]:
        return {entry.id: entry for entry in self.kept.entries}

    @cached_property
    def remembered(self) -> set[FactId]:
        """Ids that git knows of the document."""
        return ids_in_history(self.folder) or set()

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.shared)

    @cached_property
    def _needs(self) -> Needs:
        return Needs(self.drafts, self.entries, self.source.tree)

    def load(self) -> None:
        """Read the files. The last decision is applied again, in case that a crash came between; after a merge `kg.review.merging` is to
        settle the rows. Call it within the lock."""
        self.journal = read_journal(self.folder)
        self.outcomes = Outcomes.of(self.journal.decisions)
        self.rows = read_facts(self.folder, self.data.parent)
        if self.journal.decisions and not self.journal.merged:
            self.put(self.journal.decisions[-1])
        self._find_same()
        self._changed()

    def read_rows(self) -> None:
        """Read the rows again that others wrote. Call it within the lock."""
        self.rows = read_facts(self.folder, self.data.parent)
        self._find_same()
        self._changed()

    def refresh(self) -> bool:
        """Read the files again where somebody else decided since. Whether somebody did. Call it within the lock."""
        path = self.journal.path
        if (path.stat().st_size if path.exists() else 0) == self.journal.size:
            return False
        self.load()
        self._read_registry()
        return True

    def put(self, decision: Decision) -> None:
        """Write what a decision changes. Raises OSError."""
        apply(decision, self._undone(decision), self.folder, self.registry_folder, self.rows)
        if decision.action == "undo":
            self.tell_drafted()

    def tell_drafted(self) -> None:
        """Say in `unread.csv` which clauses are drafted. Raises OSError."""
        tell_drafted(self.folder, Counter(draft.clause for draft in self.kept.drafts))

    def add(self, decision: Decision, journal: Journal) -> None:
        """Take a decision into account that is on disk."""
        self.journal = journal
        self.outcomes.add(decision)
        self.put(decision)
        undone = self._undone(decision)
        if undone:
            self._find_same()
        if of_entries := (undone or decision).action in ENTRY_ACTIONS:
            self._read_registry()
        self._changed(of_entries)

    def _undone(self, decision: Decision) -> Decision | None:
        return self.outcomes.by_number.get(int(decision.subject)) if decision.action == "undo" else None

    def _read_registry(self) -> None:
        self.registry, _ = load_registry(self.registry_folder, self.shared.vocabulary.codes, self.data.parent)

    def _find_same(self) -> None:
        self.same = same_as_before(self.kept.drafts, self.journal.decisions, self.outcomes, self.rows)

    def _changed(self, entries: bool = True) -> None:
        """Forget what followed from the state before. `entries`: that of the registry changed too."""
        self.unread = clauses_in(self.folder / UNREAD)
        for name in ("proving", "resolved", "_drawn", *(["_with_proposals"] if entries else [])):
            self.__dict__.pop(name, None)

    def outcome(self, draft: str) -> Outcome:
        found = self.outcomes.of_draft(draft)
        return self.same.get(draft, found) if found.status == "open" else found

    def draft(self, id_: str) -> DraftRow:
        """Raises UnknownDraft."""
        if id_ not in self.drafts:
            raise UnknownDraft(id_, self.document)
        return self.drafts[id_]

    @cached_property
    def resolved(self) -> Resolved:
        return self.resolved_without(frozenset())

    def resolved_without(self, withdrawn: Iterable[str], entries: Iterable[str] = ()) -> Resolved:
        """What is decided, were some rows and decided `entries` gone."""
        gone = set(withdrawn)
        ids = {id_: entry for id_, entry in self.outcomes.entries.items() if id_ not in entries}
        for draft in self.drafts:
            outcome = self.outcome(draft)
            if outcome.status == "rejected" or (outcome.fact and outcome.fact not in gone):
                ids[draft] = outcome.fact
        uses = {(row["clause"], row["category"]) for id_, row in self.rows[CategoryUse.declared.name].items() if id_ not in gone}
        tasks = {row["clause"] for id_, row in self.rows[Task.declared.name].items() if id_ not in gone}
        return Resolved(ids, frozenset(uses), frozenset(tasks))

    def values(self, draft: DraftRow) -> dict[str, str]:
        """The columns of a draft, with the ids of rows and entries that are decided."""
        return with_ids(self.outcome(draft.id).decided or draft.values, self.resolved.ids)

    def needs(self, kind: str, values: Values, resolved: Resolved | None = None) -> set[str]:
        """Ids of the drafts and proposals that must be decided before such a row can be written."""
        return self._needs.of(kind, values, resolved or self.resolved)

    def resting_on(self, draft: str) -> list[DraftRow]:
        """The drafts that are not rejected and cannot be without this one."""
        return [one for one in self._needs.resting_on(draft) if self.outcome(one.id).status in ("open", "waiting")]

    @cached_property
    def proving(self) -> Proving:
        waited = [draft for draft in self.kept.drafts if self.outcome(draft.id).status in ("open", "waiting")]
        codes = self.shared.vocabulary.codes
        return Proving(self.document, self.head, self.source, self._with_proposals, codes, self.rows, waited)

    @cached_property
    def _with_proposals(self) -> Registry:
        return with_proposals(self.registry, (entry for entry in self.kept.entries if entry.id not in self.outcomes.entries))

    def is_sure(self, draft: DraftRow) -> bool:
        """Whether an open draft may be accepted with its clause: it is proven, and in no sample, which is decided one by one."""
        if not is_sure(draft) or self.outcome(draft.id).status != "open" or draft.id in self._drawn:
            return False
        return not self.proving.faults(draft.kind, self.values(draft))

    @cached_property
    def _drawn(self) -> set[str]:
        """The drafts of every sample that was drawn."""
        draws = (one for one in self.journal.decisions if one.sample and one.action == "draw" and one.number not in self.outcomes.undone)
        return {draft for one in draws if one.sample for draft in one.drafts[: one.sample.size]}

    def in_clause(self, clause: str) -> Iterator[DraftRow]:
        return (draft for draft in self.kept.drafts if draft.clause == clause)
