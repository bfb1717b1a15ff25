"""What if a task went to another agency, or two agencies were one: loads and inequality before and after. Nothing is saved.

Rules:

* A *move* takes the giver out of the task: every part that it has in it, leading or supporting, goes to the taker with role and
  basis as they are. What the task holds (documents, targets, sums) follows whoever is assigned to lead it.
* A *merger* moves every part of one agency to the other, and the one is no more.
* An agency is counted once for a task that it had already: of two parts that meet, one gives way that says no more than the other.
  Leading says more than supporting, an assigned part more than an implied one, and equal parts are one. So an agency that supports
  a task and is given the lead of it only leads, and its support is no longer counted: the total falls by that much. An assigned
  support and an implied lead say different things, so both stay. Parts that one agency has from the documents never give way to
  each other: without a change every load is the one that `agency_load` answers.
* A group (市直相关部门) is nobody in particular: it can give a task away, but takes none and is not merged.
* Whoever carried something before a change stays in the measures of inequality with what is left, be it nothing; whoever takes
  something comes in; the one that a merger dissolves goes out. Groups are never in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.analysis.duties import Duties, Load, Part
from kg.analysis.inequality import Inequality, inequality
from kg.errors import ImpossibleChange

GROUP = "group"


@dataclass(frozen=True)
class Move:
    """`task` goes from `giver` to `taker`."""

    task: str
    giver: str
    taker: str


@dataclass(frozen=True)
class Merger:
    """`dissolved` becomes a part of `into`."""

    dissolved: str
    into: str


Change = Move | Merger


@dataclass(frozen=True)
class Outcome:
    """Loads by agency; `once`: for each change the parts, as the taker has them, that met another and are no longer counted beside it.

    `duties`: who has which part afterwards.
    """

    duties: Duties
    before: Mapping[str, Load]
    after: Mapping[str, Load]
    inequality_before: Inequality
    inequality_after: Inequality
    once: Sequence[frozenset[Part]]


def what_if(duties: Duties, changes: Sequence[Change], weights: Mapping[str, float]) -> Outcome:
    """The outcome of `changes`, made one after the other. Raises ImpossibleChange."""
    changed, once = duties, []
    for place, change in enumerate(changes):
        changed, met = _made(place, changed, change)
        once.append(met)
    before, after = duties.loads(weights), changed.loads(weights)
    return Outcome(changed, before, after, _inequality(duties, before), _inequality(changed, after), once)


def takers(duties: Duties) -> list[str]:
    """The agencies that can be given a task, by id."""
    return sorted(agency for agency, kind in duties.kinds.items() if kind != GROUP)


def _made(place: int, duties: Duties, change: Change) -> tuple[Duties, frozenset[Part]]:
    giver, taker = (change.giver, change.taker) if isinstance(change, Move) else (change.dissolved, change.into)
    for agency in (giver, taker):
        if agency not in duties.kinds:
            raise ImpossibleChange(place, change, "unknown", agency)
    if giver == taker:
        raise ImpossibleChange(place, change, "same", giver)
    for agency in (taker,) if isinstance(change, Move) else (giver, taker):
        if duties.kinds[agency] == GROUP:
            raise ImpossibleChange(place, change, "group", agency)
    tasks = {part.task for part in duties.parts if part.agency == giver}
    if isinstance(change, Move):
        if change.task not in tasks:
            raise ImpossibleChange(place, change, "no_part", giver)
        tasks = {change.task}
    given = frozenset(part for part in duties.parts if part.agency == giver and part.task in tasks)
    own = frozenset(part for part in duties.parts if part.agency == taker and part.task in tasks)
    coming = frozenset(part._replace(agency=taker) for part in given)
    met = _met(own, coming)
    changed = replace(duties, parts=(duties.parts - given - own) | _kept(own, coming), named=duties.named | {taker})
    if isinstance(change, Merger):
        kinds = {agency: kind for agency, kind in changed.kinds.items() if agency != giver}
        changed = replace(changed, kinds=kinds, named=changed.named - {giver})
    return changed, met


def _kept(own: frozenset[Part], coming: frozenset[Part]) -> frozenset[Part]:
    return (own | coming) - _given_way(own, coming)


def _met(own: frozenset[Part], coming: frozenset[Part]) -> frozenset[Part]:
    return (own & coming) | _given_way(own, coming)


def _given_way(own: frozenset[Part], coming: frozenset[Part]) -> frozenset[Part]:
    """Of what only one side has, that which the other side covers."""
    return frozenset(
        part
        for side, other in ((own - coming, coming), (coming - own, own))
        for part in side
        if any(_covers(by, part) for by in other if by.task == part.task)
    )


_ROLES = ("support", "lead")
_BASES = ("implied", "assigned")


def _covers(one: Part, other: Part) -> bool:
    """Whether `one` says all that `other` says of the same task. Roles that are no load, such as paying, cover only themselves."""
    if one.role not in _ROLES or other.role not in _ROLES:
        return one.role == other.role and _BASES.index(one.basis) >= _BASES.index(other.basis)
    return _ROLES.index(one.role) >= _ROLES.index(other.role) and _BASES.index(one.basis) >= _BASES.index(other.basis)


def _inequality(duties: Duties, loads: Mapping[str, Load]) -> Inequality:
    return inequality(load.total for agency, load in loads.items() if duties.kinds[agency] != GROUP)
