"""Lines of text with what is doubtful in them: pieces of a paragraph become lines, lines become the text of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kg.intake.line_breaks import goes_on, title_goes_on
from kg.model.original import Doubt, DoubtKind

SpanKind = Literal["inserted", "struck", "deleted", "hidden", "contents", "unreadable"]
_KINDS: dict[SpanKind, DoubtKind] = {
    "inserted": "readings_differ",
    "struck": "readings_differ",
    "deleted": "readings_differ",
    "hidden": "hidden_text",
    "contents": "furniture",
    "unreadable": "unreadable",
}
_DROPPED = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
_BLANK = {0xA0: " ", 0x09: " ", 0x0A: " ", 0x0D: " ", 0x0B: " ", 0x0C: " ", 0x85: " ", 0x2028: " ", 0x2029: " "}
_CLEANED = {**_DROPPED, **_BLANK}
BREAK, NEW_PAGE = "\n", "\f"
"""In the text of pieces: a line break, and a break of page or column."""
_EDGES = " \u3000"
_FOUND = 300
"""Characters of `found` of a doubt."""


class Span(NamedTuple):
    """What is doubtful about `text[start:end]` of a line; `found` are the words that are not in the text."""

    start: int
    end: int
    kind: SpanKind
    found: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph, or a row of a table with its cells by tabs."""

    text: str
    spans: tuple[Span, ...] = ()
    row: bool = False


def cleaned(text: str) -> str:
    """Without what has no width; with plain blanks."""
    return text.translate(_CLEANED)


def to_lines(text: str, spans: Sequence[Span], *, label: str = "", centred: bool = False) -> list[Line]:
    """The lines of a paragraph. A line break ends one, unless the sentence, or a centred title, goes on after it."""
    lines: list[Line] = []
    for pieces in _grouped(text, centred):
        group = "".join(joint + text[start:end] for joint, start, end in pieces)
        stripped = group.strip(_EDGES)
        lead = len(group) - len(group.lstrip(_EDGES)) if stripped else 0
        prefix, label = (_apart(label, stripped), "") if stripped else ("", label)
        first, last = pieces[0][1], pieces[-1][2]
        own = [span for span in spans if first <= span.start <= last and not (span.start == last < len(text) and span.end > last)]
        spans = [span for span in spans if span not in own]
        full = prefix + stripped

        def moved(offset: int, lead: int = lead, shift: int = len(prefix), full: str = full, pieces: Sequence[_Piece] = pieces) -> int:
            return min(max(_within(offset, pieces) - lead, 0) + shift, len(full))

        placed = [span._replace(start=moved(span.start), end=moved(min(span.end, last))) for span in own]
        lines.append(Line(full, tuple(placed)))
    if label.strip():
        lines = [replace(lines[0], text=label.strip()), *lines[1:]] if lines else [Line(label.strip())]
    return lines


def _apart(label: str, text: str) -> str:
    """`label` before `text`, with a blank where they would run into one figure: 1. 5万元."""
    runs_on = label.endswith((".", "．")) or label[-1:].isdecimal()
    return f"{label} " if runs_on and text[0].isdecimal() else label


def joined(lines: Sequence[Line], joint: str, *, row: bool = False) -> Line:
    """One line of several, with `joint` between them."""
    text, spans = "", []
    for place, line in enumerate(lines):
        text += joint if place else ""
        spans += [span._replace(start=span.start + len(text), end=span.end + len(text)) for span in line.spans]
        text += line.text
    return Line(text, tuple(spans), row)


def composed(lines: Iterable[Line]) -> tuple[str, tuple[Doubt, ...]]:
    """The text of all lines that hold words, and the doubts. What was left out where no line is stands at the line after it."""
    texts: list[str] = []
    spans: list[Span] = []
    offset = 0
    for line in lines:
        spans += [span._replace(start=span.start + offset, end=span.end + offset) for span in line.spans]
        if line.text.strip():
            texts.append(f"{line.text}\n")
            offset += len(line.text) + 1
    told = (span for span in _merged(spans) if span.end > span.start or span.kind == "unreadable" or span.found.strip())
    return "".join(texts), tuple(_doubt(span, offset) for span in told)


_Piece = tuple[str, int, int]
"""What joins it to the piece before it, and its place in the paragraph."""


def _grouped(text: str, centred: bool) -> list[list[_Piece]]:
    """The lines of a paragraph, each of the pieces between breaks that belong together."""
    groups: list[list[_Piece]] = []
    start = 0
    before = NEW_PAGE
    for match in re.finditer(f"[{BREAK}{NEW_PAGE}]|$", text):
        piece = ("", start, match.start())
        line = text[groups[-1][-1][1] : groups[-1][-1][2]] if groups else ""
        if before == BREAK and groups and _goes_on(line, text[start : match.start()], centred):
            words = text[start - 2 : start - 1].isascii() and text[start : start + 1].isascii()
            groups[-1].append((" " if words else "", *piece[1:]))
        else:
            groups.append([piece])
        start, before = match.end(), match[0]
    return groups


def _goes_on(line: str, following: str, centred: bool) -> bool:
    line, own = line.strip(_EDGES), following.strip(_EDGES)
    if not line or not own:
        return not own
    indented = following.startswith(("  ", "\u3000"))
    return not indented and (title_goes_on(line, own) if centred else goes_on(line, own))


def _within(offset: int, pieces: Sequence[_Piece]) -> int:
    """An offset of the paragraph as one of the line that `pieces` make."""
    length = 0
    for joint, start, end in pieces:
        if offset < start:
            return length
        length += len(joint)
        if offset <= end:
            return length + offset - start
        length += end - start
    return length


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Changes that touch are one; so is what was left out at one place."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and _KINDS[last.kind] == _KINDS[span.kind] and span.start <= last.end and span.kind != "unreadable":
            merged[-1] = Span(last.start, max(last.end, span.end), last.kind, (last.found + span.found)[:_FOUND])
        else:
            merged.append(span)
    return merged


def _doubt(span: Span, length: int) -> Doubt:
    return Doubt(kind=_KINDS[span.kind], start=min(span.start, length), end=min(span.end, length), found=span.found[:_FOUND])
