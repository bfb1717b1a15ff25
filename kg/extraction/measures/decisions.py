"""Which phrases make a measure, and which instrument it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.measures.features import is_plainly_a_measure, joined, measure_features, phrase_features, prior
from kg.extraction.measures.learning import BEGINS, INSTRUMENT, IS_MEASURE
from kg.extraction.measures.phrases import Phrase
from kg.extraction.statistics.committed import Statistics
from kg.model.records import Span

_MEASURE, _BEGIN = 0.5, 0.5
"""The least probabilities of a phrase to be part of a measure, and to begin one."""
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
    """An instrument, the words that state it, the rule that says so."""

    instrument: str
    text: str
    origin: str


def runs(sentence: Sequence[Phrase], statistics: Statistics, paid: Sequence[Span]) -> Iterator[Run]:
    """The measures of a sentence. `paid` are the words of offers of money."""
    current: list[Phrase] = []
    certainty = 0.0
    for place, phrase in enumerate(sentence):
        features = phrase_features(sentence, place)
        probable = float(statistics.models[IS_MEASURE].probabilities(features)[1])
        if is_plainly_a_measure(phrase):
            probable = max(probable, _PLAINLY)
        if probable < _MEASURE or any(_covers(span, phrase) for span in paid):
            probable = 0.0
        begins = bool(current) and float(statistics.models[BEGINS].probabilities(features)[1]) >= _BEGIN
        if current and (begins or not probable):
            yield Run(tuple(current), certainty)
            current, certainty = [], 0.0
        if probable:
            current.append(phrase)
            certainty = max(certainty, probable)
    if current:
        yield Run(tuple(current), certainty)


def _covers(span: Span, phrase: Phrase) -> bool:
    common = min(span[1], phrase.span[1]) - max(span[0], phrase.span[0])
    return 2 * common > phrase.span[1] - phrase.span[0]


def decide(run: Run, statistics: Statistics) -> Iterator[Decided]:
    """The most probable instrument, and the second where it is nearly as probable."""
    words = joined(run.phrases)
    model = statistics.models[INSTRUMENT]
    probabilities = model.probabilities(measure_features(run.phrases), prior(run.phrases)) * run.certainty
    order = sorted(range(len(model.labels)), key=lambda number: -probabilities[number])
    best, second = order[:2]
    band = next(name for least, name in _BANDS if probabilities[best] >= least)
    yield Decided(model.labels[best], words, f"measures.{band}")
    if probabilities[second] >= _SECOND:
        yield Decided(model.labels[second], words, "measures.second")
