"""Talent categories: people to whom a clause says something, by the registry's names, by nouns, and by modifiers before 人才."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.categories.classes import resolve_class
from kg.extraction.categories.known import resolve, resolve_own
from kg.extraction.categories.reading import CLASS, QUOTED, Reading, read
from kg.extraction.proposal import Proposal
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch, stretches
from kg.text.clauses import UNNUMBERED

_ACTED_ON = re.compile(
    r"(?:引进|培养|培训|培育|吸引|支持|鼓励|推荐|选派|奖励|汇聚|集聚|引育|认定|评选|邀请|推进|加强|健全|建立|打造|发放给|对|向|为|给予|将)"
    r"[^，。；：、]{0,12}$"
)
_BEFORE = 16
_RESOLVERS = {CLASS: resolve_class, QUOTED: resolve_own}


def extract(source: DraftSource) -> Iterator[Proposal]:
    """One row a clause and category, at the words that best say what the clause does for these people."""
    best: dict[tuple[str, str], tuple[int, Proposal]] = {}
    for stretch in stretches(source):
        if stretch.clause in UNNUMBERED:
            continue
        for reading in read(stretch, source):
            span = stretch.span(reading.start, reading.end)
            id_ = _RESOLVERS.get(reading.origin, resolve)(source, reading.category, span)
            rank = _rank(stretch, reading)
            if rank > best.get((stretch.clause, id_), (-1,))[0]:
                name = stretch.words[reading.start : reading.end]
                values = {"category": id_, "name": name}
                best[stretch.clause, id_] = rank, Proposal("categories", stretch.clause, span, values, reading.origin)
    for _, proposal in best.values():
        yield proposal


def _rank(stretch: Stretch, reading: Reading) -> int:
    """2 where the words before act on the people, 1 in other text, 0 in a heading."""
    if stretch.heading:
        return 0
    before = stretch.words[max(0, reading.start - _BEFORE) : reading.start]
    return 2 if _ACTED_ON.search(before) else 1
