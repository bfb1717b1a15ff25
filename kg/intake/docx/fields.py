"""Fields: what Word shows of them is their result, never their code (ECMA-376 part 1, 17.16). A table of contents is no body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.intake.docx.names import number, switch, w
from kg.intake.docx.symbols import UNKNOWN, circled, symbol

if TYPE_CHECKING:
    from lxml import etree

_FRACTION = re.compile(r"\s*EQ\s*\\f\s*\(\s*([^(),，]+?)\s*[,，]\s*([^(),，]+?)\s*\)\s*$", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(?:0x([0-9a-f]{1,5})|(\d{1,6}))(?:.*\\f\s*\"?([^\"\\]+))?", re.IGNORECASE)
_DRAWN = re.compile(r"\s*(EQ|SYMBOL|AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b", re.IGNORECASE)
"""Fields that Word draws by their code, and keeps no result of."""
_CONTENTS = re.compile(r"\s*(TOC|TOA|INDEX)\b", re.IGNORECASE)


@dataclass
class _Field:
    begin: etree._Element
    code: str = ""
    in_result: bool = False


class Fields:
    """The fields that are open where a story is read. Fields without an end are none; `story` is the part."""

    def __init__(self, story: etree._Element) -> None:
        self._open: list[_Field] = []
        self._whole = _whole_fields(story)

    @property
    def hides(self) -> bool:
        """Whether what follows is the code of a field, not its result."""
        return any(not field.in_result for field in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether what follows stands in a table of contents or an index."""
        return any(_CONTENTS.match(field.code) for field in self._open)

    def instruct(self, text: str) -> None:
        """Read a part of the code of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code += text

    def mark(self, element: etree._Element) -> str:
        """Read `w:fldChar`; what a field shows that has no result: a circled character, a box to tick, a choice; UNKNOWN for a number."""
        if element not in self._whole:
            return ""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._open.append(_Field(element))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            field = self._open.pop()
            return _of_form(field.begin) if field.in_result else _drawn(field.code) or _of_form(field.begin)
        return ""


def is_contents(code: str) -> bool:
    """Whether the code of a field makes a table of contents or an index."""
    return bool(_CONTENTS.match(code))


def _drawn(code: str) -> str:
    if match := _FRACTION.match(code):
        return f"{match[1]}/{match[2]}"
    if match := _SYMBOL.match(code):
        return symbol(match[1] or f"{int(match[2]):x}", (match[3] or "").strip())
    return circled(code) or (UNKNOWN if _DRAWN.match(code) else "")


def _of_form(begin: etree._Element) -> str:
    """The state of a field of a form: ☑ or ☐, or the entry that was chosen."""
    data = begin.find(w("ffData"))
    if data is None:
        return ""
    box, choice = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        ticked = switch(box, "checked")
        return "☑" if (switch(box, "default") if ticked is None else ticked) else "☐"
    if choice is None:
        return ""
    entries = [entry.get(w("val")) or "" for entry in choice.findall(w("listEntry"))]
    chosen = number(choice, "result") or number(choice, "default") or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _whole_fields(story: etree._Element) -> set[etree._Element]:
    """The marks of fields that have a beginning and an end. The elements are kept, so that each stays the same object."""
    whole: set[etree._Element] = set()
    pending: list[list[etree._Element]] = []
    for mark in story.iter(w("fldChar")):
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            pending.append([mark])
        elif pending:
            pending[-1].append(mark)
            if kind == "end":
                whole.update(pending.pop())
    return whole
