"""Reading figures: 5—10万元, 二十余万元, 不低于70%, 三成, 八五折, 1.2万人以上, 2018年3月, 三年, 45周岁以下."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kg.text.figure_tokens import Token, tokens
from kg.text.figure_units import LONGEST_BOUND, Bound, FigureKind, bound_before
from kg.text.numerals import half_width

_SPACED_DIGITS = re.compile(
    r"(?<![\d.])\d(?: \d){2,}(?= ?(?:年|[万亿元%名人家个项]))|(?<!\d)(?:20|19|2|1)(?: ?\d){2,3}(?= ?年)"
    r"|(?<![\d.] )(?<![\d.])\d{1,3}(?: \d{3})+(?=[万亿元])"
)
_SPACE = re.compile(r"(?<![\d\s])\s+|\s+(?![\d\s])")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_RANGE = re.compile(r"[-—–－~～]+|至|到")
_JOINT = re.compile(r"[-—–－~～、，,至到和或及与/]+")


@dataclass(frozen=True)
class Figure:
    """A figure in a text, from `start` to `end` of it.

    `low` and `high` are in the base unit: yuan for money, a fraction for a rate (80% is 0.8, 五倍 is 5) and for percentage points,
    else the unit as written without 百, 千, 万, 亿. They differ in a range. `bound` says whether the value is exact, a bound, or
    about. A date has its year in `low` and `high`, and its ISO 8601 form in `date`: 2018-03, 2018-03-01.
    """

    start: int
    end: int
    kind: FigureKind
    low: Decimal
    high: Decimal
    unit: str = ""
    bound: Bound = "exact"
    scale: int = 1
    """The factor of 百, 千, 万, 亿 before the unit: 10.104万人 is 101,040 with the scale 10,000."""
    date: str | None = None

    @property
    def values(self) -> tuple[Decimal, ...]:
        return (self.low,) if self.low == self.high else (self.low, self.high)

    @property
    def value_text(self) -> str:
        """The value with its unit: 500000 元, 0.5, 5..10 名, 2018-03."""
        value = self.date if self.date and self.kind == "date" else "..".join(f"{value.normalize():f}" for value in self.values)
        return f"{value} {self.unit}" if self.unit else value

    def __str__(self) -> str:
        sign = {"exact": "", "at_least": ">=", "at_most": "<=", "about": "~"}[self.bound]
        implied = (self.kind, self.unit) in (("money", "元"), ("year", "年"))
        value = self.value_text.removesuffix(f" {self.unit}") if implied else self.value_text
        return f"{self.kind} {sign}{value}"


def figures(words: str) -> list[Figure]:
    """All figures of `words`, in order.

    In a range or list the last unit and scale apply to all members: 5—10万元 is 50,000 to 100,000 yuan. White space between two
    digits separates figures (table cells); elsewhere it is ignored, because scans insert it. A number in Chinese characters is a
    figure only with a unit, or after 第. Numbers in names in quotation marks (“千人计划”) are none.

    >>> [str(figure) for figure in figures("分别给予30万、20万、10万元，最高不超过实际投入的50%")]
    ['money 300000', 'money 200000', 'money 100000', 'rate <=0.5']
    """
    text, offsets = _compact(words)
    found = list(tokens(text))
    _share_units(text, found)
    found = [token for token in found if token.kind != "number" or text[token.start].isdigit()]
    _set_bounds(text, found)
    return [_figure(token, offsets) for token in _ranges(text, found)]


def _compact(words: str) -> tuple[str, Sequence[int]]:
    """`words` in half width without what a scan inserts, with the place of each character in `words`."""
    text = half_width(words)
    dropped = {place for place, character in enumerate(text) if character in _INVISIBLE}
    for match in _SPACE.finditer(text):
        dropped.update(range(*match.span()))
    for match in _SPACED_DIGITS.finditer(text):
        dropped.update(place for place in range(*match.span()) if text[place].isspace())
    kept = [place for place in range(len(text)) if place not in dropped]
    return "".join(text[place] for place in kept), kept


def _share_units(text: str, found: Sequence[Token]) -> None:
    """Give members of a list or range without a unit that of the next member."""
    for following, token in pairwise(reversed(found)):
        if token.kind != "number" or not _JOINT.fullmatch(text, token.next, following.start) or following.kind == "date":
            continue
        if following.kind == "year" and not (token.scale == 1 and 1900 <= token.low <= 2100):
            continue
        token.kind, token.unit, token.factor = following.kind, following.unit, following.factor
        if token.scale == 1:
            token.scale = following.scale


def _set_bounds(text: str, found: Sequence[Token]) -> None:
    """Bounds that words before a number set. In a list that of the first member applies to all."""
    before: Bound | None = None
    for place, token in enumerate(found):
        joined = place > 0 and _JOINT.fullmatch(text, found[place - 1].next, token.start) is not None
        own = bound_before(text[max(0, token.start - LONGEST_BOUND) : token.start])
        if own and token.kind == "duration" and text[token.start - 1] in "近前":
            own = None  # 近三年 is the last three years, 学前三年 the three before school
        before = own or (before if joined else None)
        token.bound = token.bound or before


def _ranges(text: str, found: Sequence[Token]) -> list[Token]:
    """Each two that a dash, 至 or 到 connects are one."""
    merged: list[Token] = []
    for token in found:
        last = merged[-1] if merged else None
        if (
            last
            and not last.is_range
            and (last.kind, last.unit, last.date) == (token.kind, token.unit, token.date)
            and _RANGE.fullmatch(text, last.next, token.start)
            and last.low * last.scale * last.factor < token.high * token.scale * token.factor
        ):
            low = last.low * last.scale * last.factor / (token.scale * token.factor)
            merged[-1] = Token(
                last.start, token.end, low, token.high, token.kind, token.unit, token.scale, token.factor, token.bound or last.bound
            )
        else:
            merged.append(token)
    return merged


def _figure(token: Token, offsets: Sequence[int]) -> Figure:
    factor = token.scale * token.factor
    start, end = offsets[token.start], offsets[token.end - 1] + 1
    return Figure(
        start, end, token.kind, token.low * factor, token.high * factor, token.unit, token.bound or "exact", token.scale, token.date
    )
