"""The talent categories and programmes that the words of a recipient name, by the drafts of its clause."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource
from kg.text.quotes import folded


def with_references(source: DraftSource, proposal: Proposal) -> Proposal:
    """The proposal with its `categories` and `programs`."""
    recipient = folded(str(proposal.values.get("recipient") or ""))
    if not recipient:
        return proposal
    clauses = [proposal.clause, *(clause.path for clause in source.parsed.tree.ancestors(proposal.clause))]
    categories = _named(source, "categories", "category", clauses, recipient)
    programs = _named(source, "programs", "program", clauses[:1], recipient)
    return replace(proposal, values={**proposal.values, "categories": categories, "programs": programs})


def _named(source: DraftSource, kind: str, column: str, clauses: list[str], words: str) -> list[str]:
    found: dict[str, None] = {}
    for clause in clauses:
        for draft in source.drafted(kind, clause):
            if folded(getattr(draft.fact.record, "name", "")) in words:
                found[getattr(draft.fact.record, column)] = None
    return list(found)
