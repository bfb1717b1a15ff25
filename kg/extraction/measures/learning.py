"""What curated measures teach: which phrases are measures, where one begins, which instrument it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extraction.measures import cues
from kg.extraction.measures.features import measure_features, phrase_features, prior
from kg.extraction.measures.phrases import Phrase, sentences_of_phrases
from kg.extraction.source import DraftSource
from kg.extraction.statistics.linear import LinearModel, Sample, train
from kg.model.records import ProvenFact

IS_MEASURE, BEGINS, INSTRUMENT = "measures.phrase", "measures.begin", "measures.instrument"
"""The names of the models."""


def models(documents: Iterable[tuple[DraftSource, Sequence[ProvenFact]]]) -> Mapping[str, LinearModel]:
    phrases: list[Sample] = []
    begins: list[Sample] = []
    instruments: list[Sample] = []
    for source, facts in documents:
        for clause in source.clauses:
            rows = [fact for fact in facts if fact.kind == "measures" and fact.record.clause == clause]
            sentences = list(sentences_of_phrases(source, clause))
            for sentence in sentences:
                for place, phrase in enumerate(sentence):
                    over = [row for row in rows if _overlap(row, phrase)]
                    features = phrase_features(sentence, place)
                    phrases.append(Sample(features, int(bool(over))))
                    if over:
                        begins.append(Sample(features, int(any(row.evidence.start >= phrase.span[0] for row in over))))
            instruments += _instruments(rows, [phrase for sentence in sentences for phrase in sentence])
    return {
        IS_MEASURE: train(phrases, ("no", "yes")),
        BEGINS: train(begins, ("no", "yes")),
        INSTRUMENT: train(instruments, cues.instruments()),
    }


def _instruments(rows: Iterable[ProvenFact], phrases: Sequence[Phrase]) -> Iterator[Sample]:
    for row in rows:
        if own := [phrase for phrase in phrases if _overlap(row, phrase)]:
            number = cues.instruments().index(row.record.instrument)  # type: ignore[attr-defined]
            yield Sample(measure_features(own), number, prior(own))


def _overlap(row: ProvenFact, phrase: Phrase) -> bool:
    return row.evidence.start < phrase.span[1] and phrase.span[0] < row.evidence.end
