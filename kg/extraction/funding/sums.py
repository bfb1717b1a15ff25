"""Which figures of a sentence are offered, and which are thresholds, results or rates of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction.funding.reading import Reading
from kg.extraction.funding.roles import Role, is_cap, is_of_standards, is_promised, money_role, rate_role
from kg.text.figures import Figure

_DONE = re.compile(
    r"^(?:截至|截止|近[一二两三四五]年来?，|过去|“十(?:[二三]五”期间|[二三四]五”以来))"
    r"|已(?:累计)?(?:发放|兑现|拨付|投入|安排|落实)[^，。]{0,12}?(?:\d|资金|补贴|奖励)(?!.*(?:给予|予以))"
    r"|累计(?:发放|兑现|拨付|投入)(?![^，]*(?:不超过|最高))(?!.*(?:给予|予以))"
)
_IN_A_YEAR = re.compile(r"(?P<year>20\d\d)年(?:以来|度)?[，]?[^，起至]{0,12}(?:投入|发放|兑现|拨付|累计|共)")
_LATER_YEAR = re.compile("(?:第[二三四五]|次|后[一两二三])年(?:租金)?(?:为|按)")
"""A further year of a price: 次年租金为市场价30%，|第三年为|50%."""
_LEAST_SCALE = 1000


@dataclass(frozen=True)
class Sum:
    """A figure that is offered. `segment` is the index of its segment; `role` says by what it is known."""

    figure: Figure
    segment: int
    role: Role

    @property
    def is_rate(self) -> bool:
        return self.figure.kind in ("rate", "points")


def offered(reading: Reading, before: bool = False, year: int | None = None, *, listed: bool = False) -> list[Sum]:
    """The figures of a sentence that are offered, in order; none where it tells what was paid.

    before: whether the sentence before it offers money. year: of the document.
    listed: whether it is an item of a list whose lead names a payment, so that a name and a sum are an offer.
    """
    found: list[Sum] = []
    if _is_done(reading, year):
        return found
    titles = [match.span() for match in re.finditer("《[^》]*》", reading.words)]
    candidates = [one for one in reading.figures if _is_value(one, reading) and not any(a <= one.start < b for a, b in titles)]
    for place, figure in enumerate(candidates):
        index = reading.around(figure.start)
        segment = reading.segments[index]
        if not segment.start <= figure.start < segment.end:
            continue
        role = rate_role(reading, index, figure) if figure.kind in ("rate", "points") else money_role(reading, index, figure)
        if role is None and found and found[-1].role == "discount" and _LATER_YEAR.fullmatch(reading.words, segment.start, figure.start):
            role = "discount"
        if role is None and _follows(reading, candidates, place, found):
            role = "listed"
        follows = listed or (bool(found) and found[-1].role == "cap" and found[-1].segment == index - 1)
        if role is None and is_of_standards(reading, index, figure, follows):
            role = "cap"
        if role is None and (found or before or listed or is_promised(reading, index)) and is_cap(reading, segment, figure):
            role = "cap"
        if role:
            found.append(Sum(figure, index, role))
            found = _listed_before(reading, candidates, place, found)
    return found


def _is_done(reading: Reading, year: int | None) -> bool:
    """Whether the sentence tells of money that was paid: 截至2022年底，已发放补贴3亿元."""
    if _DONE.search(reading.words):
        return True
    told = _IN_A_YEAR.match(reading.words)
    return told is not None and year is not None and int(told["year"]) < year


def _is_value(figure: Figure, reading: Reading) -> bool:
    if figure.kind in ("rate", "points"):
        return figure.unit != "倍"
    if figure.kind == "money":
        return figure.unit == "元"
    if figure.kind != "number" or figure.scale < _LEAST_SCALE or figure.unit:
        return False
    after = reading.words[figure.end : figure.end + 4]
    return not after or re.match(r"[，、；。）（和及]|的?(?:补|奖|资|津|支|经|安|购|生)", after) is not None


def _follows(reading: Reading, candidates: list[Figure], place: int, found: list[Sum]) -> bool:
    """Whether the figure is a further member of a list of what is offered: 5000元、3000元和1500元."""
    if not found or not place or found[-1].figure != candidates[place - 1]:
        return False
    last, this = candidates[place - 1], candidates[place]
    between = reading.words[last.end : this.start]
    after = reading.words[this.end : this.end + 5]
    if (last.kind in ("rate", "points")) != (this.kind in ("rate", "points")):
        return False
    return re.fullmatch(r"(?:/[人月年]+)*(?:、|和|及|与|或|/|以及)[^，；。\d]{0,24}", between) is not None and not re.match(
        "(?:以上)?的企业", after
    )


def _listed_before(reading: Reading, candidates: list[Figure], place: int, found: list[Sum]) -> list[Sum]:
    """Members of a list before its last, whose role only the last one shows: 本科1万元、硕士3万元、博士10万元发放生活补贴."""
    added: list[Sum] = []
    this = found[-1]
    known = {one.figure.start for one in found}
    for earlier in reversed(candidates[:place]):
        between = reading.words[earlier.end : (added[-1].figure if added else this.figure).start]
        alike = (earlier.kind in ("rate", "points")) == this.is_rate
        if earlier.start in known or not alike or not re.fullmatch(r"(?:/[人月年]+)*(?:、|和|及|与|或|/|以及)[^，；。\d]{0,24}", between):
            break
        added.append(Sum(earlier, this.segment, "listed"))
    return [*found[:-1], *reversed(added), this]
