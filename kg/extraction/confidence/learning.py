"""Learning how sure drafts are, from drafts that were held against curated rows.

Logistic regression with a ridge penalty (Hosmer, Lemeshow and Sturdivant 2013, le Cessie and van Houwelingen 1992), by Newton's method; the
precision of the rule is its offset, so that weights only move it. Bands: drafts by their scores, each scored by what the other documents
teach. Neighbouring bands whose precisions are out of order are pooled (isotonic regression: Barlow and others 1972).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.confidence.features import Features
from kg.extraction.confidence.model import DIGITS, Band, Confidence, Origin, base, group_of

_PENALTY = 15.0
_RARE = 15
"""Features of fewer drafts are left out."""
_BAND = 40
"""A band has at least so many drafts, where its kind has."""
_STEPS = 12


@dataclass(frozen=True)
class Judged:
    """A draft of a curated document, and whether a row states the same."""

    origin: Origin
    features: Features
    right: bool


def learn(documents: Sequence[Sequence[Judged]], fingerprint: str = "") -> Confidence:
    """From the drafts of two documents or more, each drafted as if it were not held. The same drafts give the same."""
    origins, weights = _fit(documents)
    scored: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for number, document in enumerate(documents):
        others = Confidence(*_fit([other for place, other in enumerate(documents) if place != number]), {})
        for one in document:
            group = group_of(one.origin, origins)
            if one.origin in others.origins or group != one.origin[0]:
                scored[group].append((others.score(one.origin, one.features), one.right))
    return Confidence(origins, weights, {group: _bands(scored[group]) for group in sorted(scored)}, fingerprint)


def _fit(documents: Sequence[Sequence[Judged]]) -> tuple[dict[Origin, tuple[int, int]], dict[str, float]]:
    """The counts of each origin, and the weight of each feature. The offset of a draft is what the other documents say of its origin."""
    counts = Counter(name for document in documents for one in document for name in one.features)
    names = [name for name, count in sorted(counts.items()) if count >= _RARE]
    place = {name: number for number, name in enumerate(names)}
    judged = [one for document in documents for one in document]
    matrix = np.zeros((len(judged), len(names)))
    for row, one in enumerate(judged):
        for name in one.features.keys() & place.keys():
            matrix[row, place[name]] = one.features[name]
    offsets = np.array(list(_offsets(documents)))
    right = np.array([one.right for one in judged], float)
    weights = np.zeros(len(names))
    for _ in range(_STEPS if names else 0):
        shares = 1 / (1 + np.exp(-(matrix @ weights + offsets)))
        gradient = matrix.T @ (shares - right) + _PENALTY * weights
        curvature = (matrix * (shares * (1 - shares))[:, None]).T @ matrix + _PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(curvature, gradient)
    return _counted(judged), {name: round(float(weights[number]), DIGITS) for name, number in place.items()}


def _offsets(documents: Sequence[Sequence[Judged]]) -> Iterator[float]:
    for number, document in enumerate(documents):
        others = _counted(one for place, other in enumerate(documents) if place != number for one in other)
        of_origin = {origin: base(others, origin) for origin in {one.origin for one in document}}
        yield from (of_origin[one.origin] for one in document)


def _counted(judged: Iterable[Judged]) -> dict[Origin, tuple[int, int]]:
    counts: Mapping[Origin, Counter[bool]] = defaultdict(Counter)
    for one in judged:
        counts[one.origin][one.right] += 1
    return {origin: (counts[origin].total(), counts[origin][True]) for origin in sorted(counts)}


def _bands(scored: Sequence[tuple[float, bool]]) -> list[Band]:
    """Bands of at least `_BAND` drafts, from the highest score down; those with one score stay together."""
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, right in scored:
        by_score[score].append(right)
    found: list[Band] = []
    held: list[bool] = []
    for score in sorted(by_score, reverse=True):
        held += by_score[score]
        if len(held) >= _BAND:
            found.append(Band(score, len(held), sum(held)))
            held = []
    if held:
        found.append(Band(0.0, len(held), sum(held)))
    return _pooled(found[::-1])


def _pooled(bands: Iterable[Band]) -> list[Band]:
    """The lowest first. The lowest is pooled where it is small; others where a lower one is as precise."""
    found: list[Band] = []
    for band in bands:
        found.append(band)
        while len(found) > 1 and (found[-2].drafts < _BAND or found[-2].right * found[-1].drafts >= found[-1].right * found[-2].drafts):
            higher, lower = found.pop(), found.pop()
            found.append(Band(lower.least, lower.drafts + higher.drafts, lower.right + higher.right))
    return [Band(0.0, found[0].drafts, found[0].right), *found[1:]]
