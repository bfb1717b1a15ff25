"""Names in quotation marks: with a type after or inside them, or after a verb that things with names follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.programmes.boundaries import name_start
from kg.extraction.programmes.grammar import VERBS, alternation
from kg.extraction.programmes.mention import Named
from kg.extraction.programmes.quoted_types import kind_after, kind_inside, suffix_at
from kg.extraction.programmes.slogans import is_bare_name, is_slogan
from kg.extraction.stretches import Stretch

_QUOTED = re.compile(r"[“‘](?P<name>[^“”\"‘’。；《》\n]{1,40})[”’]|\"(?P<straight>[^“”\"‘’，,：。；《》\n]{1,40})\"")
"""Straight marks do not say which opens: a name between them holds no comma, so that a lone one does not turn all that follow."""
_NEIGHBOUR_BEFORE = re.compile(r"[“\"‘][^“”\"‘’]{1,24}[”\"’](?:[、和与及]|以及)?$")
_NEIGHBOUR_AFTER = re.compile(r"(?:[、和与及]|以及)?[“\"‘][^“”\"‘’]{1,24}[”\"’]")
_NUMBER = re.compile(r"(?:[（(]?[一二三四五六七八九十0-9]+[）).、．]?)?")
_NUMBERS = re.compile(r"[0-9A-Za-z+＋×]+")
_NUMBERED = re.compile(r"的?[\u4e00-\u9fff]{0,8}?(?:服务|体系|模式|机制|格局)")
_PRODUCT = re.compile(r"[\u4e00-\u9fff]{2,6}(?:贷|券|卡|保|奖)")
_JOINED = re.compile("[和与及、]")
_LEVEL = re.compile(r"(?:国家级?|全国|自治区级?|省级?|市级?|全[省市])$")
_BUILT = "建设"
_NEAR, _SHORT = 80, 10


def quoted_names(stretch: Stretch) -> Iterator[Named]:
    """The quoted names of a stretch. Neighbours without a mark between them (“A”“B”) are judged by the words around all of them."""
    words = stretch.words
    for match in _QUOTED.finditer(words):
        if products := _products(_name(match)):
            at = match.start() + 1
            for product in products:
                start = words.index(product, at)
                yield _named(words, start, start + len(product), "quoted_inside", product, kind_inside(product))
        elif found := _read(stretch, match):
            yield found


def _name(match: re.Match[str]) -> str:
    return match["name"] or match["straight"]


def _read(stretch: Stretch, match: re.Match[str]) -> Named | None:
    words, name, (start, end) = stretch.words, _name(match), match.span()
    before = _without(_NEIGHBOUR_BEFORE, words[max(0, start - _NEAR) : start])
    suffix = suffix_at(words, end) or _of_numbers(name, words, end)
    if is_slogan(name, suffix, before):
        return None
    kind = kind_inside(name)
    if suffix:
        of_suffix = kind if kind and suffix == _BUILT else kind_after(suffix)
        return _named(words, _start(words, start), end + len(suffix), "quoted_type", name, of_suffix)
    if stretch.heading and _NUMBER.fullmatch(before) and len(name) <= _SHORT:
        return _named(words, start, end, "quoted_heading", name, kind)
    if kind:
        return _named(words, _start(words, start), end, "quoted_inside", name, kind)
    if is_bare_name(name, before, _without(_NEIGHBOUR_AFTER, words[end : end + _NEAR])):
        return _named(words, start, end, "quoted_verb", name, None)
    return None


def _named(words: str, start: int, end: int, rule: str, inner: str, kind: str | None) -> Named:
    return Named(start, end, f"programmes.{rule}", None, kind or "policy", words[start:end], (inner,))


def _products(name: str) -> list[str]:
    """The products of a list within one pair of quotation marks: “云才贷、研发贷”."""
    parts = name.split("、")
    return parts if len(parts) > 1 and all(_PRODUCT.fullmatch(part) for part in parts) else []


def _of_numbers(name: str, words: str, end: int) -> str:
    """What follows a name of numbers: “310”联办服务."""
    found = _NUMBERED.match(words, end) if _NUMBERS.fullmatch(name) else None
    return found[0] if found else ""


def _without(neighbour: re.Pattern[str], words: str) -> str:
    """The words beside a quoted name, those of its neighbours in a list left out."""
    while match := neighbour.search(words) if neighbour is _NEIGHBOUR_BEFORE else neighbour.match(words):
        words = words[: match.start()] + words[match.end() :]
    return words


def _start(words: str, quote: int) -> int:
    """Where a name begins that goes on in quotation marks: with a level (省“百鹭计划”), or the words between a verb and the mark."""
    if _verb_end().search(words[max(0, quote - 6) : quote]):
        return quote
    start = name_start(words, quote, 0)
    near = start is not None and quote - start <= _SHORT and not _JOINED.search(words[start:quote])
    if start is not None and near and _verb_end().search(words[max(0, start - 6) : start]):
        return start
    level = _LEVEL.search(words, max(0, quote - 8), quote)
    return level.start() if level else quote


@cache
def _verb_end() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(*VERBS)})$")
