"""Entities with their evidence, and search hits, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.export.text import one_line
from kg.queries.runner import Answer
from kg.rdf.namespaces import PREFIXES

if TYPE_CHECKING:
    from kg.graph import Entity
    from kg.store.fulltext import Hit

_OMITTED_PROPERTIES = {
    PREFIXES["rdf"] + "type",
    PREFIXES["dcterms"] + "identifier",
    PREFIXES["zm"] + "evidence",
    PREFIXES["zm"] + "context",
}


def entities_json(things: Iterable[Entity]) -> str:
    """The entities as a JSON list."""
    return json.dumps([asdict(thing) for thing in things], ensure_ascii=False, indent=1)


def entity_text(thing: Entity) -> str:
    """The name and ids of an entity, its statements, its evidence with offsets, and the facts that mention it with their quotes."""
    kinds = [row["value_label"] for row in thing.statements if row["property"].endswith("#type") and row["value_label"]]
    lines = [
        f"{thing.named.name}  [{thing.named.type}] {'、'.join(dict.fromkeys(kinds))}",
        f"  id   {thing.named.id}",
        f"  IRI  {thing.named.iri}",
    ]
    for row in thing.statements:
        if row["property"] not in _OMITTED_PROPERTIES:
            label = row["label"] or _short(row["property"])
            value = f"{row['value_label']} ({row['value']})" if row["value_label"] else row["value"]
            lines.append(f"  {label}: {one_line(value)}")
    for row in thing.evidence:
        role = "证据 evidence" if row["role"] == "evidence" else "上下文 context"
        lines.append(f"  {role} {row['start']}:{row['end']} 「{one_line(row['quote'])}」{_pages(row)}")
    if thing.facts:
        lines.append(f"  {len(thing.facts)} facts:")
    for fact in thing.facts:
        lines.append(f"    {fact['kind']} {fact['id']}")
        lines.append(f"      {fact['start']}:{fact['end']} 「{one_line(fact['quote'])}」")
    return "\n".join(lines)


def _pages(row: Mapping[str, Any]) -> str:
    """The pages of the original on which the words of a piece of evidence stand."""
    pages: Sequence[int] = row.get("pages", ())
    if not pages:
        return ""
    numbers = f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else str(pages[0])
    return f"  第 {numbers} 页 p. {numbers}"


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri)


def hits_answer(hits: Iterable[Hit]) -> Answer:
    """Search hits as an answer, one row for each."""
    columns = ("document", "clause", "heading", "before", "quote", "after", "start", "end")
    rows = [{column: getattr(hit, column) for column in columns} for hit in hits]
    return Answer({column: "integer" if column in ("start", "end") else "string" for column in columns}, rows)
