"""Printed lines become paragraphs: where one ends and the next begins, by indents, by how full lines are, and by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.intake.layout.margins import Setting
from kg.intake.page_content import Line, character_width

_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,6}[编章节条款部]|[（(][一二三四五六七八九十百\d]{1,4}[）)]|[一二三四五六七八九十]{1,4}、"
    r"|\d{1,3}(?:[.．、](?!\d)|\.\d{1,2}(?:\.\d{1,2})*(?=[^\d.%％万亿元个名倍]))|[①-⑳⒈-⒛㈠-㈩]|附件?\s*\d{0,2}[:：]|专栏\s*\d"
)
"""What begins a numbered part or an annex."""
_NOT_FIRST = "，。、；：？！）》〉】〕”’…—％%,.;:?!)]}·"
_NOT_LAST = "（《〈【〔“‘([{"
_WIDE_LATIN = 0.12
"""Ems by which a character of a Latin word may be wider than half an em."""
_ENDS = "。；：！？;:!?…"
_LEADER = re.compile(r"(?:[.．…·・⋯]\s*){4,}\s*[-—(（]?\d*[)）]?[-—]?\s*$")
"""The dots and the page number of a line of a table of contents."""
_OWN_LINE = re.compile(
    r"[（(〔\[—]|.{0,12}[〔\[［(（]\s*\d{4}\s*[〕\]］)）].{0,3}\d+\s*号$|[\d〇○零一二三四五六七八九十]{4}\s*年.{0,12}[日月]$|\d{4}-"
)
"""What stands on a line of its own among centred lines: a subtitle, a number, a date."""


@dataclass(frozen=True)
class Printed:
    """A line with the setting of its column."""

    line: Line
    setting: Setting

    @property
    def words(self) -> str:
        return self.line.text.strip()

    @property
    def indent(self) -> float:
        """Ems from the left margin."""
        return (self.line.rect.left - self.setting.left) / self.setting.size

    @property
    def room(self) -> float:
        """Ems to the right margin."""
        return (self.setting.right - self.line.rect.right) / self.setting.size

    @property
    def centred(self) -> bool:
        return self.indent > 0.9 and self.room > 0.9 and abs(self.indent - self.room) < 1.6

    @property
    def set_right(self) -> bool:
        """Whether the line begins so far in that only a signature or its date does: no words of a paragraph hang there."""
        return self.line.rect.left - self.setting.left > 0.4 * (self.setting.right - self.setting.left)

    @property
    def larger(self) -> bool:
        return self.line.size > 1.12 * self.setting.size


def is_heading(line: Line, size: float) -> bool:
    """Whether a line, in a text of letters of `size` points, looks like a heading: larger, or short and numbered."""
    words = line.text.strip()
    return line.size > 1.12 * size or (len(words) < 24 and bool(_NUMBERED.match(words)))


def begins(above: Printed, line: Printed, *, indented: bool) -> bool:
    """Whether a paragraph begins with `line`. `indented`: the text sets its paragraphs off by indents."""
    if not _alike(above.line.size, line.line.size):
        return True
    if (line.centred and above.centred) or (above.larger and line.larger and (line.centred or above.room < 1.5)):
        return not _is_one_title(above, line)
    if _LEADER.search(above.words) or _ended_early(above, line):
        return True
    if _NUMBERED.match(above.words) and _NUMBERED.match(line.words) and abs(line.indent - above.indent) < 0.3:
        return True
    if line.indent > 0.8:
        return not _is_hanging(above, line)
    if above.words[-1] in _ENDS and _NUMBERED.match(line.words):
        return True
    return not indented and above.words[-1] in _ENDS and _is_set_off(above, line)


def is_indented(lines: list[Printed]) -> bool:
    """Whether a text sets its paragraphs off by an indent of two characters."""
    return sum(1.4 < line.indent < 2.6 for line in lines) >= max(1, 0.04 * len(lines))


def _alike(one: float, other: float) -> bool:
    return max(one, other) < 1.2 * min(one, other)


def _ended_early(above: Printed, line: Printed) -> bool:
    """Whether what `line` begins with had had room on the line above."""
    words = line.words
    opening = len(words) - len(words.lstrip(_NOT_LAST))
    run = re.match(r"[!-~]+", words[opening:])
    unit = opening + (len(run[0]) if run else 1)
    rest = words[unit:]
    need = sum(map(character_width, words[: unit + len(rest) - len(rest.lstrip(_NOT_FIRST))])) + _WIDE_LATIN * (unit - opening - 1)
    return above.room > min(need, 8.0) * line.line.size / line.setting.size + 0.35


def _is_one_title(above: Printed, line: Printed) -> bool:
    """Whether two centred lines are one heading over two lines."""
    if _OWN_LINE.match(line.words) or _NUMBERED.match(line.words) or _OWN_LINE.match(above.words):
        return False
    if len(above.words.replace(" ", "")) < 5 or above.words[-1] in _ENDS:
        return False
    pitch = line.line.rect.middle - above.line.rect.middle
    near = line.line.page == above.line.page and 0 < pitch < 2.6 * line.line.size
    return near and (line.larger or bool(_NUMBERED.match(above.words)))


def _is_hanging(above: Printed, line: Printed) -> bool:
    """Whether a line stands under the words of the paragraph above, beside its number."""
    if _NUMBERED.match(line.words) or above.words[-1] in _ENDS or line.set_right:
        return False
    step = (line.line.rect.left - above.line.rect.left) / line.setting.size
    if abs(step) < 0.3:
        return not line.centred and not 1.4 < line.indent < 2.6
    number = re.match(r"(?:附件?[:：]?\s*)?(?:\d{1,2}[.．、]|[（(][^）)]{1,3}[）)]|[①-⑳]|附件?\s*\d*[:：])?\s*", above.words)
    width = sum(map(character_width, number[0])) if number else 0.0
    return width > 0.9 and abs(step - width) < 0.8


def _is_set_off(above: Printed, line: Printed) -> bool:
    """Whether white stands between two paragraphs."""
    pitch = line.line.rect.middle - above.line.rect.middle
    return line.line.page == above.line.page and bool(line.setting.pitch) and pitch > 1.2 * line.setting.pitch
