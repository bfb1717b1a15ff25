"""Where a name begins that ends at a known place: after a verb, a mark, or the name before it in a list."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.programmes.grammar import VERBS, alternation, cues, name_types

_LONGEST = 34
_MARKS = '，。；：！？\n“”"‘’（）()《》<>,;:!?[]〔〕-•·'
_TALENT = re.compile("人才|引才|英才|招才")
_SORT = re.compile("各类|各级|各项|有关|相关|一批|多种|各")
"""Words that say that a sort of thing is meant and none by its name: 各类人才计划."""
_ABOVE = re.compile("(?:国家级|省级|市级|县级|省部级)?以上")
_COUNTED = re.compile("[0-9]+[个家名所]")
_JOINED = re.compile("[、和及或]")
_PARTICLES = re.compile(r".*(?:[的等]|关于|(?<![加深强优])化(?=我)|对(?!口|接|外)|把|将(?!来)|与(?=[省市国]))")


def name_start(words: str, end: int, type_length: int, talent: int = 0) -> int | None:
    """Where the name begins whose last `type_length` letters before `end` are its type. None where nothing but generic words is left.

    talent: how long generic words must be that are a name where they say 人才, since that is what these documents are about; 0: never.
    """
    floor = max(0, end - _LONGEST)
    begin = next((at + 1 for at in range(end - 1, floor - 1, -1) if words[at] in _MARKS), floor)
    listed = begin + _after_listed(words[begin : end - type_length])
    start = _after_verb(words, listed, end - type_length, talent)
    if start is None:
        return None
    region = words[start : end - type_length]
    if "、" in region and (start == listed or _COUNTED.search(region)):
        start += region.rindex("、") + 1
        region = words[start : end - type_length]
    if particle := _PARTICLES.match(region):
        start += particle.end()
        region = words[start : end - type_length]
    if _ABOVE.match(region):
        return None
    if leading := _leading().match(region):
        if _SORT.search(leading[0]):
            return None
        start += leading.end()
        region = words[start : end - type_length]
    return start if _is_name(region, talent) and _is_name(_JOINED.split(region)[-1], talent or 1) else None


def _is_name(region: str, talent: int) -> bool:
    if len(region) < 2:
        return False
    return not _generic().fullmatch(region) or bool(talent and len(region) >= talent and _TALENT.search(region))


def _after_listed(region: str) -> int:
    """After the last name of a list: 教师能力提升计划、名师工程."""
    found = list(_listed().finditer(region))
    return found[-1].end() if found else 0


def _after_verb(words: str, start: int, end: int, talent: int) -> int | None:
    """After the last verb that leaves a name before `end`; `start` where no verb stands there.

    Verbs that also stand inside names count only where no other does, and the first of them. None where nothing but generic words
    follow a verb that stands in no name: 开展试点.
    """
    within: int | None = None
    for match in reversed(list(_verb().finditer(words, start, end))):
        names = _is_name(words[match.end() : end], talent)
        if match[0] in cues()["within"]:
            within = match.end() if names else within
        else:
            return match.end() if names else within
    return start if within is None else within


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(*VERBS)})")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:[0-9.%]+(?:万|亿)?元?|专栏[0-9]+|第[一二三四五六七八九十]+[章节条]|{alternation('leading')}|[、“\"])+")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('generic', *VERBS)}|[、和及与的0-9.元万]|[一二三四五六七八九十]+个?)*")


@cache
def _listed() -> re.Pattern[str]:
    types = "|".join(one.words.pattern for one in name_types())
    return re.compile(f"(?:{types})(?:等)?(?:、|和|及|与|以及)")
