"""Who works with whom, and who stands between: the agencies through which others are linked.

Two agencies work together where one task names both. A broker lies on the shortest ways between others (betweenness centrality: L. Freeman,
A Set of Measures of Centrality Based on Betweenness, Sociometry 40, 1977).

For an office worker: two agencies without a common task reach each other soonest through a broker, so it is the one to invite first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx


@dataclass(frozen=True)
class Broker:
    """`between` is the share of all pairs of other agencies whose shortest way leads through this one, from 0 to 1.

    A pair with several shortest ways counts for each in part. `only_link`: without it some others would no longer be linked at all.
    """

    agency: str
    between: float
    partners: int
    tasks: int
    only_link: bool


def works_with(parts: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """The network of agencies, of pairs (agency, task). An edge holds its `tasks`, sorted, and their number as `weight`."""
    named: dict[str, set[str]] = defaultdict(set)
    network: nx.Graph[str] = nx.Graph()
    for agency, task in sorted(parts):
        named[task].add(agency)
        network.add_node(agency)
    for task, agencies in sorted(named.items()):
        for one, other in combinations(sorted(agencies), 2):
            tasks = [*network.get_edge_data(one, other, {}).get("tasks", []), task]
            network.add_edge(one, other, tasks=tasks, weight=len(tasks))
    return network


def brokers(network: nx.Graph[str]) -> list[Broker]:
    """Every agency of `works_with`, those between most others first; of equals the one with more partners, then by id."""
    between: dict[str, float] = nx.betweenness_centrality(network)
    only = set(nx.articulation_points(network))
    found = [
        Broker(
            agency=agency,
            between=between[agency],
            partners=len(network[agency]),
            tasks=len({task for edge in network[agency].values() for task in edge["tasks"]}),
            only_link=agency in only,
        )
        for agency in network
    ]
    return sorted(found, key=lambda broker: (-broker.between, -broker.partners, broker.agency))
