"""Conditions apart from the sentence of their offer: lists (须符合下列条件), whom a document is for (适用于), demands (均须在本市)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.conditions.phrases import Phrase, phrases
from kg.extraction.conditions.recognition import Found
from kg.extraction.conditions.requirements import requirement
from kg.extraction.conditions.vocabulary import pattern
from kg.extraction.conditions.words import Words, sentences
from kg.extraction.proposal import Draft
from kg.extraction.source import DraftSource

_ONE_OF = "之一"
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十]+(?:年|人|名|个月)")


@dataclass(frozen=True)
class Apart:
    """A condition, the sentence that states it, the offers for which it holds, and its group."""

    sentence: Words
    found: Found
    offers: Sequence[Draft]
    group: int = 1


def listed(source: DraftSource, offers: Sequence[Draft]) -> Iterator[Apart]:
    """The conditions of the document that no sentence of an offer states. offers: all of it, in the order of the text."""
    if not offers:
        return
    for path, clause in source.clauses.items():
        own = list(sentences(source, path))
        heading = bool(clause.heading and pattern("heading").search(clause.heading))
        for number, sentence in enumerate(own):
            if match := pattern("listing").search(sentence.words):
                items = [*own[number + 1 :], *(one for child in _below(source, path) for one in sentences(source, child))]
                yield from _items(items, _nearest(source, path, offers), alternatives=_ONE_OF in match[0])
                break
            if not any(sentence.places(offer.span) for offer in offers):
                if heading and len(sentence.words) > 8:
                    yield from _items([sentence], _nearest(source, path, offers), alternatives=False)
                elif pattern("scope").search(sentence.words):
                    yield from _scope(sentence, _following(offers, sentence.offsets[0]))
                elif before := [offer for offer in offers if offer.clause == path]:
                    yield from _musts(sentence, before[-1:])


def _items(items: Sequence[Words], offers: Sequence[Draft], alternatives: bool) -> Iterator[Apart]:
    for number, item in enumerate(items, start=1):
        if not pattern("materials").search(item.words):
            for start, end in _chunks(phrases(item.words)):
                for found in requirement(item.words, start, end, "listed"):
                    yield Apart(item, found, offers, number if alternatives else 1)


def _chunks(parts: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Phrases run together until one with a figure, which is a condition of its own."""
    chunks: list[tuple[int, int]] = []
    fixed = True
    for part in parts:
        figure = bool(_FIGURE.search(part.words))
        if fixed or figure:
            chunks.append((part.start, part.end))
        else:
            chunks[-1] = (chunks[-1][0], part.end)
        fixed = figure
    return chunks


def _scope(sentence: Words, offers: Sequence[Draft]) -> Iterator[Apart]:
    match = pattern("scope").search(sentence.words)
    for part in phrases(sentence.words):
        start = max(part.start, match.end() if match else 0)
        end = sentence.words.rfind("的", start, part.end - 1)
        if end > start + 2:
            for found in requirement(sentence.words, start, end, "scope"):
                yield Apart(sentence, found, offers)


def _musts(sentence: Words, offers: Sequence[Draft]) -> Iterator[Apart]:
    for part in phrases(sentence.words):
        if pattern("demanding").search(part.words) and not pattern("materials").search(part.words):
            for found in requirement(sentence.words, part.start, part.end, "must"):
                yield Apart(sentence, found, offers)


def _below(source: DraftSource, path: str) -> list[str]:
    return [child for child, clause in source.clauses.items() if clause.parent == path]


def _nearest(source: DraftSource, path: str, offers: Sequence[Draft]) -> Sequence[Draft]:
    """Those of the clause itself; else the nearest one of the clauses beside it, of those above, of the document."""
    if own := [offer for offer in offers if offer.clause == path]:
        return own
    place = source.clauses[path].start
    for above in source.parsed.tree.ancestors(path):
        within = [offer for offer in offers if above.start <= offer.span[0] < above.end]
        if within:
            return _following(within, place)
    return _following(offers, place)


def _following(offers: Sequence[Draft], place: int) -> Sequence[Draft]:
    """The first offer behind a place, else the last before it."""
    return [offer for offer in offers if offer.span[0] >= place][:1] or offers[-1:]
