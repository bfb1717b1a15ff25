"""`data/documents/<id>/<kind>.csv` -> proven facts: records with their proof and the things they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import DataIssue, either, nearest, shown
from kg.i18n import Message, message
from kg.loaders.conventions import Located, convention_issues
from kg.loaders.csvfile import Row
from kg.loaders.evidence import ParsedSource
from kg.loaders.id_issues import id_issues
from kg.loaders.ids import read_ids
from kg.loaders.registry import Registry
from kg.loaders.sheets import read_sheets
from kg.loaders.tasks import Tasks, placed_tasks
from kg.loaders.validation import Codes, concept_problems, validated
from kg.model.document import ResponsibilityConvention
from kg.model.facts import FACT_KINDS, CategoryUse, Fact, FundingOffer, Measure, Task
from kg.model.fields import ClauseRef, FactRef, Named, Ref, marked
from kg.model.records import Evidence, ProvenFact
from kg.model.registry import REGISTRY_KINDS
from kg.text.clauses import ClauseTree


@dataclass(frozen=True)
class Context:
    """What the rows of a document are held against."""

    document: str
    place: str
    source: ParsedSource
    registry: Registry
    codes: Codes
    conventions: Sequence[ResponsibilityConvention] = ()
    head_file: str = ""


@dataclass(frozen=True)
class _Entered:
    file: str
    row: Row
    kind: str
    record: Fact


@dataclass(frozen=True)
class Known:
    """What rows may refer to: ids of facts by kind, and tasks. Of the kinds in `incomplete` not every row could be read.

    Rows that are faulty themselves are known too: who refers to them is not at fault.
    """

    ids: Mapping[str, Collection[str]]
    tasks: Tasks
    incomplete: frozenset[str] = frozenset()
    categories: Collection[tuple[str, str]] = ()
    """Clause and category of each row of `categories.csv`."""


def load_facts(folder: Path, context: Context, show: Path) -> tuple[list[ProvenFact], list[DataIssue]]:
    """Every fact of a document, and every fault of every row."""
    sheets = read_sheets(folder, show)
    problems = [issue for sheet in sheets.values() for issue in sheet.issues]
    entered: list[_Entered] = []
    for kind, model in FACT_KINDS.items():
        for row in sheets[kind].rows:
            record, faults = validated(model, row.cells, sheets[kind].file, row.line)
            problems += faults
            if record is not None:
                problems += concept_problems(record, context.codes, sheets[kind].file, row)
                entered.append(_Entered(sheets[kind].file, row, kind, record))
    problems += id_issues(context.document, context.source.tree.clauses, sheets.values(), read_ids(folder, show))
    problems += _duplicates(entered)
    proofs = {id(e): _proof(e, context) for e in entered}
    starts = {e.record.id: found.start for e in entered if isinstance(e.record, Task) and e.record.id and (found := proofs[id(e)][0])}
    tasks, faults = placed_tasks(sheets[Task.declared.name], starts)
    problems += faults
    ids = {kind: [row.cells["id"] for row in sheet.rows if row.cells["id"]] for kind, sheet in sheets.items()}
    used = {(e.record.clause, e.record.category) for e in entered if isinstance(e.record, CategoryUse)}
    known = Known(ids, tasks, frozenset(kind for kind, sheet in sheets.items() if sheet.issues), used)
    facts: list[ProvenFact] = []
    located: list[Located] = []
    problems += _unused_categories(entered, context.source.tree, known)
    for e in entered:
        fact, faults = _proven(e, *proofs[id(e)], context, known)
        problems += faults
        facts += [fact] if fact else []
        located += [Located(e.file, e.row.line, fact)] if fact else []
    if not problems:
        problems += convention_issues(context.conventions, located, context.source, context.head_file)
    return with_task_titles(facts), problems


def row_issues(kind: str, cells: Mapping[str, str], context: Context, known: Known) -> list[DataIssue]:
    """What `load_facts` would say of one more row beside those that `known` tells of, but for its id and rows that say the same."""
    record, issues = validated(FACT_KINDS[kind], cells, f"{kind}.csv", None)
    if record is None:
        return issues
    e = _Entered(f"{kind}.csv", Row(0, dict(cells)), kind, record)
    issues = [*concept_problems(record, context.codes, e.file, e.row), *_unused_categories([e], context.source.tree, known)]
    return [*issues, *_proven(e, *_proof(e, context), context, known)[1]]


def with_task_titles(facts: list[ProvenFact]) -> list[ProvenFact]:
    """Who leads stands in a bracket far from what is led: the task's title is context of every fact whose row may name its task."""
    titles = {s.id: (s.evidence.start, s.evidence.end) for s in facts if isinstance(s.record, Task)}

    def with_title(fact: ProvenFact) -> ProvenFact:
        title = titles.get(fact.links.get("task", ""))
        evidence = fact.evidence
        if not marked(type(fact.record), ClauseRef) or title is None or title in evidence.context:
            return fact
        return replace(fact, evidence=replace(evidence, context=(title, *evidence.context)))

    return [with_title(fact) for fact in facts]


