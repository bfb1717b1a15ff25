"""Baselines: results already reached, in sentences and tables of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.indicators.claim import Claim
from kg.extraction.indicators.claims import claims
from kg.extraction.indicators.dating import Dated, dated
from kg.extraction.indicators.measured import is_fraction
from kg.extraction.indicators.row import baseline
from kg.extraction.indicators.table_rows import table_baselines
from kg.extraction.proposal import Proposal
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import is_past, tells_achievements
from kg.text.clauses import CONTENTS, LETTER, SIGNATURE

KIND = "baselines"


def extract(source: DraftSource) -> Iterable[Proposal]:
    """The results of each sentence, then those of tables."""
    yield from _of_sentences(source)
    yield from table_baselines(source)


def _of_sentences(source: DraftSource) -> Iterator[Proposal]:
    for sentence in source.all_sentences():
        if sentence.clause in (CONTENTS, SIGNATURE, LETTER) or source.clauses[sentence.clause].kind in ("row", "table"):
            continue
        for claim in claims(source, sentence):
            when = dated(source, sentence, claim)
            if rule := _rule(source, sentence, claim, when):
                yield baseline(source, sentence, claim, when, f"{KIND}.{rule}")
                if claim.before is not None:
                    start = _start_of(claim)
                    yield baseline(source, sentence, start, dated(source, sentence, start), f"{KIND}.start")


def _rule(source: DraftSource, sentence: Sentence, claim: Claim, when: Dated) -> str | None:
    if is_fraction(source, claim.figure):
        return None
    past = when.frame is not None and when.frame.past and when.near and is_past(source, sentence, claim.span[0])
    if claim.figure.kind == "ordinal":
        ranked = "排名" in source.words(claim.phrase) and (past or tells_achievements(source, sentence.clause))
        return "rank" if ranked else None
    if tells_achievements(source, sentence.clause):
        return f"{claim.rule}_{'dated' if past else 'in_results'}"
    return f"{claim.rule}_past" if past else None


def _start_of(claim: Claim) -> Claim:
    """The value from which something rose, as a claim of its own."""
    assert claim.before is not None
    return Claim(claim.rule, claim.span, claim.name, claim.before, claim.phrase, claim.verb)
