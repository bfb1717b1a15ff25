"""`data/documents/<id>/<kind>.csv` -> statements: records with their proof and the things they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import DataIssue, nearest, shown
from kg.loaders.csvfile import Row, read_rows
from kg.loaders.evidence import ParsedSource
from kg.loaders.registry import Registry
from kg.loaders.validation import Codes, columns_of, concept_problems, markers, validated
from kg.model.facts import FACT_KINDS, OPTIONAL_COLUMNS, Fact, Task
from kg.model.fields import ClauseRef, FactRef, Named, Ref, marker
from kg.model.records import Statement


@dataclass(frozen=True)
class Context:
    """What the rows of a document are held against."""

    document: str
    place: str
    source: ParsedSource
    registry: Registry
    codes: Codes


@dataclass(frozen=True)
class _Entered:
    file: str
    row: Row
    kind: str
    record: Fact


def load_facts(folder: Path, context: Context, show: Path) -> tuple[list[Statement], list[DataIssue]]:
    """Every fact of a document, and every fault of every row."""
    problems: list[DataIssue] = []
    entered: list[_Entered] = []
    for kind, model in FACT_KINDS.items():
        path = folder / f"{kind}.csv"
        file = str(path.relative_to(show))
        rows, faults = read_rows(path, columns_of(model), optional=OPTIONAL_COLUMNS)
        problems += [DataIssue(file, p.row, p.column, p.found, p.expected, p.nearest) for p in faults]
        for row in rows:
            record, faults = validated(model, row.cells, file, row.line)
            problems += faults
            if record is not None:
                problems += concept_problems(record, context.codes, file, row)
                entered.append(_Entered(file, row, kind, record))
    problems += _id_problems(entered, context.document)
    problems += _duplicates(entered)
    tasks, faults = _tasks(entered)
    problems += faults
    offers: dict[str | None, _Entered] = {e.record.id: e for e in entered if e.record.id}
    statements: list[Statement] = []
    for e in entered:
        statement, faults = _statement(e, context, tasks, offers)
        problems += faults
        statements += [statement] if statement else []
    return _with_task_titles(statements), problems


def _with_task_titles(statements: list[Statement]) -> list[Statement]:
    """Who leads stands in a bracket far from what is led: the task's title is context of every fact whose row may name its task."""
    titles = {s.id: (s.evidence.start, s.evidence.end) for s in statements if isinstance(s.record, Task)}

    def with_title(statement: Statement) -> Statement:
        title = titles.get(statement.links.get("task", ""))
        evidence = statement.evidence
        names_task = any(marker(type(statement.record), name, ClauseRef) for name in statement.record.own_fields())
        if not names_task or title is None or title in evidence.context:
            return statement
        return replace(statement, evidence=replace(evidence, context=(title, *evidence.context)))

    return [with_title(statement) for statement in statements]


def _statement(
    e: _Entered, context: Context, tasks: dict[str, str], offers: dict[str | None, _Entered]
) -> tuple[Statement | None, list[DataIssue]]:
    known = context.source.tree.clauses
    if e.record.clause not in known:
        expected = f"a clause of {context.document} (kg curate clauses {context.document})"
        return None, [DataIssue(e.file, e.row.line, "clause", shown(e.record.clause), expected, nearest(e.record.clause, known))]
    evidence, problems = context.source.prove(e.record, e.file, e.row)
    links: dict[str, str] = {}
    for name, info in type(e.record).model_fields.items():
        value = getattr(e.record, name)
        for ref in markers(info, Ref):
            problems += _unknown(e, name, _values(value), context.registry.entries[ref.registry], f"data/registry/{ref.registry}")
        for fact in markers(info, FactRef):
            of_kind = [key for key, other in offers.items() if key and other.kind in fact.kinds]
            problems += _unknown(e, name, _values(value), of_kind, " or ".join(f"{kind}.csv" for kind in fact.kinds))
        if markers(info, Named) and value is not None:
            found = context.registry.agencies_named(value, context.place)
            if len(found) == 1:
                links[name] = found[0].id
            else:
                problems.append(_unnamed(e, name, value, [agency.id for agency in found], context))
    if not isinstance(e.record, Task):
        task, fault = _task_of(e, getattr(e.record, "task", None), context, tasks)
        links |= {"task": task} if task else {}
        problems += [fault] if fault else []
    if problems or evidence is None or e.record.id is None:
        return None, problems
    return Statement(e.record.id, e.kind, e.record, evidence, links), []


def _values(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _unknown(e: _Entered, column: str, values: list[str], known: Any, where: str) -> list[DataIssue]:
    return [
        DataIssue(e.file, e.row.line, column, shown(value), f"an id of {where}", nearest(value, known))
        for value in values
        if value not in known
    ]


def _unnamed(e: _Entered, column: str, name: str, ambiguous: list[str], context: Context) -> DataIssue:
    if ambiguous:
        return DataIssue(e.file, e.row.line, column, f"{shown(name)}, which may be {', '.join(ambiguous)}", "a name that one agency has")
    expected = f"a name or alias of an agency in data/registry/agencies/{context.place}.csv, or of a place above or below it"
    return DataIssue(e.file, e.row.line, column, shown(name), expected, nearest(name, context.registry.agency_names(context.place)))


def _task_of(e: _Entered, value: str | None, context: Context, tasks: dict[str, str]) -> tuple[str | None, DataIssue | None]:
    """The task named, else that of the clause, else of the nearest clause above it."""
    if value is not None:
        if value in tasks:
            return tasks[value], None
        return None, DataIssue(e.file, e.row.line, "task", shown(value), "a clause that holds a task", nearest(value, tasks))
    clauses = [e.record.clause, *(above.path for above in context.source.tree.ancestors(e.record.clause))]
    return next((tasks[path] for path in clauses if path in tasks), None), None


def _tasks(entered: list[_Entered]) -> tuple[dict[str, str], list[DataIssue]]:
    """Clause -> id of its task. A clause has one task at most."""
    tasks: dict[str, str] = {}
    problems = []
    for e in entered:
        if isinstance(e.record, Task):
            if e.record.clause in tasks:
                problems.append(DataIssue(e.file, e.row.line, "clause", f"a second task in {e.record.clause}", "one task a clause"))
            tasks.setdefault(e.record.clause, e.record.id or "")
    return tasks, problems


def _id_problems(entered: list[_Entered], document: str) -> Iterator[DataIssue]:
    seen: dict[str, _Entered] = {}
    for e in entered:
        if e.record.id is None:
            yield DataIssue(e.file, e.row.line, "id", "nothing", "an id: kg curate ids gives it")
            continue
        if not re.fullmatch(rf"{re.escape(document)}/[a-z0-9-]+/{e.kind}/[1-9]\d*", e.record.id):
            yield DataIssue(e.file, e.row.line, "id", shown(e.record.id), f"{document}/<clause>/{e.kind}/<n>")
        first = seen.setdefault(e.record.id, e)
        if first is not e:
            yield DataIssue(
                e.file, e.row.line, "id", shown(e.record.id), f"an id given once; it stands in {first.file}, row {first.row.line}"
            )


def _duplicates(entered: list[_Entered]) -> Iterator[DataIssue]:
    seen: dict[tuple[Any, ...], _Entered] = {}
    for e in entered:
        content = (e.kind, *(v for k, v in e.row.cells.items() if k not in ("id", "note")))
        first = seen.setdefault(content, e)
        if first is not e:
            yield DataIssue(e.file, e.row.line, None, f"the same fact as in row {first.row.line}", "each fact once")
