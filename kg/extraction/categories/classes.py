"""Classes of talent by letters, which each place gives its own meaning: A类人才, A、B、C类, A—F类高层次人才."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from kg.extraction.categories.known import own_scheme
from kg.extraction.source import DraftSource
from kg.extraction.stretches import Stretch
from kg.model.records import Span
from kg.model.registry import Category, Place, Scheme

_LETTERS = re.compile(
    r"(?<![A-Za-z])(?P<letters>[A-K]类?(?:[、和及/或]?(?:[-—－–~～至到])?[A-KS]类?){0,9}|S(?:[、/][A-K]){1,9})"
    r"(?P<sort>[一二三四五六七八九]?(?:个)?[类档])(?P<people>(?:高层次|高端|急需紧缺|紧缺)?人才)?"
)
_NOT_PEOPLE = re.compile(r"企业|机构|项目|岗位|社区|园区|医院|学校|高校|课程|奖|平台|团队|区域|地区|城市|建筑|证|标准|资质|学科")
_OF_OTHERS = re.compile(r"(?:国家|自治区|全省|省)(?:级)?$")
_RANGE = re.compile(r"([A-K])类?[-—－–~～至到]([A-K])")
_PEOPLE = "人才"
_SENTENCE_ENDS = "。；\n"


def read_classes(stretch: Stretch) -> Iterator[tuple[int, int, str]]:
    """Start, end and letter of each class of people that the words name; 自治区A—E类 are another place's."""
    for match in _LETTERS.finditer(stretch.words):
        if _OF_OTHERS.search(stretch.words, max(0, match.start() - 4), match.start()):
            continue
        if not match["people"] and not _of_people(stretch.words, *match.span()):
            continue
        for letter in _letters(match["letters"]):
            yield match.start(), match.end(), letter


def resolve_class(source: DraftSource, letter: str, span: Span) -> str:
    """The id of the place's class of this letter: of its own scheme in the registry, else proposed with such a scheme."""
    registry = source.names.registry
    for id_, entry in registry.entries["category"].items():
        category = cast(Category, entry)
        scheme = registry.entries["scheme"].get(category.scheme)
        if scheme and cast(Scheme, scheme).place == source.place and f"{letter}类" in category.name and "—" not in category.name:
            return id_
    place = cast(Place, registry.entries["place"][source.place]).name
    id_ = f"{source.place}-class-{letter.lower()}"
    row = {"id": id_, "scheme": own_scheme(source, span), "name": f"{place}{letter}类人才", "source": source.names.source}
    return source.names.propose("category", id_, row, span)


def _letters(words: str) -> list[str]:
    found: list[str] = []
    for first, last in _RANGE.findall(words):
        found += [chr(code) for code in range(ord(first), ord(last) + 1)]
    return list(dict.fromkeys([*found, *re.findall(r"[A-KS]", words)]))


def _of_people(words: str, start: int, end: int) -> bool:
    """Whether a class without 人才 behind it stands in a sentence on people, and not before another noun."""
    if _NOT_PEOPLE.match(words, end):
        return False
    begins = max(words.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    ends = min((at for mark in _SENTENCE_ENDS if (at := words.find(mark, end)) >= 0), default=len(words))
    return _PEOPLE in words[begins:ends]
