"""Whether the words of a fact's evidence state the values of its row: figures, bounds, periods, dates, names and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kg.errors import shown
from kg.i18n import Message, message
from kg.model.fact import Fact, bounds
from kg.model.fields import Concept, Named, Stated, Written, marker
from kg.text.figure_units import Bound
from kg.text.figures import Figure
from kg.text.quotes import folded
from kg.text.stated import states_date, states_money, states_number, states_rate, states_year

_COMPARATORS: dict[str, Bound] = {"ge": "at_least", "gt": "at_least", "le": "at_most", "lt": "at_most", "approx": "about", "eq": "exact"}
_BOUND_WORDS: dict[Bound, re.Pattern[str]] = {
    "at_least": re.compile("以上|不低于|不少于|不小于|至少|最低|超过|高于|多于|大于|突破|满|起|≥|>"),
    "at_most": re.compile("以下|以内|之内|内|不超过|不高于|不多于|最高|最多|至多|低于|少于|小于|不足|不满|≤|<"),
    "about": re.compile("左右|约|近|上下"),
}
_REACHING = re.compile("提升至|提升到|提高到|提高至|达到|达")
"""Words that set a least level where the value is no number: 学历提升至本科."""
_PERIOD_WORDS = {
    "once": re.compile("一次|首次"),
    "month": re.compile("月"),
    "year": re.compile("年"),
    "person_time": re.compile("人次|每次|每人|元/人"),
    "total": re.compile("总|共|合计|累计|全部|规模|基金"),
}
_SPAN_WORDS = {
    "year": re.compile("每年|年均|年度|当年|年实际|年目标"),
    "period": re.compile("累计|期间|时期|年内|年来|未来|连续|共"),
    "point": re.compile("末|底|年目标|年实际|现有|目前"),
}


@dataclass(frozen=True)
class EvidenceWords:
    """The words that may prove a row. `quoted` is the quote with its context, `around` also the clause, both folded."""

    clause: str
    proof: str
    quoted: str
    around: str
    figures: Sequence[Figure]
    figure_words: Sequence[str]
    """The words of each figure."""

    def told(self) -> Message:
        if not self.figures:
            return message("issues.no_figures_in", words=shown(self.proof))
        pairs = zip(self.figure_words, self.figures, strict=True)
        told = [message("issues.figure", words=words, value=figure.value_text) for words, figure in pairs]
        return message("issues.figures_in", figures=told, words=shown(self.proof))


@dataclass(frozen=True)
class _Column:
    """A field whose value is held against the words, with what it is annotated by."""

    name: str
    stated: Stated | None
    named: Named | None
    written: Written | None
    is_period: bool
    is_span: bool


@cache
def _columns(model: type[Fact]) -> list[_Column]:
    found = (
        _Column(
            name,
            marker(model, name, Stated),
            marker(model, name, Named),
            marker(model, name, Written),
            is_period=marker(model, name, Concept) == Concept("period"),
            is_span=marker(model, name, Concept) == Concept("span"),
        )
        for name in model.model_fields
    )
    return [column for column in found if column.stated or column.named or column.written or column.is_period or column.is_span]


Fault = tuple[str, Message | str, Message]
"""Column, what was found, what was expected."""


def unstated(record: Fact, words: EvidenceWords) -> Iterator[Fault]:
    """The values of `record` that `words` do not state. Columns that the row marks as inferred are not asked."""
    faulty: set[str] = set()
    for column in _columns(type(record)):
        name, value = column.name, getattr(record, column.name)
        if value is None or name in record.inferred:
            continue
        if column.stated and not _states(words.figures, column.stated, value, record):
            faulty.add(name)
            found = message("issues.value.unquoted", value=str(value))
            yield name, found, message(f"issues.expected.figure.{column.stated.as_}", words=words.told())
        if column.named and folded(value) not in words.quoted:
            yield name, shown(value), message("issues.expected.quoted_name", words=shown(words.proof))
        if column.written:
            yield from _unwritten(name, value, column.written, words)
        if column.is_period and value in _PERIOD_WORDS and not _PERIOD_WORDS[value].search(words.around):
            yield name, shown(value), message("issues.expected.period", clause=words.clause, examples=["一次性", "每月", "每年"])
        if column.is_span and value in _SPAN_WORDS and not _SPAN_WORDS[value].search(words.quoted):
            examples = ["每年", "期间", "累计", "年末"]
            yield name, shown(value), message("issues.expected.span", examples=examples, words=shown(words.proof))
    yield from _other_bounds(record, words, faulty)
    yield from _other_comparator(record, words)


def _states(found: Sequence[Figure], stated: Stated, value: Any, record: Fact) -> bool:
    match stated.as_:
        case "money":
            return states_money(found, Decimal(value))
        case "rate":
            return states_rate(found, Decimal(value))
        case "year":
            return states_year(found, int(value))
        case "date":
            return states_date(found, value)
        case "number":
            unit = stated.unit[1:] if stated.unit and stated.unit.startswith("=") else getattr(record, stated.unit or "", None)
            return states_number(found, Decimal(value), unit)


def _unwritten(name: str, value: str, written: Written, words: EvidenceWords) -> Iterator[Fault]:
    if not written.in_order:
        if folded(value) not in words.around:
            yield name, shown(value), message("issues.expected.words_around", clause=words.clause)
        return
    for part in value.split("|"):
        if not _in_order(folded(part), words.around):
            yield name, shown(part), message("issues.expected.characters", clause=words.clause, column=name)


def _in_order(characters: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in characters)


def _other_bounds(record: Fact, words: EvidenceWords, faulty: set[str]) -> Iterator[Fault]:
    """Sums and rates whose minimum and maximum are not those of one figure: 最高50万元 has a maximum only, 50万元 has both."""
    for low, high in bounds(type(record)):
        stated = marker(type(record), low, Stated)
        values = getattr(record, low), getattr(record, high)
        if not stated or stated.as_ not in ("money", "rate") or values == (None, None) or {low, high} & {*faulty, *record.inferred}:
            continue
        kinds = (stated.as_, "number", *(("points",) if stated.as_ == "rate" else ()))
        of_kind = [figure for figure in words.figures if figure.kind in kinds]
        if not any(_same_bounds(figure, *values) for figure in of_kind):
            found = message("issues.found.bounds", low=low, least=_value(values[0]), high=high, most=_value(values[1]))
            yield low, found, message("issues.expected.bounds", figures=list(map(_with_bound, of_kind)))


def _value(value: Decimal | None) -> Message | str:
    return message("issues.empty") if value is None else f"{value.normalize():f}"


def _with_bound(figure: Figure) -> Message:
    return message(f"issues.figure.{figure.bound}", value=figure.value_text)


def _same_bounds(figure: Figure, low: Decimal | None, high: Decimal | None) -> bool:
    return (None if figure.bound == "at_most" else figure.low, None if figure.bound == "at_least" else figure.high) == (low, high)


def _other_comparator(record: Fact, words: EvidenceWords) -> Iterator[Fault]:
    """A comparator that neither the figure of the value nor other words of the evidence state."""
    comparator = getattr(record, "comparator", None)
    if comparator not in _COMPARATORS or "comparator" in record.inferred:
        return
    bound, numbers = _COMPARATORS[comparator], _numbers(record)
    same = [figure for figure in words.figures if numbers and _has_value(figure, numbers)]
    if any(figure.bound == bound or _ends_at(figure, numbers, bound) for figure in same):
        return
    if bound == "at_least" and not numbers and _REACHING.search(words.quoted):
        return
    if bound == "exact":
        if same:
            yield "comparator", shown(comparator), message("issues.expected.bound_of", figures=list(map(_with_bound, same)))
    elif not _BOUND_WORDS[bound].search(words.quoted):
        yield "comparator", shown(comparator), message("issues.expected.bound", words=words.told())


def _ends_at(figure: Figure, numbers: Sequence[Decimal], bound: Bound) -> bool:
    """Whether the numbers are the end of a range that is such a bound: of 16至60周岁, at least 16 and at most 60."""
    end = {"at_least": figure.low, "at_most": figure.high}.get(bound)
    return figure.low != figure.high and end in numbers


def _numbers(record: Fact) -> list[Decimal]:
    values = [getattr(record, name, None) for name in ("value_min", "value_max", "value")]
    return [Decimal(value) for value in values if isinstance(value, Decimal) or (isinstance(value, str) and value.isdigit())]


def _has_value(figure: Figure, numbers: Sequence[Decimal]) -> bool:
    return any(number in (value, value / figure.scale, value * 100) for number in numbers for value in figure.values)