def _proof(e: _Entered, context: Context) -> tuple[Evidence | None, list[DataIssue]]:
    clauses = context.source.tree.clauses
    if e.record.clause not in clauses:
        expected = message("issues.expected.clause_of", document=context.document)
        return None, [DataIssue(e.file, e.row.line, "clause", shown(e.record.clause), expected, nearest(e.record.clause, clauses))]
    return context.source.prove(e.record, e.file, e.row)


def _proven(
    e: _Entered, evidence: Evidence | None, unproven: list[DataIssue], context: Context, known: Known
) -> tuple[ProvenFact | None, list[DataIssue]]:
    problems = list(unproven)
    if e.record.clause not in context.source.tree.clauses:
        return None, problems
    links: dict[str, str] = {}
    model = type(e.record)
    for name, ref in marked(model, Ref).items():
        if ref.registry not in context.registry.incomplete:
            where = f"data/registry/{REGISTRY_KINDS[ref.registry].file}"
            problems += _unknown(e, name, _values(getattr(e.record, name)), context.registry.entries[ref.registry], where)
    for name, fact in marked(model, FactRef).items():
        if known.incomplete.isdisjoint(fact.kinds):
            of_kind = [id_ for kind in fact.kinds for id_ in known.ids[kind]]
            problems += _unknown(e, name, _values(getattr(e.record, name)), of_kind, either(f"{kind}.csv" for kind in fact.kinds))
    for name in marked(model, Named):
        if (value := getattr(e.record, name)) is not None:
            found = context.registry.agencies_named(value, context.place)
            if len(found) == 1:
                links[name] = found[0].id
            elif found or context.registry.incomplete.isdisjoint(("agency", "place")):
                problems.append(_unnamed(e, name, value, [agency.id for agency in found], context))
    if not isinstance(e.record, Task):
        task, fault = _task_of(e, evidence.start if evidence else 0, context, known)
        links |= {"task": task} if task else {}
        problems += [fault] if fault else []
    if problems or evidence is None or e.record.id is None:
        return None, problems
    return ProvenFact(e.record.id, e.kind, e.record, evidence, links), []


def _values(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _unknown(e: _Entered, column: str, values: list[str], known: Any, where: Message | str) -> list[DataIssue]:
    return [
        DataIssue(e.file, e.row.line, column, shown(value), message("issues.expected.id_in", file=where), nearest(value, known))
        for value in values
        if value not in known
    ]


def _unnamed(e: _Entered, column: str, name: str, ambiguous: list[str], context: Context) -> DataIssue:
    if ambiguous:
        found = message("issues.found.ambiguous", name=shown(name), known=ambiguous)
        return DataIssue(e.file, e.row.line, column, found, message("issues.expected.name_of_one"))
    expected = message("issues.expected.agency", place=context.place)
    return DataIssue(e.file, e.row.line, column, shown(name), expected, nearest(name, context.registry.agency_names(context.place)))


def _task_of(e: _Entered, start: int, context: Context, known: Known) -> tuple[str | None, DataIssue | None]:
    """The task that the row names, else the one in whose stretch of the clause, or of the nearest clause above it, its words stand."""
    value = getattr(e.record, "task", None)
    if value is None:
        return known.tasks.around([e.record.clause, *(above.path for above in context.source.tree.ancestors(e.record.clause))], start), None
    task, unknown = known.tasks.named(value)
    if unknown is None or Task.declared.name in known.incomplete:
        return task, None
    expected, nearest_known = unknown
    return None, DataIssue(e.file, e.row.line, "task", shown(value), expected, nearest_known)


def _unused_categories(entered: list[_Entered], tree: ClauseTree, known: Known) -> Iterator[DataIssue]:
    """Categories of an offer that no row of categories.csv uses in its clause or in one above it."""
    if CategoryUse.declared.name in known.incomplete:
        return
    for e in entered:
        if not isinstance(e.record, FundingOffer | Measure) or e.record.clause not in tree.clauses or "categories" in e.record.inferred:
            continue
        clauses = [e.record.clause, *(above.path for above in tree.ancestors(e.record.clause))]
        for category in e.record.categories:
            if not any((clause, category) in known.categories for clause in clauses):
                expected = message("issues.expected.used_category", clause=e.record.clause)
                yield DataIssue(e.file, e.row.line, "categories", shown(category), expected)


def _duplicates(entered: list[_Entered]) -> Iterator[DataIssue]:
    seen: dict[tuple[Any, ...], _Entered] = {}
    for e in entered:
        content = (e.kind, *(v for k, v in e.row.cells.items() if k not in ("id", "note")))
        first = seen.setdefault(content, e)
        if first is not e:
            found = message("issues.found.same_fact", row=first.row.line)
            yield DataIssue(e.file, e.row.line, None, found, message("issues.expected.fact_once"))
