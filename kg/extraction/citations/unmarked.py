"""Documents named without 《》: by their number, or as an outline, a standard or a regulation that is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.citations.words import words
from kg.extraction.documents.titles import WrittenTitle, titles
from kg.extraction.vocabulary import any_of
from kg.intake.head.lines import NUMBER
from kg.model.records import Span
from kg.text.quotes import overlaps

_CUE = r"(?:根据|按照|依据|依照|遵照|贯彻落实|落实|贯彻|执行)"
_OUTLINE = re.compile(
    rf"{_CUE}(?P<title>[^，。；：《》（）()、]{{2,36}}?(?:行动纲要|规划纲要|国家标准))(?=及|和|与|要求|精神|$|[，。；、（])"
)
_TITLED_NUMBER = re.compile(
    rf"(?:{_CUE}|和|与|、|及)\s*(?P<title>[^，。；：《》（）()、]{{4,60}}?(?:{{endings}}))\s*[（(]\s*(?P<number>{NUMBER.pattern})[^（）()]*[）)]"
)
_BARE_NUMBER = re.compile(rf"{_CUE}(?P<number>{NUMBER.pattern})(?:文件|文)?")

_REGULATION = re.compile(
    rf"{_CUE}(?:[^。；：]{{0,40}}?[和与及、])?"
    r"(?P<title>(?:中华人民共和国|[^，,。；：《》（）()、“”\"和与及本我该]{2,6}(?:省|市|州|县|自治区))[^，,。；：《》（）()、“”\"和与及]{3,30}?条例)"
    r"(?=及|和|与|等|规定|要求|精神|$|[，,。；、（])"
)
"""A regulation by its place and name: 云泽市人才促进条例."""


def unmarked(text: str, span: Span) -> Iterator[tuple[str, WrittenTitle]]:
    """The rule and the document, for each that stands outside 《》. Without a title, `words` is an empty span."""
    taken: list[Span] = [title.span for title in titles(text, span)]
    for rule, pattern in (("number", _titled_number()), ("bare_number", _BARE_NUMBER), ("outline", _OUTLINE), ("regulation", _REGULATION)):
        for match in pattern.finditer(text, *span):
            groups = match.groupdict()
            begins = match.start("title" if "title" in groups else "number")
            found = (begins, match.end())
            if overlaps(found, taken):
                continue
            taken.append(found)
            title = match.span("title") if "title" in groups else (begins, begins)
            yield rule, WrittenTitle(found, title, match.span("number") if "number" in groups else None)


def _titled_number() -> re.Pattern[str]:
    return re.compile(_TITLED_NUMBER.pattern.replace("{endings}", any_of(words()["documents"])))
