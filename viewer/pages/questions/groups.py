"""The questions by what somebody wants to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.queries.catalog import Question, public_questions

GROUPS: Mapping[str, Sequence[str]] = {
    "offers": ("offers", "funding", "measures", "conditions", "program_offers", "programs", "categories"),
    "compare": ("comparison", "offer_ranges", "goals_compared", "instrument_matrix", "class_crosswalk", "clause_matches"),
    "goals": ("targets", "figures", "baselines", "restated_goals"),
    "duties": (
        "tasks", "responsibilities", "agency_tasks", "partners", "agency_load", "agencies", "suggestions", "deliverables", "promises",
    ),
    "progress": ("progress", "overdue", "progress_entries", "agency_progress"),
    "documents": ("documents", "clauses", "citations", "cascade"),
    "health": ("findings", "finding_list", "finding_counts", "finding_agencies", "finding_answers"),
    "data": ("coverage", "fact_counts", "source_freshness", "concepts"),
}  # fmt: skip
MORE = "more"
"""Questions that stand in no other group."""


def grouped() -> dict[str, list[Question]]:
    """Group -> its questions, in the order of reading. Groups without a question are left out."""
    public = {question.name: question for question in public_questions()}
    found = {group: [public.pop(name) for name in names if name in public] for group, names in GROUPS.items()}
    return {group: questions for group, questions in {**found, MORE: list(public.values())}.items() if questions}


def group_of(question: str) -> str:
    return next((group for group, names in GROUPS.items() if question in names), MORE)
