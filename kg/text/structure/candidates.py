"""The places of a text where a numbered part may begin: at the beginning of a line, or inside one after the end of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.text.clauses import SkipReason
from kg.text.structure.lines import Line
from kg.text.structure.references import is_quantity, is_reference, may_be_reference, starts_with_digit
from kg.text.structure.signs import ENCLOSED, Family, Sign, signs_at

_INSIDE = re.compile(
    rf"[（(〔［\[【]\s*[一二三四五六七八九十\d０-９]|(?<![\d０-９.．])[\d０-９]{{1,2}}\s*[.．、)）](?![\d０-９])|[{''.join(ENCLOSED)}]"
    r"|(?<!第)[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,5}条\s"
)
_SENTENCE_END = "。；;：:！？!?…"
_LOOSE = "，,、）)”"
_BRACKETED = ("cn-brackets", "brackets", "half", "circle", "cn-circle")


@dataclass(frozen=True)
class Candidate:
    """A sign at a place where a part may begin. `end` is where its line ends."""

    sign: Sign
    start: int
    """Where the part begins: at its sign, or at the marks of Markdown before it."""
    line: int
    end: int
    inside: bool = False
    """It stands inside a line."""
    strict: bool = False
    """It is taken only where it is the very number expected."""
    doubtful: bool = False
    """The words around it look like a sentence that goes on."""
    runs_on: bool = False
    """The line before it is long and does not end as a sentence does."""
    broken: bool = False
    """The last word of the line before it asks for another."""
    level: int | None = None
    """Its level, where a curator says that it begins a part."""
    quantity: bool = False
    """It looks like a number with its unit: 1.5亿元."""
    marks: int = 0
    """How many # of Markdown stand before it."""
    divided: bool = False
    """A blank divides the sign from its words."""


@dataclass(frozen=True)
class Refused:
    """A numbered line that is no heading, and why."""

    start: int
    end: int
    reason: SkipReason
    expected: int | None = None


def candidates(text: str, lines: Sequence[Line], taken: frozenset[int] | set[int] = frozenset()) -> tuple[list[Candidate], list[Refused]]:
    """Those of all `lines` but the ones whose index is `taken`, in text order, and the lines whose number is words of a sentence."""
    found: list[Candidate] = []
    refused: list[Refused] = []
    for i, line in enumerate(lines):
        if i in taken:
            continue
        before = lines[i - 1] if i else None
        first = _at_line(text, line, i, before, found, refused)
        if first:
            found.append(first)
        found += _inside(text, line, i, first)
    found = _resolved(text, found)
    values = Counter((candidate.sign.family, candidate.sign.value) for candidate in found)
    kept = [candidate for candidate in found if not candidate.sign.weak or _has_neighbour(candidate.sign, values)]
    return [_up_to(candidate, following) for candidate, following in zip(kept, [*kept[1:], None], strict=False)], refused


def _up_to(candidate: Candidate, following: Candidate | None) -> Candidate:
    """`candidate` with the words that are its own where another part begins in its line."""
    return replace(candidate, end=following.start) if following and following.line == candidate.line else candidate


def _at_line(text: str, line: Line, i: int, before: Line | None, found: Sequence[Candidate], refused: list[Refused]) -> Candidate | None:
    readings = list(signs_at(text, line.start, line.end))
    if not readings:
        return None
    sign = readings[0]
    if sign.end >= line.end and sign.family in ("dot", "brackets", "half") and sign.weak:
        return None
    goes_on = before is not None and before.broken and not before.tabbed
    for reading in readings:
        quantity = is_quantity(text, reading, line.end)
        if (quantity and reading.family != "dot") or (reading.weak and len(line.letters) > 60):
            continue
        if is_reference(text, reading, line.end):
            refused.append(Refused(line.start, line.end, "reference"))
            return None
        divided = reading.end >= line.end or text[reading.end - 1].isspace()
        runs_on = before is not None and before.long and not before.ended and not before.introduces
        if may_be_reference(text, reading, line.end) and (runs_on or goes_on):
            refused.append(Refused(line.start, line.end, "reference"))
            return None
        doubtful = runs_on or starts_with_digit(text, reading, line.end) or may_be_reference(text, reading, line.end)
        return Candidate(
            reading,
            line.head,
            i,
            line.end,
            doubtful=doubtful,
            runs_on=runs_on,
            broken=goes_on,
            quantity=quantity,
            marks=line.marks,
            divided=divided,
        )
    return None


