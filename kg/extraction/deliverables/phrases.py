"""Titles without 《》 of documents that are to be drawn up: 制定技能人才培养专项规划, 实施细则另行制定."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.documents.planning import DRAW_UP
from kg.extraction.documents.titles import titles
from kg.extraction.sentences import members, phrases
from kg.extraction.vocabulary import any_of, word_file
from kg.model.records import Span
from kg.text.quotes import overlaps

_OWN = re.compile(
    r"本(?:规划|办法|意见|方案|措施|细则|规定|通知|计划|条例|政策|指南|指引|清单|目录)|如下|以下|此|该|的|以|各类|[、，；)）]"
)
_AFTER = r"(?=$|[和与及或并、，；。（(“”\"]|支持|引导|明确|加强|加大|对|为|以|鼓励|规范|推动|推进|落实|供|要求|予以|加以)"
_JOINED = r"(?:[和与及或、]|(?=[“\"]))"
_QUOTED = re.compile(r"[“\"]([^”\"]{2,20})[”\"]")


@dataclass(frozen=True)
class Planned:
    """`rule` found it, `span` says it, `title` is its title, `verb` where the verb begins."""

    rule: str
    span: Span
    title: Span
    verb: int


def words() -> dict[str, Any]:
    """The lists of `words.yaml`."""
    return word_file(Path(__file__).with_name("words.yaml"))


@cache
def _verbs() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """The rule, its verbs, and what the title of its documents ends with."""
    set_up = any_of(words()["set_up_verbs"])
    return (
        ("made_known", re.compile(r"(?:征集并|动态|定期|每年|分类|适时)*(?:发布|公布)"), _ending("made_known")),
        ("set_up", re.compile(f"(?:{set_up})(?:并?(?:完善|动态更新|发布))?"), _ending("set_up")),
        ("drawn_up", re.compile(DRAW_UP), _ending("documents")),
    )


@cache
def _ending(name: str) -> re.Pattern[str]:
    ends = any_of(words()[name])
    return re.compile(rf"(?P<first>[^，；。]*?(?:{ends})[”\"]?){_AFTER}(?P<more>(?:{_JOINED}[^，；。]{{0,24}}?(?:{ends})[”\"]?{_AFTER})*)")


@cache
def _passive() -> re.Pattern[str]:
    ends = any_of(words()["documents"])
    return re.compile(
        rf"(?P<title>(?:具体|有关|相关|配套|实施|申报|认定|评选|操作|申领|申请|管理)[^，；。：的]{{0,16}}?(?:{ends}))(?:由[^，；。：]{{2,40}}?)?(?P<verb>另行制定|另行发布|另行印发|另行公布|负责制定|研究制定|制定)(?!的)"
    )


def planned_in(text: str, sentence: Span) -> Iterator[Planned]:
    """What the sentence says will be drawn up, titles in 《》 left out."""
    named = [title.span for title in titles(text, sentence)]
    for phrase in phrases(text, sentence):
        if overlaps(phrase, named):
            continue
        if match := _passive().search(text, *phrase):
            yield Planned("passive", match.span(), match.span("title"), match.start("verb"))
            continue
        yield from _active(text, phrase)


def _active(text: str, phrase: Span) -> Iterator[Planned]:
    at = phrase[0]
    for rule, verbs, ending in _verbs():
        for verb in verbs.finditer(text, at, phrase[1]):
            begins = _title_begins(text, (verb.end(), phrase[1]))
            found = ending.match(text, begins, phrase[1])
            if not found or _OWN.match(text, begins, phrase[1]) or "《" in found.group() or found.end() - begins < 2:
                continue
            for title in _divided(text, found.span()):
                yield Planned(rule, (verb.start(), found.end()), title, verb.start())
            return


def _title_begins(text: str, span: Span) -> int:
    match = re.compile(rf"(?:{any_of(words()['not_title'])}|\s)*").match(text, *span)
    return match.end() if match else span[0]


def _divided(text: str, title: Span) -> list[Span]:
    """Titles in quotation marks of their own are several; others stay one as it stands."""
    quoted = list(_QUOTED.finditer(text, *title))
    apart = "".join(text[slice(*part)] for part in members(text, title, "和与、及"))
    if len(quoted) > 1 and "".join(match.group() for match in quoted) == apart:
        return [match.span(1) for match in quoted]
    return [title]
