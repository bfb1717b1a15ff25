"""Marks that the recogniser confuses because they differ by the white around them, or by what stands beside them, not by their ink.

A mark of full width has an em with its white; one of half width stands close to its neighbours. Where white cannot be measured (ends of
lines), the other one of a pair of brackets decides, then what most marks of the page have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.intake.ocr.engine import Letter
from kg.intake.ocr.lines import Blob, ReadLine, is_ideograph

_WIDE = dict(zip("(),:;!?[]<>+", "（），：；！？［］〈〉＋", strict=True))
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}
_OPENING, _CLOSING = "（(［[〈<〔", "）)］]〉>〕"
_BRACKETS = frozenset(_OPENING + _CLOSING)
_WHITE_AFTER = frozenset("）］〉〕》」』】，。、：；！？")
"""Marks of full width whose own white stands on their right."""
_WHITE_BEFORE = frozenset("（［〈〔《「『【")
_OWN_WHITE = 0.5
"""Ems."""
_FULL, _HALF = 0.87, 0.78
"""Ems between the neighbours of a mark. Measured on six kinds of scans: of full width 0.94 and more, of half width mostly below 0.75."""
_WIDEST = 0.6
"""Ems of ink of a mark; more is that of a neighbour too."""
_SURE = 0.9
_PLUS = 0.62
"""Ems of ink of a plus sign of full width; one of half width has 0.45."""
_DASH = 0.55
"""Ems of ink: a dash has 0.8 and more, a hyphen 0.3."""
_NO_ONE = re.compile(r"(?<=[0-9年月日])一(?=[0-9])|(?<=[0-9])一(?=\s|$)|(?<=—)(?<!——)一(?!—)|一(?=—[^—])")
"""Where 一 is half of a dash or stands between figures."""
_NUMBER = re.compile(r"[\[［「【(（〔](?P<year>(?:19|20)\d\d)[\]］」】)）〕](?=第?\d{1,5}号)")
_LOOK_ALIKE = "[［「【〔", "]］」】〕"


def marked(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines with the marks that their white and their neighbours ask for."""
    lines = [_dashes(line) for line in lines]
    widths = [_measured(line) for line in lines]
    votes = [(line.letters[at].text in _BRACKETS, wide) for line, found in zip(lines, widths, strict=True) for at, wide in found.items()]
    usual = {kind: _most([wide for one, wide in votes if one == kind]) for kind in (True, False)}
    return [_numbers(_set(line, _completed(line, measured, usual))) for line, measured in zip(lines, widths, strict=True)]


def _most(votes: Sequence[bool]) -> bool | None:
    return sum(votes) * 2 >= len(votes) if votes else None


def _measured(line: ReadLine) -> dict[int, bool]:
    """Index of a mark -> whether it is of full width, where its white tells."""
    found = {}
    for at, letter in enumerate(line.letters):
        if letter.text not in _WIDE and letter.text not in _NARROW:
            continue
        room = _room(line, at, line.blob(at))
        if room is not None and not _HALF < room < _FULL:
            found[at] = room >= _FULL
    return found


def _room(line: ReadLine, at: int, blob: Blob | None) -> float | None:
    """Ems from neighbour to neighbour, without the white that is theirs."""
    before = line.letters[at - 1].text if at else ""
    after = line.letters[at + 1].text if at + 1 < len(line.letters) else ""
    if blob is None or not before.strip() or not after.strip():
        return None
    if line.letters[at].text in "+＋":
        return _FULL if blob.width >= _PLUS else 0.0
    if blob.before is None or blob.after is None or blob.width > _WIDEST:
        squares = is_ideograph(before) and is_ideograph(after)
        return (line.middle(at + 1) - line.middle(at - 1)) / line.em - 0.9 if squares else None
    room = blob.before + blob.width + blob.after
    return room - _OWN_WHITE * (before in _WHITE_AFTER) - _OWN_WHITE * (after in _WHITE_BEFORE)


def _completed(line: ReadLine, measured: dict[int, bool], usual: dict[bool, bool | None]) -> dict[int, bool]:
    """With what is known of the other bracket of a pair, else of most brackets or other marks of the page.

    It stays as it was read where no Chinese stands beside it.
    """
    decided = dict(measured)
    for opening, closing in _pairs(line.text):
        for one, other in ((opening, closing), (closing, opening)):
            if one not in decided and other in measured:
                decided[one] = measured[other]
    for at, letter in enumerate(line.letters):
        beside = line.text[max(0, at - 1) : at + 2]
        if letter.text in _WIDE and at not in decided and any(map(is_ideograph, beside)) and letter.text not in "+<>":
            most = usual[letter.text in _BRACKETS]
            decided[at] = letter.confidence < _SURE if most is None else most
    return decided


def _pairs(text: str) -> list[tuple[int, int]]:
    pairs, stack = [], []
    for at, character in enumerate(text):
        if character in _OPENING:
            stack.append(at)
        elif character in _CLOSING and stack:
            pairs.append((stack.pop(), at))
    return pairs


def _set(line: ReadLine, widths: dict[int, bool]) -> ReadLine:
    for at, wide in widths.items():
        letter = line.letters[at]
        text = (_WIDE if wide else _NARROW).get(letter.text)
        if text:
            line = line.with_letter(at, text, _with(letter, text))
    return line


def _with(letter: Letter, alike: str) -> float:
    """The confidence in a letter if those that look like it count for it."""
    return min(1.0, letter.confidence + sum(chance for other, chance in letter.others if other in alike))


def _dashes(line: ReadLine) -> ReadLine:
    """A long hyphen is a dash; so is 一 between figures, after one at the end of a line, and beside a single dash. A low colon is one."""
    for at, letter in enumerate(line.letters):
        blob = line.blob(at) if letter.text in "-－–−" else None
        if blob and blob.width >= _DASH:
            line = line.with_letter(at, "—", _with(letter, "—一－–−"))
        elif letter.text == "¥":
            line = line.with_letter(at, "￥")
        elif letter.text == "_" and any(other in "：:" for other, _ in letter.others[:2]):
            line = line.with_letter(at, "：")
    for found in _NO_ONE.finditer(line.text):
        letter = line.letters[found.start()]
        line = line.with_letter(found.start(), "—", _with(letter, "—－–−"))
    return line


def _numbers(line: ReadLine) -> ReadLine:
    """The year in the number of a document stands in 〔〕 (GB/T 9704), if the brackets have the white of full width."""
    for found in _NUMBER.finditer(line.text):
        for at, alike, bracket in ((found.start(), _LOOK_ALIKE[0], "〔"), (found.end("year"), _LOOK_ALIKE[1], "〕")):
            letter = line.letters[at]
            if letter.text in alike and letter.text != bracket and found[0][0] + found[0][-1] != "[]":
                line = line.with_letter(at, bracket, _with(letter, alike))
    return line
