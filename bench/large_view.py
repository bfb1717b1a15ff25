"""A picture of about so many things of the real data: a place, the largest group around it, the largest around all these, and so on."""

from __future__ import annotations

from urllib.parse import urlencode

from kg.neighbourhood import Neighbourhood
from kg.neighbourhood.records import Group

BEGIN = "place/140000"
WIDEST = 400
"""So many things of a group are shown in one step."""


def large_view(asked: Neighbourhood, wanted: int) -> tuple[list[str], str]:
    """The ids of the things, and the query of the address that shows them."""
    steps: list[str] = []
    shown: dict[str, None] = {}
    groups: list[tuple[int, str, Group]] = []
    waiting = [BEGIN]
    while len(shown) < wanted:
        shown |= dict.fromkeys(waiting)
        groups += [(count, id_, group) for id_ in waiting for group, count in asked.neighbours(id_).counts.items()]
        groups.sort()
        _, id_, group = groups.pop()
        upto = min(WIDEST, wanted - len(shown))
        waiting = [other for other in asked.neighbours(id_).ids(group, upto) if other not in shown]
        if waiting:
            steps.append(f"x~{id_}~{group.relation}~{group.direction}~{group.kind}~{upto}")
    return list(shown), urlencode({"thing": BEGIN, "steps": "!".join(steps)})
