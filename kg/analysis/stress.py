"""Positions in the plane whose distances are those of the network: stress, minimised by gradient descent on pairs of nodes.

After Zheng, Pawar and Goodman, Graph Drawing by Stochastic Gradient Descent, IEEE TVCG 25(9), 2019. The pairs are taken in a fixed
order instead of a random one, several a node at once, so that the same network always gives the same positions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_ROUNDS = 10
"""How often each pair is looked at, at least."""
_STEPS = 1000
"""How often each node is moved, at least."""
_PARTNERS = 16
"""How many pairs move a node at once, at most: more are quicker and worse."""
_LAST_RATE = 0.1
_GOLDEN = (math.sqrt(5) - 1) / 2
_TINY = 1e-6


def positions(count: int, links: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """An (x, y) for each of the nodes 0 to `count` - 1, as far apart as the shortest path between them has links."""
    if count < 2:
        return [(0.0, 0.0)] * count
    wanted = distances(count, links)
    nodes = np.arange(count)
    offsets = 1 + _scattered(count - 1)
    partners = max(1, min(_PARTNERS, count // 24))
    pairs = []
    for start in range(0, len(offsets), partners):
        others = (nodes + offsets[start : start + partners, None]) % count
        pairs.append((others, wanted[nodes, others]))
    rounds = max(_ROUNDS, _STEPS // len(pairs))
    rate = float(wanted.max()) ** 2
    cooling = (_LAST_RATE / rate) ** (1 / (rounds * len(pairs)))
    x, y = _sunflower(count)
    for _ in range(rounds):
        for others, apart in pairs:
            across, down = x[others] - x, y[others] - y
            length = np.maximum(np.sqrt(across * across + down * down), _TINY)
            weight = np.minimum(1, rate / (apart * apart))
            pull = weight * (1 - apart / length) / (2 * np.maximum(weight.sum(axis=0), 1))
            x, y = x + (pull * across).sum(axis=0), y + (pull * down).sum(axis=0)
            rate *= cooling
    return list(zip(x.tolist(), y.tolist(), strict=True))


def distances(count: int, links: Sequence[tuple[int, int]]) -> Floats:
    """The length of a shortest path between any two nodes. Without a path: one more than the longest, and at least the root of `count`.

    Breadth-first from all nodes at once: a row of bits for each node says which others it has reached.
    """
    ends = np.array([*((node, node) for node in range(count)), *links, *((other, one) for one, other in links)])
    ends = ends[np.argsort(ends[:, 0], kind="stable")]
    first = np.searchsorted(ends[:, 0], np.arange(count))
    reached = np.packbits(np.eye(count, -(-count // 64) * 64, dtype=bool), axis=1).view(np.uint64)
    found = np.zeros((count, count), np.uint16)
    while True:
        missing = np.unpackbits((~reached).view(np.uint8), axis=1, count=count)
        wider = np.bitwise_or.reduceat(reached[ends[:, 1]], first)
        if np.array_equal(wider, reached):
            break
        found += missing
        reached = wider
    return np.where(missing, max(found.max() + 1, math.sqrt(count)), found).astype(np.float32)


def _sunflower(count: int) -> tuple[Floats, Floats]:
    """Points evenly spread over a disc."""
    place = np.arange(count)
    turn = 2 * math.pi * _GOLDEN * place
    return (np.sqrt(place) * np.cos(turn)).astype(np.float32), (np.sqrt(place) * np.sin(turn)).astype(np.float32)


def _scattered(count: int) -> NDArray[np.intp]:
    """The numbers below `count` in an order in which neighbours are far apart."""
    return np.argsort(np.arange(count) * _GOLDEN % 1)
