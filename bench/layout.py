"""Where nodes stand: seconds, and how well distances in the picture match those in the graph.

    python bench/layout.py [--home FOLDER] [--sizes 50 400 2000]

Builds the real data where there is no published version. The graphs are those of bench/viewer_graph.py. Prints, for each, seconds of
CPU and stress: the mean over all pairs of ((distance in the picture - shortest path) / shortest path)², at the scale that suits it best.
Where igraph is installed (it is under the GPL, so the product does without), its layouts are measured on the same graphs: Kamada-Kawai
up to 400 nodes, Fruchterman-Reingold above.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from homes import published
from large_view import large_view

from kg import paths
from kg.analysis.stress import distances, positions
from kg.graph import Graph

Links = list[tuple[int, int]]
Layout = Callable[[int, Links], Sequence[Sequence[float]]]
_EXACT = 400


def igraph(count: int, links: Links) -> Sequence[Sequence[float]]:
    module = import_module("igraph")
    graph = module.Graph(count, links)
    if count <= _EXACT:
        return list(graph.layout_kamada_kawai(maxiter=50 * count).coords)
    module.set_random_number_generator(random.Random(0))
    return list(graph.layout_fruchterman_reingold(niter=200, grid="grid").coords)


def stress(places: Sequence[Sequence[float]], wanted: np.ndarray) -> float:
    at = np.array(places)
    first, second = np.triu_indices(len(at), 1)
    apart = np.linalg.norm(at[first] - at[second], axis=1) / wanted[first, second]
    scale = apart.sum() / (apart * apart).sum()
    return float(((scale * apart - 1) ** 2).mean())


def measure(name: str, layout: Layout, count: int, links: Links, wanted: np.ndarray) -> None:
    layout(count, links)
    start = time.process_time()
    places = layout(count, links)
    took = time.process_time() - start
    print(f"{count:>5} things, {len(links):>5} links: {name:<8} {took:6.3f} s   stress {stress(places, wanted):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 400, 2000])
    given = parser.parse_args()
    layouts: dict[str, Layout] = {"ours": positions} | ({"igraph": igraph} if find_spec("igraph") else {})
    with tempfile.TemporaryDirectory() as folder:
        asked = Graph(published(paths.home(given.home), Path(folder))).neighbourhood
        for size in given.sizes:
            network = asked.network(large_view(asked, size)[0])
            order = {node.id: place for place, node in enumerate(network.nodes)}
            ends = {tuple(sorted((order[link.source], order[link.target]))) for link in network.links if link.source != link.target}
            links = sorted((one, other) for one, other in ends)
            wanted = distances(len(order), links)
            for name, layout in layouts.items():
                measure(name, layout, len(order), links, wanted)


if __name__ == "__main__":
    main()
