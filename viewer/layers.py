"""Where the nodes of the picture stand: the agency left, its tasks in the middle, the others right."""

from __future__ import annotations

from statistics import fmean

import networkx as nx

ACROSS = (0.0, 260.0, 575.0)
DOWN = 38.0


def layered(graph: nx.Graph[str], agency: str, tasks: list[str]) -> dict[str, tuple[float, float]]:
    """Node -> (x, y). Tasks keep their order; the others stand near the middle of their tasks, so that few lines cross."""
    order = {task: place for place, task in enumerate(tasks)}
    others = [node for node in graph if node != agency and node not in order]
    others.sort(key=lambda node: (fmean([order[task] for task in graph[node]] or [0]), node))
    height = height_of(graph, tasks)
    columns = [agency], tasks, others
    return {
        node: (x, (place + 0.5) * height / len(column))
        for x, column in zip(ACROSS, columns, strict=True)
        for place, node in enumerate(column)
    }


def height_of(graph: nx.Graph[str], tasks: list[str]) -> float:
    return DOWN * max(len(tasks), len(graph) - len(tasks) - 1, 1)
