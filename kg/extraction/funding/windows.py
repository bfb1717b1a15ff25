"""When the offers of a clause may be applied for: dates, or the words that tell the time of each year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.funding.reading import Reading
from kg.extraction.proposal import Cell
from kg.model.records import Span

_DAY = r"\d{1,2}月(?:\d{1,2}日)?"
_EACH_YEAR = rf"每年(?:的)?{_DAY}(?:(?:至|到|[-—–~～、和])(?:次年)?{_DAY})*(?:底|前|起)?|每年第?[一二三四]季度"
_APPLY = "申报|申请|受理|申领|集中受理"
_TOLD = re.compile(
    rf"(?:{_APPLY})(?:时间|期限|期)?(?:为|是|：|:)?(?:每年)?(?P<after>{_EACH_YEAR})|(?P<before>{_EACH_YEAR})[^，；。]{{0,8}}?(?:{_APPLY})"
)
_DATED = re.compile(rf"(?:{_APPLY})(?:时间|期限|期)?(?:为|是|：|:)?(?=(?:自|从)?20\d\d年)")


@dataclass(frozen=True)
class Window:
    """The columns of an application window, with the words that state them."""

    values: dict[str, Cell] = field(default_factory=dict)
    span: Span | None = None


def window(found: Sequence[Reading]) -> Window:
    """That of the sentences of a clause; empty where they tell none."""
    for reading in found:
        if match := _TOLD.search(reading.words):
            group = "after" if match["after"] else "before"
            return Window({"apply_window": match[group]}, reading.span(*match.span()))
        if match := _DATED.search(reading.words):
            index = reading.around(match.end())
            dates = [one for one in reading.figures if one.kind == "date" and match.end() <= one.start <= reading.segments[index].end]
            if dates:
                last = dates[-1].date if len(dates) > 1 else None
                values: dict[str, Cell] = {"apply_from": dates[0].date, **({"apply_until": last} if last else {})}
                return Window(values, reading.span(match.start(), dates[-1].end))
    return Window()
