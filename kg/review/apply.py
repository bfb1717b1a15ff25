"""What a decision changes in the curated files. Applied twice, it changes nothing more: the last decision is applied again on opening,
since a crash may have come between its line and its rows."""

from __future__ import annotations

from pathlib import Path

from kg.curation.files import replace_file, write_rows
from kg.curation.head_keys import with_keys
from kg.loaders.documents import HEAD
from kg.loaders.reading import READ, UNREAD
from kg.loaders.validation import columns_of
from kg.model.document import ReadClause
from kg.model.facts import FACT_KINDS
from kg.model.fields import LIST_SEPARATOR
from kg.review.entries import add_alias, add_entry, drop_alias, drop_entry
from kg.review.model import Decision
from kg.review.rows import Rows, add_clauses, add_facts, clauses_in, drop_facts, mark_read, mark_unread


def apply(decision: Decision, undone: Decision | None, folder: Path, registry: Path, rows: Rows) -> None:
    """Write what `decision` changes. `undone`: the decision that it takes back. Raises OSError."""
    drop_facts(folder, set(decision.withdrawn), rows)
    add_facts(folder, ((one.kind, one.fact, one.decided) for one in decision.settled if one.fact), rows)
    if decision.action == "read":
        mark_read(folder, decision.subject, decision.note, rows)
    elif decision.action == "accept_entry":
        add_entry(registry, decision.entry["kind"], _columns(decision))
    elif decision.action == "same_entry":
        for name in _alias(decision):
            add_alias(registry, decision.entry["kind"], decision.entry["id"], name)
    if undone and undone.action == "read":
        mark_unread(folder, undone.subject)
    elif undone and undone.action == "accept_entry":
        drop_entry(registry, undone.entry["kind"], undone.entry["id"])
    elif undone and undone.action == "same_entry":
        for name in _alias(undone):
            drop_alias(registry, undone.entry["kind"], undone.entry["id"], name)


def _alias(decision: Decision) -> list[str]:
    return [name for name in decision.entry["alias"].split(LIST_SEPARATOR) if name]


def _columns(decision: Decision) -> dict[str, str]:
    return {name.removeprefix("row."): cell for name, cell in decision.entry.items() if name.startswith("row.")}


def start(folder: Path, clauses: list[str], rows: Rows, curated: bool) -> None:
    """Make a document one that is reviewed: its clauses that nobody read stand in `unread.csv`. Raises OSError.

    Of one that is not curated yet these are all but those of `read.csv`, of another those without facts.
    """
    holding = {row["clause"] for of_kind in rows.values() for row in of_kind.values()} if curated else set()
    accounted = {*holding, *clauses_in(folder / READ), *clauses_in(folder / UNREAD)}
    add_clauses(folder, UNREAD, {clause: "" for clause in clauses if clause not in accounted})
    for kind, model in FACT_KINDS.items():
        if not (folder / f"{kind}.csv").exists():
            write_rows(folder / f"{kind}.csv", columns_of(model), [])
    if not (folder / READ).exists():
        write_rows(folder / READ, columns_of(ReadClause), [])
    if not curated:
        head = (folder / HEAD).read_text(encoding="utf-8-sig")
        replace_file(folder / HEAD, with_keys(head, {"curated": True}).encode())
