"""Which conditions of a sentence hold for which of its offers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.conditions.phrases import Phrase, phrases
from kg.extraction.conditions.recognition import Found, alternatives
from kg.extraction.conditions.requirements import Setting, requirements
from kg.extraction.conditions.vocabulary import pattern
from kg.extraction.conditions.words import Words
from kg.extraction.proposal import Draft

_SUM = re.compile(r"\d(?:余|多)?[万亿]*元|\d%|[一二三四五六七八九十百千万]+元|[\d一二三四五六七八九]折")

_LEVELS = re.compile("的((?:国家|自治区|[省市区县部])级?(?:、(?:国家|自治区|[省市区县部])级?)+)")


_OF_A_PERSON = ("age", "degree", "title")
"""Kinds by which the members of a list of recipients differ; other words before the first hold for all."""


@dataclass(frozen=True)
class Placed:
    """An offer, and the characters of a sentence that state it."""

    draft: Draft
    start: int
    end: int


@dataclass(frozen=True)
class Held:
    """A condition of an offer. group: conditions of one number hold together, others are alternatives."""

    offer: Draft
    found: Found
    group: int


def placed(sentence: Words, offers: Sequence[Draft]) -> list[Placed]:
    """The offers whose words stand in the sentence."""
    return [Placed(draft, *span) for draft in offers if (span := sentence.places(draft.span))]


def held(sentence: Words, offers: Sequence[Placed]) -> Iterator[Held]:
    """The conditions of each offer of a sentence."""
    parts = phrases(sentence.words)
    inherited: list[Found] = []
    for unit in _units(sentence.words, parts, offers):
        first = parts[unit.parts[0]]
        found = [one for number in unit.parts for one in _conditions(parts, number, unit.offers)]
        if first.subjectless:
            found = [*inherited, *found]
        else:
            inherited = found
        asked = _asked(unit.offers)
        for place, offer in enumerate(asked):
            anchor = _anchor(offer, parts)
            part = next(part for part in parts if part.start <= anchor < part.end)
            mine = [one for one in found if one.start < part.end or _trails(one, offer, parts)]
            mine = [one for one in mine if not _of_another(one, offer, asked, sentence.words)]
            shares = [_share(one, place, asked, sentence.words) for one in _own_degree(mine, part, offer)]
            yield from _grouped(offer.draft, _once(shares), sentence.words)


def _asked(offers: Sequence[Placed]) -> list[Placed]:
    """The offers without measures whose words state a sum too: the conditions are those of the sum."""
    sums = [offer for offer in offers if offer.draft.kind == "funding"]
    return [offer for offer in offers if offer in sums or not any(one.start < offer.end and offer.start < one.end for one in sums)]


def _of_another(one: Found, offer: Placed, offers: Sequence[Placed], words: str) -> bool:
    """Whether its words name whom another of the offers is for, and not this one: 40岁以下博士, of the offer to 硕士."""
    stated = words[one.start : one.value_end]
    own = _recipient(offer)
    told = one.kind in _OF_A_PERSON and bool(own) and stated not in own
    return told and any(stated in _recipient(other) and own not in _recipient(other) for other in offers)


def _recipient(offer: Placed) -> str:
    return str(getattr(offer.draft.fact.record, "recipient", None) or "")


def _own_degree(found: Sequence[Found], part: Phrase, offer: Placed) -> list[Found]:
    """Of 博士每月1500元、硕士每月800元 the degree that stands last before the sum, and no other."""
    single = [one for one in found if one.kind == "degree" and len(one.values) == 1]
    nearest = [one for one in single if part.start <= one.start < min(part.end, offer.end)][-1:]
    return [one for one in found if one not in single or not nearest or one in nearest]


def _trails(one: Found, offer: Placed, parts: Sequence[Phrase]) -> bool:
    """Whether a condition behind what is given still holds for it: 须…, a figure that bounds, another recipient of the same offer."""
    part = next(part for part in parts if part.start <= one.start < part.end)
    bounded = one.comparator in ("ge", "le") or one.kind == "hire_mode"
    return bounded or bool(pattern("trailing").match(part.words)) or (part.head and one.start < offer.end)


def _once(found: Sequence[Found]) -> list[Found]:
    """Of conditions that say the same, the last: the nearest to what is given."""
    last = {(one.kind, one.value): one for one in found}
    return [one for one in found if last[one.kind, one.value] is one and (one.origin != "other.eligible" or len(last) == 1)]


@dataclass(frozen=True)
class _Unit:
    """Phrases that belong together: who receives, and what. parts: their numbers."""

    parts: list[int]
    offers: list[Placed]


def _units(words: str, parts: Sequence[Phrase], offers: Sequence[Placed]) -> Iterator[_Unit]:
    """A unit ends where an offer has ended and a phrase says anew who receives something, and at a semicolon."""
    unit = _Unit([], [])
    for number, part in enumerate(parts):
        ended = bool(unit.offers) and all(offer.end <= part.start for offer in unit.offers)
        if unit.parts and ((ended and part.head) or words[part.start - 1] in "；;"):
            if unit.offers:
                yield unit
            unit = _Unit([], [])
        unit.parts.append(number)
        unit.offers.extend(offer for offer in offers if part.start <= _anchor(offer, parts) < part.end)
    if unit.offers:
        yield unit


def _anchor(offer: Placed, parts: Sequence[Phrase]) -> int:
    """A character of the phrase that says what is given: the first with the sum, else with a word of giving, of offering, else the last."""
    within = [part for part in parts if part.start < offer.end and offer.start < part.end]
    money = offer.draft.kind == "funding"
    giving = [part for part in within if pattern("giving").search(part.words)]
    offering = [part for part in within if pattern("offering").search(part.words)]
    sums = [part for part in within if money and _SUM.search(part.words)]
    stating = [part for part in sums if part in giving] or sums or giving or offering
    return max(stating[0].start, offer.start) if stating else offer.end - 1


def _conditions(parts: Sequence[Phrase], number: int, offers: Sequence[Placed]) -> Iterator[Found]:
    part = parts[number]
    following = parts[number + 1] if number + 1 < len(parts) else None
    stated = any(offer.start < part.end and part.start < offer.end for offer in offers)
    offered = stated and bool(pattern("giving", "offering").search(part.words))
    money = any(offer.draft.kind == "funding" for offer in offers)
    yield from requirements(part, Setting(following, offered, money))


def _share(one: Found, place: int, offers: Sequence[Placed], words: str) -> Found:
    """Of a list that is given 分别, the member of this offer: a value, or the level behind 新认定的."""
    if len(offers) < 2 or "分别" not in words[one.value_end :]:
        return one
    if len(one.values) == len(offers):
        return one.only(one.values[place])
    levels = _LEVELS.match(words, one.value_end)
    members = levels[1].split("、") if levels else []
    return one.only(f"{one.value}的{members[place]}") if len(members) == len(offers) else one


def _grouped(offer: Draft, found: Sequence[Found], words: str) -> Iterator[Held]:
    """Each alternative is a group, with all that is no alternative."""
    either = [(one, other) for one in found for other in found if alternatives(words, one, other)]
    members: list[Found | None] = [*dict.fromkeys(one for pair in either for one in pair)] or [None]
    for group, member in enumerate(members, start=1):
        for one in found:
            if one is member or (one not in members and (group == 1 or one.origin != "other.eligible")):
                yield Held(offer, one, group)
