"""Measures of how unevenly load is distributed over agencies.

Both measures take one load per agency. Callers leave out groups such as 市直相关部门.

The *share of the top five* is the concentration ratio of industrial economics (CR5): what the five who carry most carry together,
divided by what all carry. Source: OECD, Glossary of Industrial Organisation Economics and Competition Law (1993), "Concentration".

The *Gini coefficient* is half the mean difference between two carriers, divided by the mean load:
G = sum over i, j of |x_i - x_j| / (2 n^2 mean). 0 is everybody alike; with n carriers one who carries all gives (n - 1) / n.
Source: C. Gini, Variabilità e mutabilità (1912); A. Sen, On Economic Inequality (1973), section 2.7.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

TOP = 5


@dataclass(frozen=True)
class Inequality:
    """`top_share` and `gini` from 0 to 1; None if all loads are 0."""

    carriers: int
    total: float
    top_share: float | None
    gini: float | None


def inequality(loads: Iterable[float], top: int = TOP) -> Inequality:
    """The measures of `loads`. Raises ValueError for a negative or non-finite load."""
    known = _checked(loads)
    return Inequality(len(known), math.fsum(known), top_share(known, top), gini(known))


def top_share(loads: Iterable[float], top: int = TOP) -> float | None:
    """The share of the `top` largest loads in the total, from 0 to 1. None if the total is 0."""
    known = sorted(_checked(loads), reverse=True)
    total = math.fsum(known)
    return min(1.0, math.fsum(known[:top]) / total) if total else None


def gini(loads: Iterable[float]) -> float | None:
    """The Gini coefficient: 0 if all loads are equal, near 1 if one agency has all. None if the total is 0."""
    known = sorted(_checked(loads))
    total, count = math.fsum(known), len(known)
    if not total:
        return None
    return max(0.0, math.fsum((2 * place - count - 1) * load / total for place, load in enumerate(known, 1)) / count)


def _checked(loads: Iterable[float]) -> list[float]:
    known = [float(load) for load in loads]
    if wrong := [load for load in known if not (math.isfinite(load) and load >= 0)]:
        raise ValueError(f"a load is a number from 0 on, found {wrong[0]:g}")
    return known
