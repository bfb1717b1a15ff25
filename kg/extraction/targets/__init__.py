"""Targets: goals of indicators, in sentences and tables of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.indicators.acceptance import goal_rule
from kg.extraction.indicators.claims import claims
from kg.extraction.indicators.coverage import coverages
from kg.extraction.indicators.dating import dated
from kg.extraction.indicators.row import target
from kg.extraction.indicators.table_rows import table_targets
from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource
from kg.extraction.times import is_past
from kg.text.clauses import CONTENTS, LETTER, SIGNATURE

KIND = "targets"


def extract(source: DraftSource) -> Iterable[Proposal]:
    """The goals of each sentence, then those of tables."""
    yield from _of_sentences(source)
    yield from table_targets(source)


def _of_sentences(source: DraftSource) -> Iterator[Proposal]:
    for sentence in source.all_sentences():
        if sentence.clause in (CONTENTS, SIGNATURE, LETTER) or source.clauses[sentence.clause].kind in ("row", "table"):
            continue
        for claim in claims(source, sentence):
            if is_past(source, sentence, claim.span[0]):
                continue
            when = dated(source, sentence, claim)
            if rule := goal_rule(source, sentence, claim, when):
                yield target(source, sentence, claim, when, f"{KIND}.{rule}")
        yield from coverages(source, sentence)
