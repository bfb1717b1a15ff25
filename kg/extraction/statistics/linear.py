"""A linear model: one weight a feature and label, learnt by stochastic gradient descent (AdaGrad) on the log loss, and averaged.

The scores that cue words give are a prior: weights only move them. So a label that few rows have is found by its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vector: TypeAlias = NDArray[np.float32]
Features: TypeAlias = Mapping[str, float]
"""Feature -> value above 0. They are scaled to the length 1."""
SCALE = 20
"""Weights are kept as whole twentieths."""
_EPOCHS, _RATE, _DECAY, _SEED = 12, 0.3, 0.002, 1


@dataclass(frozen=True)
class Sample:
    """Features of something curated, the number of its label, and the prior scores of all labels."""

    features: Features
    label: int
    prior: Vector | None = None


@dataclass(frozen=True)
class LinearModel:
    """`weights` has a row a feature, in the order of `index`, and a column a label."""

    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: Vector

    def probabilities(self, features: Features, prior: Vector | None = None) -> Vector:
        """One a label; they add up to 1."""
        rows, values = _indexed(features, self.index)
        return _softmax(_scores(self.weights, rows, values, prior))

    def as_json(self) -> dict[str, Any]:
        whole = np.rint(self.weights * SCALE).astype(int)
        return {"labels": list(self.labels), "weights": {name: whole[row].tolist() for name, row in self.index.items()}}

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> LinearModel:
        weights = np.array(list(read["weights"].values()), np.float32).reshape(-1, len(read["labels"])) / np.float32(SCALE)
        return cls(tuple(read["labels"]), {name: row for row, name in enumerate(read["weights"])}, weights.astype(np.float32))


def train(samples: Sequence[Sample], labels: Sequence[str], least: int = 3, most: int = 4000) -> LinearModel:
    """Learn a model. The same samples give the same.

    least: how many samples a feature must have. most: how many features are kept, those of the largest weights in the most samples.
    """
    counts = Counter(name for sample in samples for name in sample.features)
    names = sorted(name for name, count in counts.items() if count >= least)
    index = {name: row for row, name in enumerate(names)}
    weights = _descend([(*_indexed(sample.features, index), sample) for sample in samples], len(names), len(labels))
    matters = np.abs(weights).max(axis=1, initial=0.0) * np.sqrt([counts[name] for name in names])
    kept = sorted(np.argsort(-matters, kind="stable")[:most].tolist())
    rounded = np.rint(weights[kept] * SCALE) / SCALE
    return LinearModel(tuple(labels), {names[row]: place for place, row in enumerate(kept)}, rounded.astype(np.float32))


def _descend(samples: Sequence[tuple[NDArray[np.int32], Vector, Sample]], features: int, labels: int) -> Vector:
    order = np.random.default_rng(_SEED)
    weights = np.zeros((features, labels), np.float32)
    squares = np.full_like(weights, 1e-2)
    total = np.zeros_like(weights)
    for epoch in range(_EPOCHS):
        for number in order.permutation(len(samples)):
            rows, values, sample = samples[number]
            wrong = _softmax(_scores(weights, rows, values, sample.prior))
            wrong[sample.label] -= 1
            gradient = values[:, None] * wrong[None, :] + _DECAY * weights[rows]
            squares[rows] += gradient * gradient
            weights[rows] -= _RATE * gradient / np.sqrt(squares[rows])
        if epoch >= _EPOCHS // 2:
            total += weights
    return (total / np.float32(_EPOCHS - _EPOCHS // 2)).astype(np.float32)


def _indexed(features: Features, index: Mapping[str, int]) -> tuple[NDArray[np.int32], Vector]:
    known = [(row, value) for name, value in features.items() if (row := index.get(name)) is not None]
    values = np.array([value for _, value in known], np.float32)
    length = float(np.sqrt((values * values).sum())) or 1.0
    return np.array([row for row, _ in known], np.int32), values / np.float32(length)


def _scores(weights: Vector, rows: NDArray[np.int32], values: Vector, prior: Vector | None) -> Vector:
    found: Vector = values @ weights[rows]
    return found if prior is None else found + prior


def _softmax(scores: Vector) -> Vector:
    raised = np.exp(scores - scores.max())
    shares: Vector = raised / raised.sum()
    return shares
