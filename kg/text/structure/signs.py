"""The signs by which texts number their parts: 第一章, 一、, （一）, 1., （1）, ①, 1.1, A. and the forms they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from kg.text.numerals import chinese_number

Family = Literal[
    "part", "chapter", "section", "cn", "article", "cn-brackets", "dot", "dotted-2", "dotted-3", "dotted-4",
    "brackets", "half", "circle", "cn-circle", "letter", "letter-brackets", "letter-half",
    "small", "small-brackets", "small-half", "roman", "roman-brackets", "small-roman", "small-roman-brackets", "first", "one-is",
]  # fmt: skip
"""What numbers alike, whatever its width, blanks and brackets."""
PRIOR: tuple[Family, ...] = get_args(Family)
"""The usual order of rank, outermost first. Where a text nests its signs in another way, the text is right."""

GREATEST = 199
"""Greater numbers are years, sums and numbers of documents."""
MARKS = r"[#*>_\s\u3000\ufeff\u200b\u200c\u200d\u2060]*"
"""What may stand before a sign: blanks, invisible letters, marks of Markdown."""
_BLANK = r"[ \t\xa0\u2000-\u200b\u3000]"
_CN = "〇○零一二三四五六七八九十百廿卅壹贰叁肆伍陆柒捌玖拾"
_OPEN, _SHUT = r"(（〔\[［【〖〈｟", r")）〕\]］】〗〉｠"
_DIGIT = r"0-9０-９"
_DOT = r"[.．﹒、·]"
_ROMAN = "IVXLⅠ-Ⅻⅰ-ⅻivxl"


def _enclosed() -> dict[str, tuple[Family, int]]:
    """The letters of Unicode that are a number with its bracket, circle or dot."""
    ranges: list[tuple[Family, int, int, int]] = [
        ("circle", 0x2460, 20, 1), ("circle", 0x3251, 15, 21), ("circle", 0x32B1, 15, 36), ("circle", 0x2776, 10, 1),
        ("circle", 0x2780, 10, 1), ("circle", 0x278A, 10, 1), ("circle", 0x24F5, 10, 1), ("circle", 0x24EB, 10, 11),
        ("brackets", 0x2474, 20, 1), ("dot", 0x2488, 20, 1), ("cn-brackets", 0x3220, 10, 1), ("cn-circle", 0x3280, 10, 1),
        ("small-brackets", 0x249C, 26, 1),
    ]  # fmt: skip
    return {chr(first + i): (family, value + i) for family, first, count, value in ranges for i in range(count)}


ENCLOSED = _enclosed()
_SIGN = re.compile(
    rf"""
      第{_BLANK}*(?P<ordinal>[{_CN}{_DIGIT}](?:{_BLANK}*[{_CN}{_DIGIT}]){{0,6}}){_BLANK}*(?P<unit>编|篇|部{_BLANK}*分|章|节|条)(?:{_BLANK}*[、.．：:](?!{_BLANK}*[第{_OPEN}{_CN}{_DIGIT}]))?
    | 其(?P<first>[一二三四五六七八九十]{{1,2}})[、，,：:是]? | (?P<one_is>[一二三四五六七八九十]{{1,2}})[是要](?!否)
    | [{_OPEN}]{_BLANK}*(?P<cn_brackets>[{_CN}]{{1,4}}){_BLANK}*[{_SHUT}]
    | [{_OPEN}]{_BLANK}*(?P<brackets>[{_DIGIT}]{{1,3}}){_BLANK}*[{_SHUT}]
    | [{_OPEN}]{_BLANK}*(?P<letter_brackets>[A-Za-zＡ-Ｚａ-ｚ]|[{_ROMAN}]{{1,5}}){_BLANK}*[{_SHUT}]
    | (?P<cn_half>[{_CN}]{{1,4}}){_BLANK}*[)）]
    | (?P<cn>[{_CN}]{{1,4}}){_BLANK}*(?:[、.．﹒]|(?P<cn_weak>[，,：:]))
    | (?P<cn_blank>[一二三四五六七八九十]{{1,3}}){_BLANK}+
    | (?P<half>[{_DIGIT}]{{1,3}}){_BLANK}*[)）]、?
    | (?P<dotted>[{_DIGIT}]{{1,2}}(?:[.．][{_DIGIT}]{{1,3}}){{1,4}})(?:[.．、]|(?![{_DIGIT}.．]))
    | (?P<dot>[{_DIGIT}]{{1,3}}){_BLANK}*(?:[.．]、|{_DOT}|(?P<dot_weak>[，,：:]))
    | (?P<dot_blank>[{_DIGIT}]{{1,3}}){_BLANK}+
    | (?P<letter>[A-Za-zＡ-Ｚａ-ｚ]|[{_ROMAN}]{{1,5}}){_BLANK}*(?:(?P<letter_half>[)）])、?|[.．、])
    | (?P<enclosed>[{"".join(ENCLOSED)}]){_BLANK}*[.．、]?
    """,
    re.VERBOSE,
)
_UNITS: dict[str, Family] = {"编": "part", "篇": "part", "部": "part", "章": "chapter", "节": "section", "条": "article"}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_ONLY = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


@dataclass(frozen=True)
class Sign:
    """A sign, from `start` to `end`, where its words begin."""

    family: Family
    value: int
    start: int
    end: int
    number: str
    """As the text writes it, without what separates it from its words: 第一章, （一）, 1, ①."""
    weak: bool = False
    """Only a blank, a comma or a colon follows the number: it needs neighbours in its numbering to be believed."""
    path: tuple[int, ...] = ()
    """The numbers of a dotted sign: (1, 2) of 1.2."""


def signs_at(text: str, at: int, end: int) -> Iterator[Sign]:
    """What `text[at:end]` may begin with, the likeliest first. 1.2 is a part of 1, or the first part, called 2; I is a letter or Roman."""
    match = _SIGN.match(text, at, end)
    if match is None:
        return
    words = _after_blanks(text, match.end(), end)
    for family, value, weak, path in _readings(match):
        if 0 < value <= GREATEST:
            yield Sign(family, value, at, words, _number(match), weak, path)
    if match["dotted"]:
        first = re.match(rf"[{_DIGIT}]+", match["dotted"])
        assert first
        stop = at + first.end() + 1
        if 0 < (value := int(first[0])) <= GREATEST:
            yield Sign("dot", value, at, stop, text[at : stop - 1])


def _readings(match: re.Match[str]) -> Iterator[tuple[Family, int, bool, tuple[int, ...]]]:
    groups = match.groupdict()
    if groups["ordinal"]:
        yield _UNITS[groups["unit"][0]], _value(groups["ordinal"]), False, ()
    for group, family, weak in _CHINESE:
        if groups[group]:
            yield family, _value(groups[group]), weak or bool(groups["cn_weak"]), ()
    for group, family, weak in _ARABIC:
        if groups[group]:
            yield family, int(groups[group]), weak or bool(groups["dot_weak"]), ()
    if groups["dotted"]:
        path = tuple(int(part) for part in re.split("[.．]", groups["dotted"]))
        if len(path) <= 4:
            yield _DOTTED[len(path) - 2], path[-1], False, path
    if groups["enclosed"]:
        yield *ENCLOSED[groups["enclosed"]], False, ()
    if letters := groups["letter"] or groups["letter_brackets"]:
        yield from _letters(letters, "-brackets" if groups["letter_brackets"] else "-half" if groups["letter_half"] else "")


_CHINESE: tuple[tuple[str, Family, bool], ...] = (
    ("first", "first", False), ("one_is", "one-is", False), ("cn_brackets", "cn-brackets", False), ("cn_half", "cn-brackets", False),
    ("cn", "cn", False), ("cn_blank", "cn", True),
)  # fmt: skip
_ARABIC: tuple[tuple[str, Family, bool], ...] = (
    ("brackets", "brackets", False), ("half", "half", False), ("dot", "dot", False), ("dot_blank", "dot", True),
)  # fmt: skip
_DOTTED: tuple[Family, ...] = ("dotted-2", "dotted-3", "dotted-4")


def _letters(letters: str, form: str) -> Iterator[tuple[Family, int, bool, tuple[int, ...]]]:
    plain = unicodedata.normalize("NFKC", letters)
    small = plain.islower()
    if len(plain) == 1 and letters.isalpha() and unicodedata.category(letters[0]) != "Nl":
        family = ("small" if small else "letter") + form
        yield family, ord(plain.lower()) - ord("a") + 1, False, ()  # type: ignore[misc]
    if (value := roman(plain)) and form != "-half":
        yield ("small-roman" if small else "roman") + form, value, False, ()  # type: ignore[misc]


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to 89; 0 for other letters."""
    letters = numeral.lower()
    if not letters or not _ROMAN_ONLY.fullmatch(letters) or not (numeral.islower() or numeral.isupper()):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def _value(numeral: str) -> int:
    numeral = re.sub(_BLANK, "", numeral)
    if numeral[0] in "0123456789０１２３４５６７８９":
        return int(numeral) if numeral.isdecimal() else 0
    try:
        return chinese_number(numeral)
    except ValueError:
        return 0


def _number(match: re.Match[str]) -> str:
    return match.group().strip(" \t\xa0\u3000.．﹒·、，,：:") or match.group()


def _after_blanks(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in "*_"):
        at += 1
    return at
