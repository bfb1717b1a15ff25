"""Acceptance sampling: what a random sample proves of the class that it was drawn from.

The bound is exact for a finite class: with d wrong ones among N, the wrong ones among n drawn without replacement are hypergeometric.
The largest d under which as few faults as were found are not rarer than 1 - level is the upper end of the one-sided confidence interval
(Clopper and Pearson 1934, for finite populations Buonaccorsi 1987). For a large class it is the binomial bound: 0 faults in 59 prove
less than 5 % with 95 % certainty.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from math import exp, lgamma

LEVEL = 0.95
MOST = 0.05
"""At most this share of a class may be let through wrong."""


def bound(population: int, size: int, faults: int, level: float = LEVEL) -> float:
    """The share of the class that is still wrong at most, 0 to 1, with certainty `level`: the faults found are mended. 0 where all were
    drawn."""
    if size >= population:
        return 0.0
    least, most = faults, population - size + faults
    while least < most:
        wrong = (least + most + 1) // 2
        if _at_most(population, wrong, size, faults) > 1 - level:
            least = wrong
        else:
            most = wrong - 1
    return (least - faults) / population


def sample_size(population: int, most: float = MOST, level: float = LEVEL, allowed: int = 0) -> int:
    """How many must be drawn so that up to `allowed` faults among them prove the bound `most`."""
    return next((size for size in range(allowed + 1, population) if bound(population, size, allowed, level) <= most), population)


def shuffled(drafts: Iterable[str], seed: int) -> list[str]:
    """The drafts in the order in which they are drawn."""
    found = sorted(drafts)
    random.Random(seed).shuffle(found)
    return found


def seed_of(document: str, subject: str, drafts: Sequence[str]) -> int:
    """The seed of a draw. The same class of the same drafts gives the same sample, so that nobody draws until it pleases."""
    content = "\n".join([document, subject, *sorted(drafts)])
    return int(hashlib.sha256(content.encode()).hexdigest()[:8], 16)


def _at_most(population: int, wrong: int, size: int, faults: int) -> float:
    """The chance of no more than `faults` wrong ones among `size` drawn."""
    right = population - wrong
    return sum(
        exp(_choices(wrong, found) + _choices(right, size - found) - _choices(population, size))
        for found in range(faults + 1)
        if found <= wrong and size - found <= right
    )


def _choices(of: int, taken: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)
