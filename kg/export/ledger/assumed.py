"""The responsibilities of a ledger that is taken for a what-if: those of the documents, with the changes made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.analysis.what_if import Change
    from kg.interface import KnowledgeGraph

Row = Mapping[str, Any]


def assumed(graph: KnowledgeGraph, changes: Sequence[Change]) -> Callable[[Iterable[Row]], list[Row]]:
    """A function that makes the changes in rows of `responsibilities`. Raises ImpossibleChange."""
    if not changes:
        return list
    from kg.analysis.duties import Part, duties
    from kg.analysis.what_if import Move, what_if

    outcome = what_if(duties(graph.answer("agencies").rows, graph.answer("responsibilities").rows), changes, {})

    def moved(row: Row) -> str:
        agency: str = row["agency"]
        for change in changes:
            giver, taker = (change.giver, change.taker) if isinstance(change, Move) else (change.dissolved, change.into)
            if agency == giver and (not isinstance(change, Move) or change.task == row["task"]):
                agency = taker
        return agency

    def after(rows: Iterable[Row]) -> list[Row]:
        found: dict[tuple[Any, ...], Row] = {}
        for row in rows:
            agency = moved(row)
            part = Part(agency, row["task"], row["effective_role"], row["basis"])
            if row["task"] is None or part in outcome.duties.parts:
                found.setdefault((*part, row["role"], row["quote"]), {**row, "agency": agency})
        return list(found.values())

    return after


def sentences(changes: Sequence[Change], names: Mapping[str, str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """What the changes assume, a sentence each. names: agency -> its name; titles: task -> its title."""
    from kg.analysis.what_if import Move

    return tuple(
        f"假设：“{titles.get(change.task, change.task)}”由{names[change.giver]}移交{names[change.taker]}"
        if isinstance(change, Move)
        else f"假设：{names[change.dissolved]}并入{names[change.into]}"
        for change in changes
    )
