"""The lines of a text, and what each looks like: a page mark, the end of a sentence, a title, a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.text.quotes import Span, overlaps

NOISE = (
    r"^[ \t\u3000]*(?:[-—－–_·•][ \t\u3000]*)+\d{1,4}[ \t\u3000]*(?:[-—－–_·•][ \t\u3000]*)+$",
    r"^[ \t\u3000]*第[ \t]*\d{1,4}[ \t]*页(?:[ \t]*[/,，共][ \t]*共?[ \t]*\d{1,4}[ \t]*页?)?[ \t]*$",
)
"""Page marks, as `Outline.noise`."""
_NOISE = re.compile("|".join(NOISE))
_LEAD = re.compile(r"[#*>_\s\u3000\ufeff\u200b\u200c\u200d\u2060]*")
_ENDED = re.compile(r"[。！？；!?;…][”’）)』\"\]】〕]*$")
_NOTED = re.compile(r"[（(][^（）()]*[：:。；][^（）()]*[）)]$")
"""A note at the end of a paragraph: （责任单位：市人社局）."""
_INTRODUCES = re.compile(r"[：:][”\"]?$")
_BROKEN = re.compile(r"(?:[第和与及或至、，,（(《“的在按照于对为]|根据|依照|符合|本办法|本条|前款|以及)$")
_DATE = re.compile(
    r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[XxＸ×]+)月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[XxＸ×]+)日)?(?:印发|发布)?[）)]?"
)
_FULL = 20
_BLANKS = " \t\r\f\v\xa0\u2000\u2001\u2002\u2003\u2009\u200a\u3000\ufeff\u200b\u200c\u200d\u2060"


@dataclass(frozen=True)
class Line:
    """A line that is not blank. `start`:`end` holds its words without blanks and marks around them."""

    at: int
    """Where the line begins, with its blanks and marks."""
    head: int
    """Where its first visible letter stands: a mark of Markdown or a word."""
    start: int
    end: int
    words: str
    marks: int
    """How many # of Markdown stand before the words."""
    tabbed: bool
    """Whether tabs stand between or after its words."""

    @cached_property
    def letters(self) -> str:
        """The words without blanks."""
        return re.sub(r"[\s\u3000\xa0]+", "", self.words)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDED.search(self.words) or _NOTED.search(self.words))

    @property
    def introduces(self) -> bool:
        return bool(_INTRODUCES.search(self.words))

    @property
    def broken(self) -> bool:
        """Whether its last word asks for another: the sentence goes on in the next line."""
        return bool(_BROKEN.search(self.words))

    @property
    def long(self) -> bool:
        return len(self.letters) >= _FULL

    @property
    def is_date(self) -> bool:
        return bool(_DATE.fullmatch(self.letters))


def lines_of(text: str, faults: Sequence[Span] = ()) -> list[Line]:
    """The lines of `text` that hold words, without page marks and without those that touch `faults`."""
    return list(_lines(text, faults))


def _lines(text: str, faults: Sequence[Span]) -> Iterator[Line]:
    at = 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        lead = _LEAD.match(text, at, stop)
        assert lead
        start = lead.end()
        words = text[start:stop].rstrip().rstrip("*_ ")
        end = start + len(words)
        if words and not _NOISE.fullmatch(text, at, stop) and not (faults and overlaps((start, end), faults)):
            marks = lead.group()
            head = at + len(marks) - len(marks.lstrip(_BLANKS))
            yield Line(at, head, start, end, words, marks.count("#"), "\t" in text[start:stop])
        at = stop + 1
