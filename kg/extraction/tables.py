"""Drafts as the public tables: the same triples, inferences and table definitions as those of a published document."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from kg.build.document import infer
from kg.build.shared_data import SharedData
from kg.extraction.confidence import committed_confidence
from kg.extraction.draft import DraftedDocument
from kg.loaders.facts import with_task_titles
from kg.loaders.tasks import PlacedTask, Tasks
from kg.model.document import DocumentHead
from kg.model.facts import FACT_KINDS, Task
from kg.model.records import ClauseRecord, DocumentRecord, ProvenFact
from kg.queries.catalog import questions
from kg.queries.materialise import table_rows
from kg.rdf.document import document_quads
from kg.rdf.registry import registry_quads
from kg.store.oxigraph import OxigraphStore

Row = dict[str, Any]


def draft_tables(drafted: DraftedDocument, shared: SharedData) -> dict[str, list[Row]]:
    """Each kind's public table, its rows with `origin`, `confidence` and `needs`, the registry proposals that a row waits for."""
    facts = placed_facts(drafted)
    store = OxigraphStore()
    store.add(shared.ontology_quads)
    store.add(registry_quads(drafted.source.names.registry.entries, shared.vocabulary))
    store.add(document_quads(_record(drafted, facts), shared.vocabulary))
    infer(store)
    drafts = {draft.fact.id: draft for draft in drafted.drafts}
    confidence = committed_confidence().of_drafts(drafted.drafts)
    tables = {kind: table_rows(store, questions("tables")[kind]) for kind in FACT_KINDS}
    for rows in tables.values():
        for row in rows:
            found = drafts[row["id"]]
            row |= {"origin": found.origin, "confidence": confidence[row["id"]], "needs": list(found.needs)}
    return tables


def placed_facts(drafted: DraftedDocument) -> list[ProvenFact]:
    """The drafts as facts that are linked to the tasks under which they stand."""
    placed: dict[str, list[PlacedTask]] = defaultdict(list)
    for draft in drafted.drafts:
        if draft.kind == Task.declared.name:
            placed[draft.clause].append(PlacedTask(draft.span[0], draft.fact.id))
    tasks = Tasks({clause: sorted(of_clause, key=lambda task: task.start) for clause, of_clause in placed.items()})
    tree = drafted.source.parsed.tree
    facts = []
    for draft in drafted.drafts:
        fact = draft.fact
        if fact.kind != Task.declared.name:
            named = getattr(fact.record, "task", None)
            above = [draft.clause, *(clause.path for clause in tree.ancestors(draft.clause))]
            task = tasks.named(named)[0] if named else tasks.around(above, draft.span[0])
            fact = replace(fact, links={**fact.links, **({"task": task} if task else {})})
        facts.append(fact)
    return with_task_titles(facts)


def _record(drafted: DraftedDocument, facts: list[ProvenFact]) -> DocumentRecord:
    source = drafted.source
    head = DocumentHead(
        title=source.title, issuer=[], place=source.place, status="unknown", status_basis="-", source_note="-",
        sha256="0" * 64, outline="auto", curated=False,
    )  # fmt: skip
    clauses = tuple(
        ClauseRecord(c.path, c.kind, c.number, c.heading, c.parent, c.start, c.end, tuple(c.own), "") for c in source.clauses.values()
    )
    return DocumentRecord(source.document, head, (), source.text, clauses, tuple(facts))
