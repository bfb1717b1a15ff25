"""The administrative divisions of China: names and codes of GB/T 2260, with development zones and former names.

`divisions.csv` has the columns code, name, pinyin (of the short name) and last (the last month in which the code had this name; empty
today). docs/intake.md names its sources.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DIVISIONS = Path(__file__).with_name("divisions.csv")
CHINA = "100000"
_PEOPLES = (
    "鄂温克族|鄂伦春|哈萨克族|"
    "壮族|回族|藏族|维吾尔|苗族|彝族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|"
    "纳西族|景颇族|柯尔克孜|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|德昂族|保安族|裕固族|独龙族|土族|蒙古族|蒙古|各族"
)
_SUFFIX = re.compile(rf"(?:{_PEOPLES})*自治[区州县旗]$|(?:{_PEOPLES})区$|(?:特别行政区|(?<=神农架)林区|地区|特区|省|市|区|县|盟|旗)$")
_ZONE = re.compile(r"7\d$")


@dataclass(frozen=True)
class Division:
    """A place. `level` is `national`, `province`, `city`, `county`, or `zone`: a development zone that GB/T 2260 does not list."""

    code: str
    name: str
    pinyin: str
    last: str = ""
    """The last month (`2018-04`) in which the code had this name; empty for one of today."""

    @property
    def level(self) -> str:
        if self.code == CHINA:
            return "national"
        if self.code.endswith("0000"):
            return "province"
        if self.code.endswith("00"):
            return "city"
        return "zone" if _ZONE.search(self.code) else "county"

    @property
    def short(self) -> str:
        return short_name(self.name)


def short_name(name: str) -> str:
    """The name without what kind of place it is: 太原 for 太原市, 宁夏 for 宁夏回族自治区. 矿区 and 赵县 stay whole."""
    if name == "内蒙古自治区":
        return "内蒙古"
    short = _SUFFIX.sub("", name)
    return short if len(short) > 1 else name


_COUNTRY = Division(CHINA, "中华人民共和国", "zhongguo")


@cache
def _all() -> tuple[Division, ...]:
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return (_COUNTRY, *(Division(**row) for row in csv.DictReader(file)))


@cache
def _by_code() -> dict[str, Division]:
    """The name of today, else the newest."""
    found: dict[str, Division] = {}
    for division in sorted(_all(), key=lambda one: one.last or "9999"):
        found[division.code] = division
    return found


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for division in _all():
        for name in dict.fromkeys((division.name, division.short)):
            found[name].append(division)
    return {name: tuple(divisions) for name, divisions in found.items()}


@cache
def longest_name() -> int:
    return max(map(len, _by_name()))


@cache
def wide_names() -> tuple[str, ...]:
    """The names, whole and short, of the provinces and cities of today."""
    wide = [one for one in _all() if not one.last and one.level in ("province", "city")]
    return tuple(dict.fromkeys(name for one in wide for name in (one.name, one.short)))


def division(code: str) -> Division | None:
    """The place that has or last had this code."""
    return _by_code().get(code)


def divisions_named(name: str) -> tuple[Division, ...]:
    """All that `name`, whole or short, may mean: of today, else former ones; by its whole name, else by the short one. 鼓楼区 are four."""
    found = _by_name().get(name, ())
    today = [one for one in found if not one.last] or list(found)
    whole = [one for one in today if one.name == name]
    return tuple(whole or today)


def divisions_of(province: str) -> Iterator[Division]:
    """The places of today in a province, by its code."""
    yield from (one for one in _all() if not one.last and one.code[:2] == province[:2] and one.code != province)


def parents(code: str) -> Iterator[Division]:
    """The places above, nearest first, up to the country."""
    above = [code[:4] + "00", code[:2] + "0000", CHINA]
    for one in above:
        if one != code and int(one) != int(code) and (found := division(one)) and _rank(found) < _rank_of(code):
            yield found


def _rank(one: Division) -> int:
    return ("national", "province", "city", "county", "zone").index(one.level)


def _rank_of(code: str) -> int:
    return _rank(Division(code, "", ""))


def within(code: str, above: str) -> bool:
    """Whether the first place is the second or lies in it."""
    return code == above or any(one.code == above for one in parents(code))
