"""Claims on the size of what is done, within its name: 打造10个以上、总面积不低于100万平方米的社区, 组建规模不低于10亿元的基金."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.indicators.claim import Claim
from kg.extraction.indicators.naming import act_at_end, begin_of_name, end_of_stem, name_after
from kg.extraction.indicators.vocabulary import words
from kg.extraction.vocabulary import any_of
from kg.model.records import Span
from kg.text.figures import Figure

_BOUND_AFTER = re.compile(r"(?:余|多)?(?:及?以上|及?以下|左右)?")
_CHOSEN = re.compile(r"(?P<verb>作为|建成)(?P<name>[^，。；]{2,30})$")
_BETWEEN = re.compile(r"\s*(?:、|和|且|并)?\s*")


def totals(text: str, phrase: Span, figures: Sequence[Figure]) -> Iterator[Claim]:
    """The claims of a phrase in which one thing of a size, or some things of a size together, are made."""
    sized, counted = figures[-1], figures[0] if len(figures) == 2 else None
    if len(figures) > 2 or (counted and counted.kind != "count"):
        return
    head = (_after(text, counted) if counted else phrase[0], sized.start)
    size = _size().search(text, *head)
    after = _after(text, sized)
    name = name_after(text, (after + 1, phrase[1])) if text.startswith("的", after) else None
    if not size or not name:
        return
    acts = (phrase[0], end_of_stem(text, (phrase[0], counted.start)).end if counted else size.start())
    verb = act_at_end(text, acts)
    if not verb or (counted and not _BETWEEN.fullmatch(text, head[0], size.start())):
        return
    span = (acts[1] - len(verb), name[1])
    if counted:
        yield Claim("act", span, name, counted, phrase, verb)
    if size["together"] or not counted:
        yield Claim("total", span, size.span("size"), sized, phrase, verb, of=name)


def total_behind(text: str, phrase: Span, figures: Sequence[Figure], last: Claim | None) -> list[Claim]:
    """The size of what the phrase before has made: 建设9个社区，总面积1.8万平方米; 选择东区作为核心区，总面积超8000平方米."""
    if len(figures) != 1 or not (size := _size().match(text, phrase[0], figures[0].start)) or not size["together"]:
        return []
    after = _after(text, figures[0])
    made = _made_before(text, phrase[0], last)
    if after < phrase[1] or not made:
        return []
    return [Claim("total", (phrase[0], after), size.span("size"), figures[0], phrase, made[0], of=made[1])]


def _made_before(text: str, end: int, last: Claim | None) -> tuple[str, Span] | None:
    """The verb and the thing of the phrase that ends before `end`."""
    start = max(text.rfind(mark, 0, end - 1) for mark in "，,；;。：:\n") + 1
    if last and last.phrase[0] <= start < last.phrase[1] and last.verb:
        return last.verb, last.name
    match = _CHOSEN.search(text, start, end - 1)
    name = begin_of_name(text, (start, end - 1))
    if match:
        return match["verb"], match.span("name")
    return (name.verb, (name.start, name.end)) if name.verb and name.start < name.end else None


@cache
def _size() -> re.Pattern[str]:
    together, alone, bounds = any_of(words("together")), any_of(words("size")), any_of(words("reach"))
    return re.compile(rf"(?P<size>(?P<together>{together})|{alone})(?:{bounds}|约|近|超|逾)?$")


def _after(text: str, figure: Figure) -> int:
    match = _BOUND_AFTER.match(text, figure.end)
    return match.end() if match else figure.end
