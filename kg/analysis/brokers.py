"""The network of agencies that work together, and its brokers.

Two agencies work together where one task names both. A broker lies on shortest paths between others (betweenness centrality: L. Freeman,
A Set of Measures of Centrality Based on Betweenness, Sociometry 40, 1977).

In practice: to bring together two agencies without a common task, invite a broker first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx


@dataclass(frozen=True)
class Broker:
    """`between` is the share of pairs of other agencies whose shortest path runs through this one, from 0 to 1.

    Several shortest paths of a pair share its weight. `only_link`: without this agency the network would fall apart (articulation point).
    """

    agency: str
    between: float
    partners: int
    tasks: int
    only_link: bool


def works_with(parts: Iterable[tuple[str, str]]) -> nx.Graph[str]:
    """The graph of agencies from pairs (agency, task). An edge has its `tasks`, sorted, and their number as `weight`."""
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
    """Every agency of the graph, ordered by betweenness, then number of partners, then id."""
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
