"""Values of a row held against the text and the registry, as the build holds curated rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.errors import DataIssue
from kg.i18n import Message, message
from kg.loaders.evidence import ParsedSource
from kg.loaders.facts import Context, Known, row_issues
from kg.loaders.registry import Registry
from kg.loaders.tasks import PlacedTask, Tasks
from kg.loaders.validation import Codes
from kg.model.document import DocumentHead
from kg.model.facts import FACT_KINDS, CategoryUse, Task
from kg.model.registry import REGISTRY_KINDS
from kg.review.model import DraftRow, Fault, ProposedEntry, Values
from kg.review.rows import Rows


def with_proposals(registry: Registry, proposals: Iterable[ProposedEntry]) -> Registry:
    """The registry as it would be with these entries."""
    entries = {kind: dict(of_kind) for kind, of_kind in registry.entries.items()}
    for one in proposals:
        model = REGISTRY_KINDS[one.kind]  # type: ignore[index]
        entries[one.kind].setdefault(one.id, model.model_validate(dict(one.row)))
    return replace(registry, entries=entries)


class Proving:
    """The proof of single rows of a document, beside the rows that it has.

    `drafts` are those that are not rejected, and `registry` has the entries that are proposed: who refers to them waits, and is not at
    fault.
    """

    def __init__(
        self, document: str, head: DocumentHead, source: ParsedSource, registry: Registry, codes: Codes, rows: Rows,
        drafts: Iterable[DraftRow] = (),
    ) -> None:  # fmt: skip
        self._context = Context(document, head.place, source, registry, codes)
        self._known = self._of(rows, list(drafts))

    def faults(self, kind: str, values: Values) -> list[Fault]:
        """What is wrong with a row, in sentences; nothing where it is proven."""
        columns = FACT_KINDS[kind].model_fields
        cells = {name: cell for name, cell in values.items() if name in columns and cell}
        return [_fault(issue) for issue in row_issues(kind, cells, self._context, self._known)]

    def _of(self, rows: Rows, drafts: list[DraftRow]) -> Known:
        ids: dict[str, set[str]] = {kind: set(rows.get(kind, {})) for kind in FACT_KINDS}
        uses = {(row["clause"], row["category"]) for row in rows.get(CategoryUse.declared.name, {}).values()}
        placed: dict[str, list[PlacedTask]] = {}
        for id_, row in rows.get(Task.declared.name, {}).items():
            placed.setdefault(row["clause"], []).append(PlacedTask(self._start(row), id_))
        for draft in drafts:
            ids[draft.kind].add(draft.id)
            if draft.kind == CategoryUse.declared.name:
                uses.add((draft.clause, draft.values["category"]))
            elif draft.kind == Task.declared.name:
                placed.setdefault(draft.clause, []).append(PlacedTask(draft.span[0], draft.id))
        tasks = {clause: sorted(found, key=lambda task: task.start) for clause, found in placed.items()}
        return Known(ids, Tasks(tasks), categories=uses)

    def _start(self, row: Mapping[str, str]) -> int:
        clause = self._context.source.tree.clauses[row["clause"]]
        found = self._context.source.normalised.find(row["quote"], [(clause.start, clause.end)])
        return found[0][0] if found else clause.start


def _fault(issue: DataIssue) -> Fault:
    found = issue.found if isinstance(issue.found, Message) else message("issues.value", value=issue.found)
    told = {"found": found, "expected": issue.expected}
    sentence = message("review.fault", column=issue.column, **told) if issue.column else message("review.fault.row", **told)
    return Fault(issue.column, sentence, issue.nearest)
