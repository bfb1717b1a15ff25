"""Classes of platforms that authorities recognise, one entry a level: 国家级、省级技能大师工作室 are two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from kg.extraction.programmes.grammar import platform_classes
from kg.extraction.programmes.known import NATION
from kg.extraction.programmes.mention import Named
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch
from kg.model.registry import Place, Programme

_LEVEL = r"(?:国家|自治区|省部|省|市|县|区)(?:级)?"
_LEVELS = re.compile(
    rf"(?P<levels>{_LEVEL}(?:(?:、|和|或|及|以及){_LEVEL})*)(?P<above>[（(]?(?:及)?以上[）)]?)?(?:[一二三四]级)?(?:认定)?的?$"
)
_WORDS = {"国家": "national", "自治区": "province", "省部": "above", "省": "province", "市": "city", "县": "county", "区": "county"}
_BETWEEN = re.compile(r"^(?:[、和及与或]|以及)$")
_MADE = re.compile(
    r"(?:建|设|立|创办|认定|布局|依托|发挥|抓好|提升|扶持|支持|获批|新增|培育|入驻|以|对|完善|等|推进|组建|加入|打造|壮大)(?:的|好|了|一批|[0-9]+[个家]|[一-龥]{0,3}级|"
    r"[^，。；：、]{0,10}[、和及])?$"
)
"""What is made of a class, or done for it. A class that is only named beside others (高校、科研院所、重点实验室) is no entry."""
_OF_A_FIRM = re.compile(r"(?:大学|学院|公司|集团|科学院|研究所|[\u4e00-\u9fff]与[\u4e00-\u9fff]{2,12})$")


def platforms(stretch: Stretch, source: DraftSource) -> Iterator[Named]:
    """Each level of each class named. A level before a list holds for the whole list; without one it is the class itself."""
    levels: list[str] = []
    end = -1
    for match, name in _classes(stretch.words):
        joined = 0 <= end <= match.start() and _BETWEEN.match(stretch.words[end : match.start()])
        own = _LEVELS.search(stretch.words, max(0, match.start() - 24), match.start())
        if own:
            levels = [] if own["above"] else [_WORDS[word] for word in re.findall("国家|自治区|省部|省|市|县|区", own["levels"])]
        elif not joined:
            levels = []
        if not own and not joined and _OF_A_FIRM.search(stretch.words, max(0, match.start() - 16), match.start()):
            continue
        if not own and not joined and not _MADE.search(stretch.words[max(0, match.start() - 18) : match.start()]):
            continue
        end = match.end()
        places = [place for level in levels if (place := _place(source, level))]
        for place in (*places,) or (None,):
            origin = "programmes.platform_level" if place else "programmes.platform_class"
            yield _named(source, match, name, place, origin)


def _named(source: DraftSource, match: re.Match[str], name: str, place: str | None, origin: str) -> Named:
    owner = place or NATION
    names = _names(source, name, place)
    for one in names:
        for entry in source.names.find("programme", one):
            if cast(Programme, entry).owner == owner:
                return Named(*match.span(), origin, cast(Programme, entry).id, shared=True)
    return Named(*match.span(), origin, None, "platform", names[0], tuple(names[1:]), owner, shared=True)


def _names(source: DraftSource, name: str, place: str | None) -> list[str]:
    if place is None:
        return [name]
    if place == NATION:
        return [f"国家级{name}", f"国家{name}"]
    entry = cast(Place, source.names.registry.entries["place"][place])
    word = {"province": "自治区级" if entry.name.endswith("自治区") else "省级", "city": "市级"}.get(entry.level, "县级")
    return [f"{entry.name}{name}", f"{word}{name}"]


def _place(source: DraftSource, level: str) -> str | None:
    """The place of this level that the document's place is, or lies in."""
    if level == "national":
        return NATION
    for code in source.names.registry.around(source.place):
        place = source.names.registry.place(code)
        if place and place.level == level:
            return code
    return None


def _classes(words: str) -> Iterator[tuple[re.Match[str], str]]:
    """The classes named, in order; where two overlap, the first and longest."""
    found = [(match, entry.name) for entry in platform_classes() for match in entry.words.finditer(words)]
    end = -1
    for match, name in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() >= end:
            end = match.end()
            yield match, name
