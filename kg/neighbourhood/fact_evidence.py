"""The evidence of facts, and which facts state a link or mention a node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.neighbourhood.links import id_of, local_name, solutions
from kg.neighbourhood.node_labels import clause_part_name
from kg.neighbourhood.records import Link, natural_order

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

MAX_FACTS = 2_000
"""At most so many facts that state one link, or mention one node, are read."""


@dataclass(frozen=True)
class FactEvidence:
    """The quote that states a fact, and where it stands.

    `quote` is `text[start:end]` of the document's source text; `context` are further quotes that it needs. `kind` is the local name
    of the fact's class; `fact`, `clause` and `document` are ids; `clause_name` is number and heading. `status`, `role` and `basis`
    are notations of the vocabularies. `issued` is a date or a part of one, as the document gives it: `2018-01-25`, `2018-01`, `2018`.
    """

    fact: str
    kind: str
    quote: str
    start: int
    end: int
    clause: str
    clause_name: str
    document: str
    title: str
    number: str | None
    issued: str | None
    status: str
    role: str | None
    basis: str | None
    context: tuple[str, ...] = ()


def evidence(graph: SparqlStore, facts: Sequence[str]) -> list[FactEvidence]:
    """The evidence of facts, in the order of `facts`. Ids that are no facts are left out."""
    found: dict[str, FactEvidence] = {}
    context: dict[str, dict[int, str]] = {}
    for row in solutions(graph, "fact_evidence", fact=facts):
        fact = id_of(row["fact"])
        if local_name(row["part"]) == "context":
            context.setdefault(fact, {})[int(row["start"].value)] = row["quote"].value
        else:
            found[fact] = _evidence(fact, row)
    return [
        replace(found[fact], context=tuple(quote for _, quote in sorted(context.get(fact, {}).items())))
        for fact in dict.fromkeys(facts)
        if fact in found
    ]


def _evidence(fact: str, row: Solution) -> FactEvidence:
    clause = " ".join(row[name].value for name in ("number", "heading") if name in row) or clause_part_name(id_of(row["clause"]))
    return FactEvidence(
        fact,
        local_name(row["kind"]),
        row["quote"].value,
        int(row["start"].value),
        int(row["end"].value),
        id_of(row["clause"]),
        clause,
        id_of(row["document"]),
        row["title"].value,
        _value(row.get("document_number")),
        _value(row.get("issued")),
        row["status"].value,
        _notation(row.get("role")),
        _notation(row.get("basis")),
    )


def _notation(concept: Any) -> str | None:
    """The notation of a concept, which its IRI ends with."""
    return None if concept is None else local_name(concept)


def _value(term: Any) -> str | None:
    return None if term is None else str(term.value)


def facts_stating(graph: SparqlStore, link: Link) -> list[str]:
    """The facts that state a link, in natural order. A link of the registry, or between clauses, has none."""
    rows = solutions(graph, "facts_stating", source=[link.source], target=[link.target])
    return sorted({id_of(row["fact"]) for row in islice(rows, MAX_FACTS)}, key=natural_order)


def placement(graph: SparqlStore, fact: str) -> tuple[str, str | None, str | None] | None:
    """The node where a fact is shown that is no node itself, the other node that it links to that, and the relation between them.

    None for a fact that is a node, and for an unknown one.
    """
    row = next(solutions(graph, "fact_placement", fact=[fact]), None)
    if row is None:
        return None
    other, relation = row.get("other"), row.get("relation")
    return id_of(row["thing"]), other and id_of(other), relation and local_name(relation)


def facts_mentioning(graph: SparqlStore, id_: str) -> dict[str, list[str]]:
    """The facts that mention a node, by local name of their class, each list in natural order; at most MAX_FACTS in all."""
    kinds: dict[str, list[str]] = {}
    for row in islice(solutions(graph, "facts_mentioning", node=[id_]), MAX_FACTS):
        kinds.setdefault(local_name(row["kind"]), []).append(id_of(row["fact"]))
    return {kind: sorted(facts, key=natural_order) for kind, facts in kinds.items()}
