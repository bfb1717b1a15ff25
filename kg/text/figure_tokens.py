"""Numbers of a text, each with the unit that follows it. What a list shares, ranges and bounds are read in kg.text.figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.text.figure_units import AFTER, UNIT, UNITS, Bound, FigureKind, bound_after
from kg.text.numerals import ARABIC, CHINESE, DIGITS, FORMAL_DIGITS, MYRIADS, TENS, chinese_number, number, scale

_NUMBER = rf"(?:{ARABIC})|[{CHINESE}]+(?:点[{DIGITS}]+)?"
_MONTH = rf"\d{{1,2}}|[{DIGITS}十]{{1,3}}"
_FIGURE = re.compile(
    rf"""
      (?P<y>(?:19|20)\d\d|[一二][{DIGITS}]{{3}})年 (?: (?P<m>{_MONTH})月 (?: (?P<d>{_MONTH})日 )? )? (?P<year_end>[底末])?
    | (?P<iso>(?:19|20)\d\d (?: -(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))? | (?P<dot>[./-])\d{{1,2}}(?P=dot)\d{{1,2}} )) (?![\d.万亿%])
    | (?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})
    | (?<![\d/.])(?P<numerator>\d{{1,2}})/(?P<denominator>\d{{1,2}})(?![\d/.]|月)
    | (?P<half>一半|半数|折半|减半|对半|半价) | 翻(?P<doubled>[一两二三123])番
    | (?P<one>{ARABIC})[:∶](?P<other>{ARABIC})(?=的?(?:比例|配套|配比|匹配|给予|标准))
    | (?P<tenths>{_NUMBER})成(?!立|果|员|功|长|为|人|本|熟|品|都|年|效|绩|就|分|套|型|份)(?P<tenth>[{DIGITS}](?![{TENS}{MYRIADS}]))?
    | (?P<discount>{_NUMBER})折(?!算|旧|合|扣|叠|返|断)
    | (?P<full>{_NUMBER})?个?半(?P<half_unit>个?月|年|个?学期|天|个?小时)
    | (?P<number>{_NUMBER}) (?P<more>[余多来几])? (?P<scale>[{TENS}]?[{MYRIADS}]+|[{TENS}])? (?P<still_more>[余多来])?
      (?P<unit>%|‰|{UNIT})? (?P<and_half>半(?!数|成|径|价))?
    """,
    re.VERBOSE,
)
_AFTER = re.compile(AFTER)
_QUOTED = re.compile(r"“[^“”元%]{1,12}”")
_NO_FIGURE_AFTER = "数几"
_ONE_OF_A_KIND = "上下每某任同另"
_SCALE_ALONE = re.compile(rf"[{TENS}{MYRIADS}]+")
_CONSECUTIVE = re.compile(rf"([{DIGITS}])([{DIGITS}])([{TENS}{MYRIADS}]*)")
_YEARS = range(1900, 2101)
_HALF = Decimal("0.5")


@dataclass
class Token:
    """A number as written, from `start` to `end`. Its value is `low` to `high`, times `scale`, times `factor`."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    kind: FigureKind = "number"
    unit: str = ""
    scale: int = 1
    factor: Decimal = Decimal(1)
    """What the unit makes of a number: 0.01 for a per cent sign."""
    bound: Bound | None = None
    """The bound that is written inside the number or after it."""
    date: str | None = None
    """ISO 8601; that of the last day for 年底 and 年末."""
    after: int = 0
    """Where the words end that follow the number and bound it; 0 without any."""

    @property
    def next(self) -> int:
        """Where the text goes on after the number and its bound."""
        return self.after or self.end

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def tokens(text: str) -> Iterator[Token]:
    """The numbers of `text`, which is in half width, in order. One in a name in quotation marks is left out."""
    names = [match.span() for match in _QUOTED.finditer(text)]
    at = 0
    while match := _FIGURE.search(text, at):
        token = _token(match)
        at = match.end()
        if token and not _is_name(text, token) and not any(start < token.start < end for start, end in names):
            if text[token.start - 1 : token.start] == "第":
                token.kind = "ordinal"
            else:
                _add_bound(text, token)
            yield token
            at = max(at, token.next)


def _is_name(text: str, token: Token) -> bool:
    """Whether the number is part of another word or vague: A1, 数十, 上一年度."""
    before, written = text[max(0, token.start - 1) : token.start], text[token.start]
    if written in FORMAL_DIGITS and token.end - token.start < 3 and token.kind != "money":
        return True  # 队伍名优
    return bool(before) and (
        (before in _NO_FIGURE_AFTER and not written.isdecimal())
        or (before.isascii() and before.isalpha())
        or (before in _ONE_OF_A_KIND and text[token.start] == "一")
    )


def _token(match: re.Match[str]) -> Token | None:
    for group, read in _READERS.items():
        if match[group] is not None:
            return read(match)
    return None


def _single(match: re.Match[str], value: Decimal, kind: FigureKind, unit: str = "", factor: Decimal = Decimal(1)) -> Token:
    return Token(match.start(), match.end(), value, value, kind, unit, factor=factor)


