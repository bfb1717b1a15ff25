"""Signs that a text holds more than one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.intake.pages import Doubt
from kg.text.folding import fold

_NUMBER = re.compile(
    r"^[（(]?[\u4e00-\u9fff]{2,16}\s*[〔\[［（(【]\s*[12]\d{3}\s*[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号[）)]?$", re.MULTILINE
)
_SIGNED = re.compile(
    r"^.{0,40}(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二〇○零一][〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日)(?:\s*印发)?$",
    re.MULTILINE,
)


def other_documents(text: str) -> Iterator[Doubt]:
    """A doubt where another 文号 stands on a line of its own, below the date that a document before it was signed."""
    numbers = list(_NUMBER.finditer(text))
    known = {_plain(number[0]) for number in numbers[:1]}
    for number in numbers[1:]:
        if _plain(number[0]) not in known and _SIGNED.search(text, 0, number.start()):
            known.add(_plain(number[0]))
            yield Doubt(kind="several_documents", start=number.start(), end=number.end(), found=number[0])


def _plain(number: str) -> str:
    return re.sub(r"[\s()第]", "", fold(number))
