"""Other documents that a head names: on which it is based, which it repeals or replaces, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.intake.head.lines import NUMBER
from kg.intake.head.validity import unique_span

_TITLED = re.compile(rf"《(?P<title>(?:[^《》]|《[^》]*》)+)》(?:\s*[（(](?P<number>{NUMBER.pattern})[^）)]*[）)])?")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|为(?:进一步)?(?:深入|全面)?(?:贯彻|落实|推进|推动|执行)|贯彻落实|落实)[^。\n]{0,600}")
_REPEALED = re.compile(r"(?:同时|相应|即行|予以|自行)?(?:废止|失效|停止执行|不再执行|停止施行)")
_REPLACED = re.compile(r"(?:代替|替代|取代|以本[^，。]{1,8}为准)")
_PREAMBLE = 1500
_LONGEST_SENTENCE = 400


@dataclass(frozen=True)
class Related:
    """Another document as the text names it, at `start`:`end` the words that relate it."""

    title: str
    number: str | None
    start: int
    end: int


def read_relations(text: str, title: str) -> dict[str, tuple[Related, ...]]:
    """`based_on` (of the opening words), `repeals`, `replaces`."""
    return {
        "based_on": tuple(_once_each(_in_sentences(text[:_PREAMBLE], _BASIS), title)),
        "repeals": tuple(_once_each(_before(text, _REPEALED), title)),
        "replaces": tuple(_once_each(_before(text, _REPLACED), title)),
    }


def _in_sentences(text: str, opening: re.Pattern[str]) -> Iterator[Related]:
    for sentence in opening.finditer(text):
        for match in _TITLED.finditer(text, *sentence.span()):
            if not re.search(r"现将|印发|制定", text[sentence.start() : match.start()]):
                yield _related(match, match.start(), match.end())


def _before(text: str, verb: re.Pattern[str]) -> Iterator[Related]:
    """The documents that the sentence names before the verb."""
    for match in verb.finditer(text):
        near = max(0, match.start() - _LONGEST_SENTENCE)
        start = max(near, *(text.rfind(mark, near, match.start()) + 1 for mark in "。\n；"))
        for named in _TITLED.finditer(text, start, match.start()):
            span = unique_span(text, (named.start(), match.end())) or (named.start(), match.end())
            yield _related(named, *span)


def _related(match: re.Match[str], start: int, end: int) -> Related:
    number = re.sub(r"\s", "", match["number"]) if match["number"] else None
    return Related(re.sub(r"\s", "", match["title"]), number, start, end)


def _once_each(found: Iterator[Related], own: str) -> Iterator[Related]:
    seen = {own}
    for related in found:
        if related.title not in seen:
            seen.add(related.title)
            yield related