def _year(match: re.Match[str]) -> Token | None:
    year = _whole(match["y"])
    if year not in _YEARS:
        return None
    parts = [_whole(match[group]) for group in ("m", "d") if match[group]]
    if not parts:
        token = _single(match, Decimal(year), "year", "年")
        if match["year_end"]:
            token.end, token.date = match.start("year_end"), f"{year}-12-31"
        return token
    token = _single(match, Decimal(year), "date")
    token.date = "-".join([str(year), *(f"{part:02}" for part in parts)])
    return token


def _iso_date(match: re.Match[str]) -> Token:
    year, *rest = re.split(r"[-./]", match["iso"])
    token = _single(match, Decimal(year), "date")
    token.date = "-".join([year, *(f"{int(part):02}" for part in rest)])
    return token


def _fraction(match: re.Match[str]) -> Token | None:
    whole, part = number(match["whole"]), number(match["part"])
    return _single(match, part / whole, "rate") if whole else None


def _slash(match: re.Match[str]) -> Token | None:
    numerator, denominator = int(match["numerator"]), int(match["denominator"])
    return _single(match, Decimal(numerator) / denominator, "rate") if 0 < numerator < denominator else None


def _tenths(match: re.Match[str]) -> Token | None:
    extra = Decimal(chinese_number(match["tenth"])) / 10 if match["tenth"] else Decimal(0)
    value = number(match["tenths"]) + extra
    return _single(match, value, "rate", factor=Decimal("0.1")) if value <= 10 else None


def _discount(match: re.Match[str]) -> Token | None:
    value = number(match["discount"])
    return _single(match, value, "rate", factor=Decimal("0.1") if value < 10 else Decimal("0.01")) if 0 < value < 100 else None


def _ratio(match: re.Match[str]) -> Token | None:
    return _single(match, number(match["one"]) / number(match["other"]), "rate") if number(match["other"]) else None


def _doubled(match: re.Match[str]) -> Token:
    return _single(match, Decimal(2) ** {"一": 1, "1": 1, "三": 3, "3": 3}.get(match["doubled"], 2), "rate", "倍")


def _number(match: re.Match[str]) -> Token | None:
    if _is_unit_of_a_table(match):
        return None
    over = _SCALE_ALONE.fullmatch(match["number"]) is not None and match.string[: match.start()].endswith("上")
    written, chinese = match["number"], not match["number"][0].isdigit()
    digits, scale_characters = written, match["scale"] or ""
    if chinese and not scale_characters and (stripped := written.rstrip(MYRIADS)) and not set(stripped) & set(MYRIADS):
        digits, scale_characters = stripped, written[len(stripped) :]
    low = high = number(digits)
    bound: Bound | None = "at_least" if over or match["more"] or match["still_more"] else None
    if "来" in (match["more"], match["still_more"]):
        bound = "about"
    if (two := _CONSECUTIVE.fullmatch(digits)) and _follow(two[1], two[2]):
        low, high, bound = number(two[1] + two[3]), number(two[2] + two[3]), "about"
    token = Token(match.start(), match.end(), low, high, scale=scale(scale_characters), bound=bound)
    unit = match["unit"]
    if unit in ("%", "‰"):
        token.kind, token.factor = "rate", Decimal("0.01" if unit == "%" else "0.001")
    elif unit:
        token.kind, token.unit = UNITS[unit]
        token.factor = Decimal("0.01") if token.kind == "points" else Decimal(1)
        if match["and_half"]:
            token.low, token.high = low + _HALF, high + _HALF
    if match["and_half"] and not unit:
        token.end -= len(match["and_half"])
    if match.start() and match.string[match.start() - 1] in "¥￥" and token.kind == "number":
        token.kind, token.unit = "money", "元"
    return token


def _half_unit(match: re.Match[str]) -> Token:
    unit = match["half_unit"]
    kind, unit = UNITS["个月" if unit == "月" else unit]
    return _single(match, number(match["full"] or "0") + _HALF, kind, unit)


def _whole(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() and numeral.isascii() else chinese_number(numeral)


def _follow(one: str, other: str) -> bool:
    """Whether two digits beside each other mean about: 七八 is 7 to 8, 三五 is 3 to 5."""
    low, high = chinese_number(one), chinese_number(other)
    return high == low + 1 > 1 or (low, high) == (3, 5)


def _is_unit_of_a_table(match: re.Match[str]) -> bool:
    """Whether it is 万元 in （万元）, 万人 in a cell or in 每万人, and no number."""
    alone = match["number"] is not None and _SCALE_ALONE.fullmatch(match["number"]) is not None and "十" not in match["number"]
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return alone and (not before or before in "每（(：:/ 【[" or after.isdigit())


def _add_bound(text: str, token: Token) -> None:
    after = _AFTER.match(text, token.end)
    if token.kind not in ("year", "date") and after and after["after"]:
        token.bound = bound_after(after["after"])
        token.after = after.end()


_READERS: dict[str, Callable[[re.Match[str]], Token | None]] = {
    "y": _year,
    "iso": _iso_date,
    "part": _fraction,
    "denominator": _slash,
    "half": lambda match: _single(match, _HALF, "rate"),
    "doubled": _doubled,
    "one": _ratio,
    "tenths": _tenths,
    "discount": _discount,
    "half_unit": _half_unit,
    "number": _number,
}
