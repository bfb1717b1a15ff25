"""A source text as a tree of clauses with offsets into the unedited text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.text.numerals import chinese_number
from kg.text.outline import ClauseKind, Level, Outline
from kg.text.quotes import Span, overlaps

PREAMBLE, CLOSING = "preamble", "closing"
LETTER, CONTENTS, SIGNATURE, ANNEXES = "letter", "contents", "signature", "annexes"
UNNUMBERED = (PREAMBLE, LETTER, CONTENTS, CLOSING, SIGNATURE, ANNEXES)
"""Paths of the parts of a document that have neither number nor heading."""
_LONGEST_HEADING = 60
SkipReason = Literal["sequence", "reference", "contents", "annexes"]
"""Why a numbered line is no heading: its number, the words around it, a table of contents, a list of annexes."""


@dataclass
class Clause:
    """A numbered part of a document. `start`:`end` covers it with its sub-clauses, `own` are its spans without them."""

    path: str
    """Its id within the document: `c2-s1`, `i10`, `t1-r3`, `preamble`."""
    kind: ClauseKind
    number: str | None
    """The number as the source writes it: 第一章, (二), 10."""
    heading: str | None
    parent: str | None
    start: int
    end: int
    own: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class SkippedHeading:
    """A line that begins with a number and was not accepted as a heading."""

    start: int
    words: str
    expected: int | None
    """The number that would have continued the numbering, where that is the reason."""
    reason: SkipReason = "sequence"


@dataclass(frozen=True)
class OddNumber:
    """A clause whose number does not follow the one before: a number is missing or doubled, or numbering begins again."""

    path: str
    expected: int


@dataclass(frozen=True)
class ClauseTree:
    clauses: dict[str, Clause]
    """Path -> clause, in text order."""
    skipped: list[SkippedHeading]
    odd: list[OddNumber] = field(default_factory=list)
    """Of a text without an outline: where the numbering goes on after a fault of its own."""

    def ancestors(self, path: str) -> Iterator[Clause]:
        """The clauses that contain `path`, nearest first."""
        parent = self.clauses[path].parent
        while parent is not None:
            yield self.clauses[parent]
            parent = self.clauses[parent].parent


@dataclass(frozen=True)
class _Heading:
    level: Level
    match: re.Match[str]
    start: int


def read_clauses(text: str, outline: Outline, faults: Sequence[Span] = ()) -> ClauseTree:
    """Split `text` into a tree of clauses, using the heading patterns of `outline`.

    Heading matches inside `faults` (spans damaged by the scan) are ignored.
    """
    builder = _Builder(text, _tree_start(text, outline))
    for heading in _headings(text, outline, faults):
        builder.add(heading)
    builder.close(len(text), 0)
    if outline.closing and (closing := re.search(outline.closing, text, re.MULTILINE)):
        builder.cut(closing.start())
    return builder.finish()


def _tree_start(text: str, outline: Outline) -> int:
    """The offset where the body begins. After a table of contents this is the last first-level heading numbered 1."""
    if not outline.contents or not (contents := re.search(outline.contents, text, re.MULTILINE)):
        return 0
    top = outline.levels[0]
    firsts = [m.start() for m in re.finditer(top.pattern, text, re.MULTILINE) if _value(top, m) == 1]
    return max([contents.end(), *firsts])


def _value(level: Level, match: re.Match[str]) -> int | None:
    if level.numbering == "ordinal":
        return None
    number = match["number"]
    return chinese_number(number) if level.numbering == "chinese" else int(number)


def _headings(text: str, outline: Outline, faults: Sequence[Span]) -> list[_Heading]:
    found: dict[int, _Heading] = {}
    for level in outline.levels:
        anchor = "^" if level.anchor == "line" else r"(?:^|(?<=[。；！？”）])[ \t\u3000]*)"
        for match in re.finditer(anchor + level.pattern, text, re.MULTILINE):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            if not overlaps((start, match.end()), faults):
                found.setdefault(start, _Heading(level, match, start))
    return [found[start] for start in sorted(found)]


class _Builder:
    """Opens and closes clauses in text order."""

    def __init__(self, text: str, tree_start: int) -> None:
        self.text = text
        self.tree_start = tree_start
        self.clauses: dict[str, Clause] = {}
        self.skipped: list[SkippedHeading] = []
        self.open: list[tuple[int, Clause]] = []
        self.counters: dict[tuple[str, str], int] = {}
        self.first: int | None = None
        self.last_end: dict[str, int] = {}

    def add(self, heading: _Heading) -> None:
        level, match, start = heading.level, heading.match, heading.start
        if start < self.tree_start:
            return
        self._close_ended(start)
        if level.inside and level.inside not in {clause.kind for _, clause in self.open}:
            return
        parent = next((clause for depth, clause in reversed(self.open) if depth < level.depth), None)
        scope = ("", level.prefix) if level.within == "document" else (parent.path if parent else "", level.prefix)
        expected = self.counters.get(scope, 0) + 1
        value = _value(level, match) or expected
        if value != expected:
            self.skipped.append(SkippedHeading(start, match.group().strip()[:40], expected))
            return
        self.counters[scope] = value
        self.close(start, level.depth)
        path = f"{level.prefix}{value}" if not scope[0] else f"{scope[0]}-{level.prefix}{value}"
        groups = match.groupdict()
        clause = Clause(
            path=path,
            kind=level.kind,
            number=None if level.numbering == "ordinal" else _number_as_written(match),
            heading=_heading_words(groups.get("heading")),
            parent=parent.path if parent else None,
            start=start,
            end=-1,
        )
        if level.ends and (last := re.compile(level.ends, re.MULTILINE).search(self.text, match.end())):
            self.last_end[path] = last.start()
        self.first = start if self.first is None else self.first
        self.clauses[path] = clause
        self.open.append((level.depth, clause))

    def close(self, at: int, depth: int) -> None:
        """Close all open clauses of `depth` or deeper at offset `at`."""
        self._close_ended(at)
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()[1].end = at

    def _close_ended(self, at: int) -> None:
        for i, (_, clause) in enumerate(self.open):
            if (end := self.last_end.get(clause.path, at)) < at:
                for _, closed in self.open[i:]:
                    closed.end = end
                del self.open[i:]
                return

    def cut(self, at: int) -> None:
        """End every clause at `at` at the latest; the rest of the text becomes the closing clause."""
        for clause in self.clauses.values():
            clause.end = min(clause.end, at)
        self.clauses[CLOSING] = Clause(CLOSING, "section", None, None, None, at, len(self.text))

    def finish(self) -> ClauseTree:
        first = len(self.text) if self.first is None else self.first
        clauses = {PREAMBLE: Clause(PREAMBLE, "section", None, None, None, 0, first)} if first else {}
        clauses |= self.clauses
        for clause in clauses.values():
            clause.own = own_spans(clause, [part for part in clauses.values() if part.parent == clause.path])
        return ClauseTree(clauses, self.skipped)


def _number_as_written(match: re.Match[str]) -> str:
    words = match.group()
    end = match.start("heading") - match.start() if "heading" in match.groupdict() and match["heading"] is not None else len(words)
    return words[:end].strip("#* \t\u3000\n.、，：") or match["number"]


def _heading_words(heading: str | None) -> str | None:
    if heading is None:
        return None
    words = heading.strip("*# \t\u3000")
    return words if 0 < len(words) <= _LONGEST_HEADING else None


def own_spans(clause: Clause, parts: Sequence[Clause]) -> list[Span]:
    """The spans of `clause` without those of its sub-clauses, `parts`."""
    spans, at = [], clause.start
    for part in sorted(parts, key=lambda part: part.start):
        if at < part.start:
            spans.append((at, part.start))
        at = part.end
    if at < clause.end:
        spans.append((at, clause.end))
    return spans
