"""Which phrases make a measure, and which instrument it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.measures.features import is_plainly_a_measure, joined, measure_features, phrase_features, prior
from kg.extraction.measures.learning import BEGINS, INSTRUMENT, IS_MEASURE
from kg.extraction.measures.phrases import Phrase, matches
from kg.extraction.statistics.committed import Statistics
from kg.extraction.statistics.linear import Features, Vector
from kg.model.records import Span

_MEASURE, _BEGIN = 0.5, 0.5
"""The least probabilities of a phrase to be part of a measure, and to begin one."""
_ALIKE, _ALIKE_ENOUGH = 0.6, 0.4
"""How much it weighs, for the beginning of a measure, that its words mean another instrument; and which likeness weighs nothing."""
_PLAINLY = 0.7
"""The least probability of a phrase that is plainly a measure."""
_SECOND = 0.3
"""The least probability of a second instrument: a row more is right often enough to be worth it."""
_BANDS = ((0.75, "high"), (0.5, "middle"), (0.0, "low"))


@dataclass(frozen=True)
class Run:
    """Phrases of one measure. `certainty` is the probability that the surest of them is part of a measure."""

    phrases: tuple[Phrase, ...]
    certainty: float


@dataclass(frozen=True)
class Decided:
    """An instrument, the words that state it, the rule that says so, and how probable it is."""

    instrument: str
    text: str
    origin: str
    score: float | None = None


def runs(sentence: Sequence[Phrase], statistics: Statistics, paid: Sequence[Span]) -> Iterator[Run]:
    """The measures of a sentence. `paid` are the words of offers of money."""
    current: list[Phrase] = []
    certainty, free = 0.0, 0
    for place, phrase in enumerate(sentence):
        features = phrase_features(sentence, place)
        probable = 0.0 if any(_covers(span, phrase) for span in paid) else _is_measure(phrase, features, statistics)
        if current and (probable < _MEASURE or (_orders(current) and _begins(current, phrase, features, statistics))):
            if _orders(current):
                yield Run(tuple(current), certainty)
            current, certainty, free = [], 0.0, place
        if probable >= _MEASURE:
            current = current or _recipients_before(sentence, free, place, paid)
            current.append(phrase)
            certainty = max(certainty, probable)
    if _orders(current):
        yield Run(tuple(current), certainty)


def _orders(phrases: Sequence[Phrase]) -> bool:
    """Whether more is said than of whom, of what and on which condition (…的)."""
    return (
        bool(phrases)
        and not phrases[-1].words.endswith("的")
        and any(not matches("setting", phrase.words) or is_plainly_a_measure(phrase) for phrase in phrases)
    )


def _is_measure(phrase: Phrase, features: Features, statistics: Statistics) -> float:
    if phrase.heading_words:
        return 0.0
    probable = float(statistics.models[IS_MEASURE].probabilities(features)[1])
    if is_plainly_a_measure(phrase):
        return max(probable, _PLAINLY)
    return 0.0 if matches("procedure", phrase.words) else probable


def _begins(current: Sequence[Phrase], phrase: Phrase, features: Features, statistics: Statistics) -> bool:
    """Whether a phrase begins a measure of its own: the more easily, the less its words mean the instrument of those before."""
    before, own = (_instruments(phrases, statistics) for phrases in (current, [phrase]))
    alike = float(np.sqrt(before * own).sum())
    least = _BEGIN + _ALIKE * (alike - _ALIKE_ENOUGH)
    return float(statistics.models[BEGINS].probabilities(features)[1]) >= least


def _instruments(phrases: Sequence[Phrase], statistics: Statistics) -> Vector:
    return statistics.models[INSTRUMENT].probabilities(measure_features(phrases), prior(phrases))


def _recipients_before(sentence: Sequence[Phrase], free: int, place: int, paid: Sequence[Span]) -> list[Phrase]:
    """The phrases right before, from `free` on, that say whom a measure is for: 对新引进的博士，…"""
    start = place
    while start > free and matches("recipient", sentence[start - 1].words) and not any(_covers(span, sentence[start - 1]) for span in paid):
        start -= 1
    return list(sentence[start:place])


def _covers(span: Span, phrase: Phrase) -> bool:
    common = min(span[1], phrase.span[1]) - max(span[0], phrase.span[0])
    return 2 * common > phrase.span[1] - phrase.span[0]


def decide(run: Run, statistics: Statistics) -> Iterator[Decided]:
    """The most probable instrument, and the second where it is nearly as probable."""
    words, labels = joined(run.phrases), statistics.models[INSTRUMENT].labels
    probabilities = _instruments(run.phrases, statistics) * run.certainty
    best, second = sorted(range(len(labels)), key=lambda number: -probabilities[number])[:2]
    band = next(name for least, name in _BANDS if probabilities[best] >= least)
    yield Decided(labels[best], words, f"measures.{band}", float(probabilities[best]))
    if probabilities[second] >= _SECOND:
        yield Decided(labels[second], words, "measures.second", float(probabilities[second]))
