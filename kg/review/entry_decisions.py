"""Decisions on registry proposals: one settles all facts that wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.errors import AlreadyDecided, CannotDecide, UnknownDraft
from kg.i18n import message
from kg.loaders.validation import validated
from kg.model.facts import FACT_KINDS
from kg.model.fields import LIST_SEPARATOR, Named, marker
from kg.model.registry import REGISTRY_KINDS
from kg.review.deciding import Deciding
from kg.review.entries import add_alias, add_entry, loading
from kg.review.model import Decision, DraftRow, ProposedEntry, Values
from kg.review.needs import with_ids


class EntryDecisions(Deciding):
    """Enter a proposal into the registry, take it for an entry that is there, or reject it."""

    def accept_entry(self, proposal: str, row: Values | None = None) -> Decision:
        """Enter it with these columns, else as it was proposed. Names by which the facts call it become aliases.

        Raises InvalidData where the registry then has a fault, CannotDecide where it rests on a proposal that is not decided.
        """
        with self._deciding() as state:
            entry = self._open(proposal)
            cells = with_ids({**entry.row, **(row or {})}, state.resolved.ids)
            waits = {member for cell in cells.values() for member in cell.split(LIST_SEPARATOR)} & state.entries.keys() - {proposal}
            if waits := waits - state.outcomes.entries.keys():
                raise CannotDecide(proposal, message("review.reason.waits", entry=sorted(waits)))
            key = REGISTRY_KINDS[entry.kind].key  # type: ignore[index]
            names = {cells["name"], cells.get("full_name"), *cells.get("aliases", "").split(LIST_SEPARATOR)} if "name" in cells else set()
            if further := [name for name in self._called(entry) if name not in names]:
                cells["aliases"] = LIST_SEPARATOR.join(filter(None, [cells.get("aliases", ""), *further]))
            self._refuse_taken(proposal, entry.kind, cells[key], cells)
            with loading(state.registry_folder, state.shared.vocabulary.codes) as loaded:
                add_entry(state.registry_folder, entry.kind, cells)
            state.registry = loaded[0]
            decided = {"kind": entry.kind, "id": cells[key], **{f"row.{name}": cell for name, cell in cells.items()}}
            return self._commit(replace(self._decision("accept_entry", proposal), entry=decided))

    def same_entry(self, proposal: str, entry: str) -> Decision:
        """It is this entry of the registry, which gets the names by which the facts call it. Raises InvalidData, UnknownDraft."""
        with self._deciding() as state:
            proposed = self._open(proposal)
            if entry not in state.registry.entries[proposed.kind]:
                raise UnknownDraft(entry, f"data/registry/{REGISTRY_KINDS[proposed.kind].file}")  # type: ignore[index]
            with loading(state.registry_folder, state.shared.vocabulary.codes) as loaded:
                given = [name for name in self._called(proposed) if add_alias(state.registry_folder, proposed.kind, entry, name)]
            state.registry = loaded[0]
            decided = {"kind": proposed.kind, "id": entry, "alias": LIST_SEPARATOR.join(given)}
            return self._commit(replace(self._decision("same_entry", proposal), entry=decided))

    def reject_entry(self, proposal: str, note: str = "") -> Decision:
        """It is no entry. Facts that cannot be without it are rejected with it; others lose it."""
        with self._deciding() as state:
            entry = self._open(proposal)
            wrong = [one for one in state.kept.drafts if state.outcome(one.id).status in ("open", "waiting") and _rests(one, entry)]
            settled = tuple(self._settled(one, {}) for one in wrong)
            return self._commit(replace(self._decision("reject_entry", proposal, settled, note), entry={"kind": entry.kind}))

    def _open(self, proposal: str) -> ProposedEntry:
        """Raises UnknownDraft, AlreadyDecided."""
        if proposal not in self.state.entries:
            raise UnknownDraft(proposal, self.state.document)
        if proposal in self.state.outcomes.entries:
            active = (one for one in reversed(self.state.journal.decisions) if one.number not in self.state.outcomes.undone)
            made = next(one for one in active if one.subject == proposal)
            done = message(f"review.action.{made.action}")
            raise AlreadyDecided(proposal, made.by, made.at, done, made.entry.get("id", ""), made.number)
        return self.state.entries[proposal]

    def _refuse_taken(self, proposal: str, kind: str, id_: str, cells: Values) -> None:
        """An id that another entry has. One that is the same was entered by a run that was cut off."""
        held = self.state.registry.entries[kind].get(id_)
        if held and held != validated(REGISTRY_KINDS[kind], dict(cells), kind, None)[0]:  # type: ignore[index]
            raise CannotDecide(proposal, message("review.reason.taken", id=id_))

    def _called(self, entry: ProposedEntry) -> list[str]:
        """The names by which the facts call it and no other proposal, where its kind has several names."""
        if "aliases" not in REGISTRY_KINDS[entry.kind].model_fields:  # type: ignore[index]
            return []
        entries = [one for one in self.state.kept.entries if one.kind == entry.kind]
        called = {
            (one.id, cell): None
            for draft in self.state.kept.drafts
            for one in entries
            if one.id in draft.needs
            for cell in _naming(draft, one)
        }
        shared = {cell for id_, cell in called if id_ != entry.id}
        return [cell for id_, cell in called if id_ == entry.id and cell not in shared] or [entry.row["name"]]


def _naming(draft: DraftRow, entry: ProposedEntry) -> Iterator[str]:
    """The words of a draft that name the entry."""
    model = FACT_KINDS[draft.kind]
    own = {entry.row.get("name"), entry.row.get("full_name"), *entry.row.get("aliases", "").split(LIST_SEPARATOR)}
    for name in model.own_fields():
        cell = draft.values.get(name, "")
        if marker(model, name, Named) is not None and cell in own:
            yield cell
        elif cell == entry.id and "name" in draft.values:
            yield draft.values["name"]


def _rests(draft: DraftRow, entry: ProposedEntry) -> bool:
    """Whether a column that must be filled holds the entry, by its id or by its name."""
    model = FACT_KINDS[draft.kind]
    names = {entry.id, *(_naming(draft, entry) if entry.kind == "agency" else ())}
    return entry.id in draft.needs and any(
        draft.values.get(name) in names for name in model.own_fields() if model.model_fields[name].is_required()
    )
