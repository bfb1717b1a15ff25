"""Parts of a line that are read a second time, cut out and smaller: where a letter seems to be left out, and where figures stand."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.intake.ocr.engine import Letter, Pixels, recognise
from kg.intake.ocr.lines import ReadLine, is_ideograph
from kg.intake.ocr.straighten import cut
from kg.intake.page_content import LineDoubt

_LOW = 0.8
"""Confidence below which a letter is told. Measured in docs/intake.md."""
_ALIKE = ("，,", "：:", "；;", "（(", "）)", "！!", "？?", "—－–-−一", '“”"', "‘’'", "·・•.", "〈<", "〉>", "〔[【", "〕]】", "％%", "￥¥")
"""Marks whose difference no reader minds."""
_GAP, _REACH = 1.6, 0.6
"""Ems between the centres of two characters where a third fits; ems of a character on both sides of its centre."""
_PIECE = 0.25
"""Ems of ink that are a character, not a speck."""
_NUMERALS = "〇零一二三四五六七八九十百千"
_FIGURE = re.compile(r"\d(?:[\d.,]*\d)?(?:[%％‰]|[十百千]?[万亿]+)?")
_MENDED = (
    (re.compile(r"(?<=\d)[OoＯQ](?=[\d%％.,万亿千百元年月日号])"), "0"),
    (re.compile(r"(?<=[\d.])[lI|](?=[\d%％.,万亿千百元年月日号])"), "1"),
    (re.compile(rf"(?<=[{_NUMERALS}])[OoＯ0○](?=[{_NUMERALS}年])"), "〇"),
    (re.compile(r"(?<=\d)方(?=[元人名户亩吨台辆])"), "万"),
)
"""What figures and their neighbours cannot be, and what it is then."""


def looked_at_again(pixels: Pixels, line: ReadLine) -> ReadLine:
    """The line with letters that were left out, with letters that no figure has put right, and with what is doubtful about it."""
    line = without_slips(_completed(pixels, line))
    return replace(line, doubts=(*line.doubts, *unsure(line), *_differing(pixels, line)))


def without_slips(line: ReadLine) -> ReadLine:
    """The line with the letters put right that a figure cannot hold."""
    for pattern, right in _MENDED:
        for found in pattern.finditer(line.text):
            line = line.with_letter(found.start(), right)
    return line


def _completed(pixels: Pixels, line: ReadLine) -> ReadLine:
    """Where two characters stand apart with ink between them, a third one was left out: it is put there, or the place is doubtful."""
    letters: list[Letter] = []
    doubts = []
    for at, letter in enumerate(line.letters):
        if letters and _leaves_out(line, at):
            between = _between(pixels, line, at)
            if not between:
                doubts.append(LineDoubt("low_confidence", len(letters), len(letters)))
            letters += between
        letters.append(letter)
    return replace(line, letters=tuple(letters), doubts=(*line.doubts, *doubts))


def _leaves_out(line: ReadLine, at: int) -> bool:
    before, after = line.letters[at - 1], line.letters[at]
    start, end = line.middle(at - 1), line.middle(at)
    if not is_ideograph(before.text) or not is_ideograph(after.text) or end - start < _GAP * line.em:
        return False
    piece = line.ink[:, round(start + _REACH * line.em) : max(0, round(end - _REACH * line.em))]
    return int(piece.any(0).sum()) >= _PIECE * line.em


def _between(pixels: Pixels, line: ReadLine, at: int) -> list[Letter]:
    """What stands between a letter and the one before it, at the places that it has in the line."""
    width = line.area.right - line.area.left
    start, end = line.middle(at - 1) - _REACH * line.em, line.middle(at) + _REACH * line.em
    again = recognise(cut(pixels, round(line.area.left + start), line.area.top, round(line.area.left + end), line.area.bottom))
    ends = line.letters[at - 1].text, line.letters[at].text
    if len(again) > 2 and (again[0].text, again[-1].text) == ends:
        return [letter._replace(middle=(start + letter.middle * (end - start)) / width) for letter in again[1:-1]]
    if all(text in _NUMERALS for text in ends):
        return [Letter("〇", _LOW / 2, (line.letters[at - 1].middle + line.letters[at].middle) / 2, ())]
    return []


def unsure(line: ReadLine) -> list[LineDoubt]:
    """The runs of letters that were read with little confidence; what else they may be."""
    doubts: list[LineDoubt] = []
    for at, letter in enumerate(line.letters):
        if not letter.text.strip() or _certainty(letter) >= _LOW:
            continue
        other = letter.others[0][0] if letter.others else ""
        if doubts and doubts[-1].end == at:
            doubts[-1] = doubts[-1]._replace(end=at + 1, found=doubts[-1].found + other)
        else:
            doubts.append(LineDoubt("low_confidence", at, at + 1, other))
    return doubts


def _certainty(letter: Letter) -> float:
    """The confidence that it is this letter or one like it."""
    alike = next((marks for marks in _ALIKE if letter.text in marks), letter.text)
    return letter.confidence + sum(chance for other, chance in letter.others if other in alike)


def _differing(pixels: Pixels, line: ReadLine) -> list[LineDoubt]:
    """The figures that are read otherwise when they are cut out with a neighbour on each side and made smaller."""
    doubts = []
    for figure in _FIGURE.finditer(line.text):
        first, last = max(0, figure.start() - 1), min(len(line.letters), figure.end() + 1) - 1
        left = line.area.left + (line.middle(first) - 0.7 * line.em if first else 0)
        right = line.area.left + line.middle(last) + 0.7 * line.em if last + 1 < len(line.letters) else line.area.right
        margin = (line.area.bottom - line.area.top) // 8
        again = "".join(
            letter.text for letter in recognise(cut(pixels, round(left), line.area.top - margin, round(right), line.area.bottom + margin))
        )
        if not re.search(rf"(?<![\d.]){re.escape(figure.group())}(?!\d)", again):
            doubts.append(LineDoubt("readings_differ", figure.start(), figure.end(), again.strip()))
    return doubts
