"""Members of a list of sums, each with the name or tier of the same place: 市级、省级、国家级基地分别给予10万元、20万元、50万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.funding.noun_phrases import Parties, Place
from kg.extraction.funding.vocabulary import any_of, words

_SEPARATOR = re.compile(r"、|和|及|与|或|以及|或者|(?<=”)(?=“)")
_TIER = any_of(words("tiers"))
_BETWEEN = r"(?:、|和|及|与|或|以及|或者)"
_INTRODUCED = re.compile(r"(?:取得|认定为|评为|获评|入选|列入|升级为|创建为|晋升为|获得|获|为|的)(?=.)")
_AFTER_TIERS = re.compile(r"^(?:别)?(?:认定的|评定的|的)?")
_REST = re.compile(r"(?:(?<![一二三四五特])等(?![奖级次]).*|的.*|奖项.*|[两三四五六\d]个?等次|[两三四五六\d]个[^个]*)$")
_LETTER = re.compile("[A-Z一二三甲乙丙金银铜]")
_SUM = re.compile(r"\d[^、]*[元%]")
_SINGLE = re.compile("[A-Z一二三四五甲乙丙]类?|[A-Z一二三四五甲乙丙][档级等]")


@dataclass(frozen=True)
class Member:
    """One of a list. Places in the words of the sentence; `tier` as written."""

    name: Place | None = None
    tier: str | None = None
    rest: Place | None = None
    """The noun that tiers share."""


def member(text: str, place: Place, count: int, index: int) -> Member | None:
    """The `index`-th of `count` names or tiers within `place`; None where there are not so many."""
    run = re.compile(rf"(?:{_TIER})(?:{_BETWEEN}(?:{_TIER})){{{count - 1}}}")
    if match := run.search(text, *place):
        tiers = re.findall(_TIER, match[0])
        after = _AFTER_TIERS.match(text[match.end() : place[1]])
        start = match.end() + (after.end() if after else 0)
        rest = text[start : place[1]].rstrip("的")
        return Member(None, tiers[index], (start, start + len(rest)) if rest else None)
    for begin in _beginnings(text, place):
        parts = _split(text, (begin, place[1]))
        if len(parts) != count or any(_SUM.search(text[slice(*part)]) for part in parts):
            continue
        start, end = parts[index]
        if index == count - 1 and (tail := _REST.search(text[start:end])):
            end = start + tail.start()
        if any(_LETTER.fullmatch(text[slice(*part)]) for part in parts[:-1]) and (letter := _LETTER.match(text[start:end])):
            return Member(None, letter[0])
        return Member((start, end)) if start < end else None
    return None


def paired(text: str, found: Parties, beside: Sequence[Place], count: int, index: int) -> tuple[Parties, str | None]:
    """Whom and what for of one member of a list, with its tier. `beside` are further phrases that may name them: 按照博士、硕士学历."""
    for kind in ("recipient", "purpose"):
        place: Place | None = getattr(found, kind)
        if place and (one := member(text, place, count, index)):
            if one.tier:
                whom = one.rest or found.recipient
                return Parties(whom, found.purpose if kind == "recipient" or not one.rest else None), one.tier
            return (Parties(one.name, found.purpose) if kind == "recipient" else Parties(found.recipient, one.name)), None
    for place in beside:
        if one := member(text, place, count, index):
            if one.name and _SINGLE.fullmatch(text[slice(*one.name)]):
                return found, text[slice(*one.name)]
            return Parties(one.name or found.recipient, found.purpose), one.tier
    return found, None


def _beginnings(text: str, place: Place) -> list[int]:
    """Where a list may begin in a phrase: after words that introduce it, the last ones first, else at its own beginning."""
    return [match.end() for match in reversed(list(_INTRODUCED.finditer(text, *place)))] + [place[0]]


def _split(text: str, place: Place) -> list[Place]:
    parts, begin = [], place[0]
    quoted = [match.span() for match in re.finditer("“[^”]*”", text)]
    for match in _SEPARATOR.finditer(text, *place):
        if any(a < match.start() < b for a, b in quoted if b - a > 1 and match.start() != b):
            continue
        parts.append((begin, match.start()))
        begin = match.end()
    return [one for one in [*parts, (begin, place[1])] if one[0] < one[1]]
