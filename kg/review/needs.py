"""What a draft waits for before its row can be written: registry proposals, and rows of other drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.model.facts import FACT_KINDS, CategoryUse, Task
from kg.model.fields import LIST_SEPARATOR, ClauseRef, Named, marker
from kg.review.model import DraftRow, ProposedEntry, Values
from kg.text.clauses import ClauseTree

_USES, _TASKS = CategoryUse.declared.name, Task.declared.name


@dataclass(frozen=True)
class Resolved:
    """What is decided so far. `ids`: of a draft or proposal -> of its row or entry, empty where it was rejected.

    uses: clause and category of each row of `categories.csv`. tasks: the clauses that hold a row of `tasks.csv`.
    """

    ids: Mapping[str, str]
    uses: frozenset[tuple[str, str]]
    tasks: frozenset[str]


def with_ids(values: Values, ids: Mapping[str, str]) -> dict[str, str]:
    """The cells with the ids of rows and entries in the place of those of drafts and proposals; what was rejected is left out."""
    mapped = {}
    for name, cell in values.items():
        if name in ("quote", "context", "note"):
            mapped[name] = cell
        elif members := [ids.get(member, member) for member in cell.split(LIST_SEPARATOR)]:
            mapped[name] = LIST_SEPARATOR.join(member for member in members if member)
    return {name: cell for name, cell in mapped.items() if cell}


@dataclass(frozen=True)
class Needs:
    """The drafts of a document by what others need of them."""

    drafts: Mapping[str, DraftRow]
    entries: Mapping[str, ProposedEntry]
    """Registry proposals by id."""
    tree: ClauseTree

    def of(self, kind: str, values: Values, resolved: Resolved) -> set[str]:
        """Ids of drafts and proposals that must be decided before the row can be written."""
        members = {member for cell in values.values() for member in cell.split(LIST_SEPARATOR)}
        named = {one for one in members if one in self.drafts or one in self.entries} | set(self._names(kind, values))
        rested_on = {*self._uses(kind, values["clause"], values, resolved), *self._task(kind, values, resolved)}
        return {one for one in named if one not in resolved.ids} | rested_on

    def resting_on(self, id_: str) -> list[DraftRow]:
        """The drafts that cannot be without this one: a column that must be filled holds it, as that of a condition holds its offer."""
        return [one for one in self.drafts.values() if id_ in {one.values.get(name) for name in _required(one.kind)}]

    def _names(self, kind: str, values: Values) -> Iterator[str]:
        """The proposals of the bodies that a row names in words."""
        for name in FACT_KINDS[kind].own_fields():
            if (cell := values.get(name)) and marker(FACT_KINDS[kind], name, Named) is not None and (entry := self._named.get(cell)):
                yield entry

    def _uses(self, kind: str, clause: str, values: Values, resolved: Resolved) -> Iterator[str]:
        """The drafts of category uses on which the categories of an offer rest. While one is rejected, the offer waits."""
        if kind == _USES or not values.get("categories"):
            return
        above = [clause, *(one.path for one in self.tree.ancestors(clause))]
        for category in values["categories"].split(LIST_SEPARATOR):
            entry = resolved.ids.get(category, category)
            if entry and not any((path, entry) in resolved.uses for path in above):
                drafted = (self._drafted_uses.get((path, one)) for path in above for one in (category, entry))
                yield from list(filter(None, drafted))[:1]

    def _task(self, kind: str, values: Values, resolved: Resolved) -> Iterator[str]:
        """The draft of the one task of the clause that a row names."""
        named = values.get("task", "")
        if named and named not in resolved.tasks and marker(FACT_KINDS[kind], "task", ClauseRef) is not None:
            yield from self._drafted_tasks.get(named, [])[:1]

    @cached_property
    def _named(self) -> dict[str, str]:
        agencies = [one for one in self.entries.values() if one.kind == "agency"]
        columns = ("name", "full_name", "aliases")
        return {name: one.id for one in agencies for column in columns for name in one.row.get(column, "").split(LIST_SEPARATOR) if name}

    @cached_property
    def _drafted_uses(self) -> dict[tuple[str, str], str]:
        return {(one.clause, one.values.get("category", "")): one.id for one in self.drafts.values() if one.kind == _USES}

    @cached_property
    def _drafted_tasks(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.drafts.values():
            if one.kind == _TASKS:
                found.setdefault(one.clause, []).append(one.id)
        return found


def _required(kind: str) -> list[str]:
    """The columns that must be filled."""
    return [name for name in FACT_KINDS[kind].own_fields() if FACT_KINDS[kind].model_fields[name].is_required()]