def _inside(text: str, line: Line, i: int, first: Candidate | None) -> Iterator[Candidate]:
    """The parts of a line that holds several: each run of numbers that begins with 1 or goes on from the line's own."""
    if line.tabbed:
        return
    signs: list[tuple[Sign, str]] = []
    for match in _INSIDE.finditer(text, line.start + 1, line.end):
        bound = _bound(text, line.start, match.start())
        reading = next(signs_at(text, match.start(), line.end), None)
        if not bound or reading is None or reading.weak or (bound == "loose" and reading.family not in _BRACKETED):
            continue
        doubtful = is_reference(text, reading, line.end) or may_be_reference(text, reading, line.end)
        if not doubtful and not is_quantity(text, reading, line.end):
            signs.append((reading, bound))
    last = {first.sign.family: first.sign.value} if first else {}
    chained: set[int] = set()
    for at, (sign, bound) in enumerate(signs):
        begins = sign.value == 1 and any(other.family == sign.family and other.value == 2 for other, _ in signs[at + 1 :])
        if begins or last.get(sign.family) == sign.value - 1:
            last[sign.family] = sign.value
            chained.add(at)
            yield Candidate(sign, sign.start, i, line.end, inside=True)
        elif bound == "sentence" and sign.family not in ("small", "letter"):
            yield Candidate(sign, sign.start, i, line.end, inside=True, strict=True)


def _bound(text: str, start: int, at: int) -> str:
    """What stands before `at` in its line: the end of a sentence, a blank, a comma; "" where the words run on."""
    before = at
    while before > start and text[before - 1].isspace():
        before -= 1
    if before == start:
        return ""
    if text[before - 1] in _SENTENCE_END:
        return "sentence"
    return "blank" if before < at else "loose" if text[before - 1] in _LOOSE else ""


def _resolved(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Each candidate in the reading that its numbering shows: 1.2 as a part of 1 or as the first part, I as a letter or as Roman."""
    resolved: list[Candidate] = []
    last: dict[str, int] = {}
    path: tuple[int, ...] = ()
    for candidate in found:
        readings = list(signs_at(text, candidate.sign.start, candidate.end))
        sign = candidate.sign
        if sign.path and not _follows(sign.path, path):
            plain = next((reading for reading in readings if reading.family == "dot"), None)
            if plain is None or (candidate.inside and is_quantity(text, plain, candidate.end)):
                continue
            sign, candidate = plain, replace(candidate, quantity=is_quantity(text, plain, candidate.end))
        elif len(readings) > 1 and not sign.path and not candidate.quantity:
            sign = next((r for r in readings if r.value > 1 and last.get(r.family) == r.value - 1), None) or next(
                (r for r in readings if r.value == 1), sign
            )
        if sign.path:
            path = sign.path
        elif sign.family in ("dot", "chapter", "article", "cn") and not candidate.inside:
            path = (sign.value,)
        last[sign.family] = sign.value
        resolved.append(replace(candidate, sign=sign, doubtful=candidate.doubtful or starts_with_digit(text, sign, candidate.end)))
    return resolved


def _follows(path: tuple[int, ...], before: tuple[int, ...]) -> bool:
    """Whether 1.2 may come after `before`: after 1.1, 1.1.3 or, as the first of its kind, after 1."""
    above = path[:-1]
    if before[: len(above)] != above and not (path[-1] == 1 and all(part <= 30 for part in path)):
        return False
    last = before[len(above)] if len(before) > len(above) and before[: len(above)] == above else 0
    return last < path[-1] <= last + 3


def _has_neighbour(sign: Sign, values: Counter[tuple[Family, int]]) -> bool:
    return values[sign.family, sign.value - 1] > 0 or values[sign.family, sign.value + 1] > 0
