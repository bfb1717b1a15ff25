"""Conditions apart from the sentence of their offer: lists (须符合下列条件), whom a document is for (适用于), demands (均须在本市)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.extraction.conditions.phrases import Phrase, phrases
from kg.extraction.conditions.recognition import Found
from kg.extraction.conditions.requirements import requirement
from kg.extraction.conditions.vocabulary import pattern
from kg.extraction.conditions.words import Words, sentences
from kg.extraction.proposal import Draft
from kg.extraction.source import DraftSource

_ONE_OF = "之一"
_AS_WELL = re.compile("以及(?=在|从事|有|具有|具备|入驻|注册|依法|合法|诚信|符合)")
_BY_ITSELF = re.compile("以及|按照?本|为[^，]{2,20}提供")
"""Whom the document itself means, and those who serve them."""
_PREDICATE = re.compile("在|从事|有|具有|具备|聚焦|入驻|注册|登记|依法|合法|诚信|符合|无|未|正常|主要")
"""Words with which what is asked of those begins whom the next phrase names: 适用于|注册在园区内，|从事研发的企业."""
_LEAST_ITEM = 4
"""A shorter part of an item of a list is a label."""
_LONGEST_LABEL = 6
_LEAST_WORDS = 8
"""A shorter sentence below a heading is a heading of its own."""
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
    proper = [offer for offer in offers if _is_proper(source, offer)] or list(offers)
    for path in source.clauses:
        own = list(sentences(source, path))
        for number, sentence in enumerate(own):
            match = pattern("listing").search(sentence.words)
            if match and not pattern("materials").search(sentence.words):
                inline = sentence.behind(match.end())
                items = [*inline, *takewhile(lambda item: not _states(item, proper), own[number + 1 :])]
                below = [item for child in _below(source, path) for item in _of_item(source, child, proper)]
                yield from _items(items + below, _nearest(source, path, proper), alternatives=_ONE_OF in match[0])
                break
            if not _states(sentence, proper):
                yield from _alone(source, path, sentence, proper)


def _is_proper(source: DraftSource, offer: Draft) -> bool:
    """Whether an offer gives something, rather than saying who may apply."""
    if pattern("listing").search(source.words(offer.span)):
        return False
    return offer.kind == "funding" or not _says_who(source, offer.clause)


def _of_item(source: DraftSource, path: str, offers: Sequence[Draft]) -> Iterator[Words]:
    """The sentences of an item of a list: the first unless it states a sum, and those before one that states an offer."""
    said = list(sentences(source, path))
    yield from (one for one in said[:1] if not (_states(one, offers) and "元" in one.words))
    yield from takewhile(lambda item: not _states(item, offers), said[1:])


def _alone(source: DraftSource, path: str, sentence: Words, offers: Sequence[Draft]) -> Iterator[Apart]:
    """The conditions of a sentence without an offer, that is in no list."""
    before = [offer for offer in offers if offer.clause == path]
    if pattern("scope").search(sentence.words):
        yield from _scope(sentence, _following(offers, sentence.offsets[0]))
    elif _says_who(source, path) and len(sentence.words) > _LEAST_WORDS and not pattern("defining").search(sentence.words):
        yield from _items([sentence], _nearest(source, path, offers), alternatives=False)
    elif match := pattern("fitting").search(sentence.words):
        for found in requirement(sentence.words, *match.span(), "must"):
            yield Apart(sentence, found, _nearest(source, path, offers))
    elif before or pattern("applicant").search(sentence.words):
        yield from _musts(sentence, before[-1:] or _nearest(source, path, offers))


def _states(sentence: Words, offers: Sequence[Draft]) -> bool:
    return any(sentence.places(offer.span) for offer in offers)


def _says_who(source: DraftSource, path: str) -> bool:
    """Whether the heading of a clause, or of one above it, is that of those who may apply."""
    clauses = (source.clauses[path], *source.parsed.tree.ancestors(path))
    return any(pattern("heading").search(clause.heading or "") for clause in clauses)


def _items(items: Sequence[Words], offers: Sequence[Draft], alternatives: bool) -> Iterator[Apart]:
    for number, item in enumerate(items, start=1):
        if not pattern("materials").search(item.words):
            for start, end in _chunks(item.words, phrases(item.words)):
                if end - start < _LEAST_ITEM:
                    continue
                for found in requirement(item.words, start, end, "listed"):
                    yield Apart(item, found, offers, number if alternatives else 1)


def _chunks(words: str, parts: Sequence[Phrase]) -> list[tuple[int, int]]:
    """Phrases run together until one with a figure, which is a condition of its own."""
    chunks: list[tuple[int, int]] = []
    fixed = True
    for part in parts:
        figure = bool(_FIGURE.search(part.words))
        if part.words and words[part.end : part.end + 1] in ("：", ":") and len(part.words) <= _LONGEST_LABEL and not figure:
            continue
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
        start += further.end() if (further := _AS_WELL.match(sentence.words[start : part.end])) else 0
        end = _last_of(sentence.words, start, part.end - 1)
        if end < 0 and _PREDICATE.match(sentence.words, start) and "的" in sentence.words[part.end :]:
            end = part.end
        if end > start + 2 and not _BY_ITSELF.match(sentence.words, start):
            for found in requirement(sentence.words, start, end, "scope"):
                yield Apart(sentence, found, offers)


def _last_of(words: str, start: int, end: int) -> int:
    """The last 的 of a stretch that stands in no bracket; -1 where there is none."""
    found = (place for place in range(end - 1, start, -1) if words[place] == "的")
    return next((place for place in found if words.count("（", start, place) == words.count("）", start, place)), -1)


def _musts(sentence: Words, offers: Sequence[Draft]) -> Iterator[Apart]:
    for part in phrases(sentence.words):
        if pattern("demanding").search(part.words) and not pattern("materials").search(part.words):
            for found in requirement(sentence.words, part.start, part.end, "must"):
                yield Apart(sentence, found, offers)


def _below(source: DraftSource, path: str) -> list[str]:
    return [child for child, clause in source.clauses.items() if clause.parent == path]


def _nearest(source: DraftSource, path: str, offers: Sequence[Draft]) -> Sequence[Draft]:
    """Those of the clause itself; else the nearest one of the clauses beside it, of those above, of the document."""
    clause = source.clauses[path]
    place = clause.start
    if own := [offer for offer in offers if offer.clause == path]:
        return own
    if within := [offer for offer in offers if clause.start <= offer.span[0] < clause.end]:
        return within[:1]
    for above in source.parsed.tree.ancestors(path):
        within = [offer for offer in offers if above.start <= offer.span[0] < above.end]
        if within:
            return _following(within, place)
    return _following(offers, place)


def _following(offers: Sequence[Draft], place: int) -> Sequence[Draft]:
    """The first offer behind a place, else the last before it."""
    return [offer for offer in offers if offer.span[0] >= place][:1] or offers[-1:]
