"""Names without quotation marks, by the type that ends them: 青年英才引育计划."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from kg.extraction.programmes.boundaries import name_start
from kg.extraction.programmes.grammar import NameType, alternation, name_types
from kg.extraction.programmes.mention import Named
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch
from kg.model.registry import Place

_FIRM = re.compile("公司|大学(?!生)|学院|委员会|集团|取消|局(?!域)")
_OF_TALENT = re.compile(
    "人才|引才|引智|专家|企业家|学生|教师|教育|职教|招生|学校|劳动|用工|用人|劳务|公共服务|乡贤|名[师医家]|实训|大师|技师|劳模|工匠"
)
"""What a platform or a pool is for that such documents set up as one for the place; others (场景对接平台) are of an ordinary sort."""
_SET_UP = ("defines", "continues")
_BEFORE = 8
_OWN = 8
_AWARDED = re.compile("(?:评选|评定|选树|命名|授予|表彰|选拔)[^，。；：]*$")
_PHRASE = 24
_FIGURE = re.compile("[0-9%]|或|每")
_TYPE = 2
"""The letters of a type's own word: of 举荐制度 it is 制度."""
_GENERIC = {"scheme": 6, "fund": 2, "token": 2, "set_up": 2, "regime": 2, "honour": 1}
"""How long generic words with 人才 must be to be a name: 人才专项资金 is one, 人才计划 is none."""
_SHORT_EVENT = 5
"""Shorter ones (创业大赛) name a sort of event."""


def typed_names(stretch: Stretch, source: DraftSource) -> Iterator[Named]:
    """The names that a type ends. What the type's rule asks for must stand there: a verb, the name of a place."""
    words = stretch.words
    placed = _places(source)
    for kind in name_types():
        if stretch.heading and kind.rule == "regime":
            continue
        for match in kind.words.finditer(words):
            start = name_start(words, match.end(), min(len(match[0]), _TYPE), _GENERIC.get(kind.rule, 0))
            if kind.rule in ("token", "honour"):
                start = _token(words, start, match.start())
            if start is not None and _holds(kind, words, start, match.end(), placed):
                yield Named(start, match.end(), f"programmes.{kind.rule}", None, kind.kind, words[start : match.end()])


def _token(words: str, start: int | None, least: int) -> int:
    """Where the name of a voucher, a card or a title begins: a short name of its own before the type, else the type itself: 算力券."""
    return start if start is not None and least - start <= _OWN and not _FIGURE.search(words[start:least]) else least


def _holds(kind: NameType, words: str, start: int, end: int, placed: re.Pattern[str]) -> bool:
    name = words[start:end]
    if len(name) > 30:
        return False
    match kind.rule:
        case "scheme" | "fund" | "token" | "strategy":
            return True
        case "honour":
            return bool(_AWARDED.search(words[max(0, start - _PHRASE) : start]))
        case "event":
            return len(name) > _SHORT_EVENT
        case "placed":
            return bool(placed.match(name)) and len(name) > 6 and not _FIRM.search(name)
        case "set_up":
            return bool(placed.match(name)) or (bool(_OF_TALENT.search(name)) and _after_verb(words, start))
        case _:
            return _after_verb(words, start)


def _after_verb(words: str, start: int) -> bool:
    return bool(_verbs().search(words[max(0, start - _BEFORE) : start]))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(*_SET_UP)})(?:好|了|一批|首批|一个)?$")


def _places(source: DraftSource) -> re.Pattern[str]:
    names = [cast(Place, entry).name for entry in source.names.registry.entries["place"].values()]
    return _pattern(tuple(sorted(names)))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    short = [re.sub(r"(?:省|市|自治区|县|区)$", "", name) for name in names]
    words = sorted({*names, *short}, key=lambda name: (-len(name), name))
    return re.compile(
        "(?:"
        + "|".join(map(re.escape, filter(lambda name: len(name) > 1, words)))
        + "|中国|国家级?|[省市](?!场|民|县|直|属|区|内|外|委|政)|全[省市](?!重))"
    )
