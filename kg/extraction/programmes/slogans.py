"""Quoted words that are the name of nothing: phrases in common use, aims, ways of doing things."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.programmes.grammar import VERBS, alternation, cues

_LIST, _WAY = re.compile("[、—－]"), re.compile("(?:模式|机制)$")
_NAMED_SUFFIX = re.compile("^人才|品牌$|创建活动$|工程$")
"""A phrase in common use may be the name of one of these: “一站式”人才服务平台, “一县一品”劳务品牌."""
_NAMED_AFTER = re.compile(
    r"^(?:等|、|和|与|及|，|。|；|[“\"‘]|[）)]|的?(?:扶持|支持|贴息|入驻)?范围|名单|库|作用|品牌|(?:领军|拔尖)?人才|平台|项目|建设)"
)
_LETTERS = 2


def is_slogan(name: str, suffix: str, before: str) -> bool:
    """Whether a quoted name is none, by itself, by the type after it, or by words right before that never come before names."""
    if _ends("slogan_always").search(before) or _ends("slogan_suffix").search(suffix):
        return True
    if _LIST.search(name) and _WAY.search(suffix):
        return True
    known = name in cues()["slogans"] or bool(_shapes().search(name))
    return known and not _NAMED_SUFFIX.search(suffix)


def is_bare_name(name: str, before: str, after: str) -> bool:
    """Whether a quoted name without a type is one: a verb that things with names follow stands before, and the phrase ends after it."""
    if _begins("slogan_after").match(after) or _ends("slogan_before").search(before):
        return False
    return len(name) > _LETTERS and "、" not in name and bool(_NAMED_AFTER.match(after)) and bool(_verb_near().search(before))


@cache
def _shapes() -> re.Pattern[str]:
    return re.compile("|".join(cues()["slogan_shapes"]))


@cache
def _ends(cue: str) -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(cue)})$")


@cache
def _begins(cue: str) -> re.Pattern[str]:
    return re.compile(f"的?(?:{alternation(cue)})")


@cache
def _verb_near() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(*VERBS)})[^，。；：、]{{0,4}}$")
