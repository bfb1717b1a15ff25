"""The words that facts rest on, and which facts state a link or name a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.neighbourhood.links import id_of, local, solutions
from kg.neighbourhood.node_labels import bare_clause
from kg.neighbourhood.records import Link, in_order

if TYPE_CHECKING:
    from kg.store.sparql import SparqlStore
    from kg.store.sparql_results import Solution

FACTS = 2_000
"""So many facts that name one thing are looked at."""


@dataclass(frozen=True)
class Words:
    """A fact's words in their place. `quote` is `text[start:end]` of the document's source; ids are paths after the base.

    `status`, `role` and `basis` are codes of the vocabularies. `issued` is as the document gives it, `2018-01-25` or less.
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


def words_of(graph: SparqlStore, facts: Sequence[str]) -> list[Words]:
    """The words of `facts`, in their order. What has none is left out."""
    found: dict[str, Words] = {}
    context: dict[str, dict[int, str]] = {}
    for row in solutions(graph, "words_of", fact=facts):
        fact = id_of(row["fact"])
        if local(row["part"]) == "context":
            context.setdefault(fact, {})[int(row["start"].value)] = row["quote"].value
        else:
            found[fact] = _words(fact, row)
    told = [found[fact] for fact in dict.fromkeys(facts) if fact in found]
    return [replace(words, context=tuple(quote for _, quote in sorted(context.get(words.fact, {}).items()))) for words in told]


def _words(fact: str, row: Solution) -> Words:
    clause = " ".join(row[name].value for name in ("number", "heading") if name in row) or bare_clause(id_of(row["clause"]))
    return Words(
        fact,
        local(row["kind"]),
        row["quote"].value,
        int(row["start"].value),
        int(row["end"].value),
        id_of(row["clause"]),
        clause,
        id_of(row["document"]),
        row["title"].value,
        _given(row.get("document_number")),
        _given(row.get("issued")),
        row["status"].value,
        _code(row.get("role")),
        _code(row.get("basis")),
    )


def _code(concept: Any) -> str | None:
    """The code of a concept stands at the end of its IRI."""
    return None if concept is None else local(concept)


def _given(term: Any) -> str | None:
    return None if term is None else str(term.value)


def stating(graph: SparqlStore, link: Link) -> list[str]:
    """The facts that state a link, in order. A link of the registry, or between clauses, has none."""
    rows = solutions(graph, "stating", source=[link.source], target=[link.target])
    return sorted({id_of(row["fact"]) for row in islice(rows, FACTS)}, key=in_order)


def tied_by(graph: SparqlStore, fact: str) -> tuple[str, str | None, str | None] | None:
    """Where a fact stands that is no thing of its own, what else it names, and the relation that it would be told as.

    None for what is a thing of its own, or not known.
    """
    row = next(solutions(graph, "tied_by", fact=[fact]), None)
    if row is None:
        return None
    other, relation = row.get("other"), row.get("relation")
    return id_of(row["thing"]), other and id_of(other), relation and local(relation)


def naming(graph: SparqlStore, id_: str) -> dict[str, list[str]]:
    """Kind -> the facts of that kind that name a thing, in order; at most FACTS in all."""
    kinds: dict[str, list[str]] = {}
    for row in islice(solutions(graph, "naming", node=[id_]), FACTS):
        kinds.setdefault(local(row["kind"]), []).append(id_of(row["fact"]))
    return {kind: sorted(facts, key=in_order) for kind, facts in kinds.items()}
