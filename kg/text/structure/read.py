"""One reader for all texts: `outline: auto`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.text.clauses import ClauseTree, SkippedHeading, SkipReason
from kg.text.quotes import Span
from kg.text.structure.annexes import Zone
from kg.text.structure.blocks import Block, blocks
from kg.text.structure.candidates import Candidate, Refused, candidates
from kg.text.structure.closing import tail
from kg.text.structure.fixes import Fix, Fixes, fixes_of
from kg.text.structure.headings import headings, run_ins
from kg.text.structure.levels import levels
from kg.text.structure.lines import Line, lines_of
from kg.text.structure.numbering import Numbering
from kg.text.structure.ranking import heading_rank, marked_rank, ranked
from kg.text.structure.signs import signs_at
from kg.text.structure.tree import ANNEXES, CLOSING, CONTENTS, LETTER, PREAMBLE, SIGNATURE, TreeBuilder
from kg.text.structure.zones import zones_of

_WORDS = 40


def read_structure(text: str, faults: Sequence[Span] = (), fixes: Sequence[Fix] = ()) -> ClauseTree:
    """The clauses of `text`, found by the signs that it uses.

    Signs inside `faults` (spans damaged by the scan) are ignored. `fixes` are what a curator says against the reader.
    """
    return _Reader(text, faults, fixes).read()


class _Reader:
    def __init__(self, text: str, faults: Sequence[Span], fixes: Sequence[Fix]) -> None:
        self.text = text
        self.lines = lines_of(text, faults)
        self.fixes = fixes_of(fixes, self.lines)
        self.tree = TreeBuilder(text)
        self.refused: list[Refused] = []

    def read(self) -> ClauseTree:
        zones = zones_of(self.text, self.lines, self.fixes)
        before: list[Zone] = [zone for zone in zones if zone.kind in ("letter", "contents")]
        bodies = [zone for zone in zones if zone.kind == "body"]
        for zone in zones:
            if zone.kind in ("contents", "annexes"):
                self._refuse(zone.first, zone.last, "contents" if zone.kind == "contents" else "annexes")
        self._body(bodies, [zone for zone in zones if zone.kind == "annexes"], before)
        for zone in zones:
            if zone.kind == "annex":
                self._annex(zone, None)
        tree = self.tree.finish()
        skipped = [
            SkippedHeading(one.start, self.text[one.start : one.end].strip()[:_WORDS], one.expected, one.reason)
            for one in sorted(self.refused, key=lambda one: one.start)
        ]
        return ClauseTree(tree.clauses, skipped, tree.odd)

    def _at(self, line: int) -> int:
        """Where the line of an index begins: after the line before it."""
        return self.lines[line].at if line < len(self.lines) else len(self.text)

    def _body(self, bodies: Sequence[Zone], lists: Sequence[Zone], before: Sequence[Zone]) -> None:
        last = bodies[-1].last if bodies else 0
        if lists:
            last = max(last, lists[-1].last)
        skipped = {i for zone in (*lists, *before) for i in range(zone.first, zone.last)}
        first = min([zone.first for zone in bodies], default=0)
        numbering, _taken = self._numbering(first, last, skipped)
        end = self._at(last)
        if numbering.parts:
            begun = numbering.parts[-1]
            at = next(i for i in range(first, last) if self.lines[i].at <= begun.start < self._at(i + 1))
            line = self.lines[at]
            closing, signature = tail(self.lines[:last], at, not line.ended and len(line.letters) <= _WORDS)
        else:
            closing, signature = tail(self.lines[:last], first - 1, False)
        if self.fixes.closing is not None and first <= self.fixes.closing < last:
            closing, signature = self.fixes.closing, max(signature, self.fixes.closing + 1)
        newest = max([part.start for part in numbering.parts], default=-1)
        lists = [zone for zone in lists if self._at(zone.first) > newest]
        begins = {signature: SIGNATURE} if signature < last else {}
        begins |= {zone.first: ANNEXES for zone in lists}
        begins |= {closing: CLOSING} if closing < signature else {}
        starts = sorted(begins.items())
        ends = [*(self._at(i) for i, _ in starts[1:]), end][: len(starts)]
        stop = self._at(starts[0][0]) if starts else end
        parts = [part for part in numbering.parts if part.start < stop]
        for part in parts:
            part.end = min(part.end, stop)
        self.tree.parts(parts, levels(numbering.order, numbering.running), None)
        opens = min([part.start for part in parts] + [stop])
        self._preamble(opens, before)
        for (i, path), until in zip(starts, ends, strict=True):
            self.tree.zone(path, self._at(i), until)

    def _preamble(self, end: int, before: Sequence[Zone]) -> None:
        if not self.text[:end].strip():
            if end and not self.tree.begin(end):
                self.tree.zone(PREAMBLE, 0, end)
            return
        spans = [(zone, 0 if zone.first == 0 else self._at(zone.first), self._at(zone.last)) for zone in before]
        spans = [(zone, start, min(stop, end)) for zone, start, stop in spans]
        covered = sum(stop - start for _, start, stop in spans)
        parent = PREAMBLE if covered < end else None
        if parent:
            self.tree.zone(PREAMBLE, 0, end)
        for zone, start, stop in spans:
            path = self.tree.zone(LETTER if zone.kind == "letter" else CONTENTS, start, stop, parent)
            if zone.kind == "letter":
                numbering, _ = self._numbering(zone.first, zone.last, set(), plain=False)
                for part in numbering.parts:
                    part.end = min(part.end, stop)
                self.tree.parts(numbering.parts, levels(numbering.order, numbering.running), path)

    def _annex(self, zone: Zone, scope: str | None) -> None:
        path = self.tree.annex(zone.number or "", scope)
        inner = zone.inner
        last = inner[0].first if inner else zone.last
        end = self._at(inner[-1].last if inner else zone.last)
        heading = zone.title.words if zone.title else None
        for listed in zone.lists:
            self._refuse(*listed, "annexes")
        self.tree.zone(path, self._at(zone.first), end, scope, zone.number, heading)
        taken = {i for a, b in zone.lists for i in range(a, b)}
        numbering, _ = self._numbering(zone.first + 1, last, taken)
        stop = min([self._at(first) for first, _ in zone.lists] + [self._at(last)])
        for part in numbering.parts:
            part.end = min(part.end, max(stop, part.start))
        self.tree.parts(numbering.parts, levels(numbering.order, numbering.running), path)
        for other in inner:
            self._annex(other, path)

    def _numbering(self, first: int, last: int, skipped: set[int], plain: bool = True) -> tuple[Numbering, set[int]]:
        lines: list[Line] = self.lines[first:last]
        taken = {i - first for i in skipped}
        fixes = self.fixes.within(first, last)
        taken |= set(fixes.headings)
        found_blocks = blocks(self.text, lines, taken)
        found, refused = candidates(self.text, lines, taken)
        found, found_blocks = _fixed(self.text, lines, found, found_blocks, fixes)
        self.refused += refused
        numbered = {candidate.line: candidate for candidate in found if not candidate.inside}
        if plain:
            found_blocks += headings(self.text, lines, taken, numbered)
            if not found and not found_blocks:
                found_blocks += run_ins(self.text, lines, taken)
        order = ranked(found)
        found_blocks = [
            replace(block, rank=marked_rank(depth, found, order)) if (depth := lines[block.line].marks) and not block.top else block
            for block in found_blocks
        ]
        marks: list[Candidate | Block] = sorted([*found, *found_blocks], key=lambda mark: mark.start)
        numbering = Numbering(order, heading_rank(marks, order))
        numbering.read(marks, self._at(last))
        self.refused += numbering.refused
        return numbering, taken

    def _refuse(self, first: int, last: int, reason: SkipReason) -> None:
        for line in self.lines[first:last]:
            if any(not sign.weak for sign in signs_at(self.text, line.start, line.end)):
                self.refused.append(Refused(line.start, line.end, reason))


def _fixed(
    text: str, lines: Sequence[Line], found: Sequence[Candidate], blocks_found: Sequence[Block], fixes: Fixes
) -> tuple[list[Candidate], list[Block]]:
    """What may begin a part, without what a curator took out and with what a curator put in."""
    dropped = [block for block in blocks_found if block.start in fixes.none]
    kept = [block for block in blocks_found if not any(gone.start <= block.start < (gone.until or gone.end) for gone in dropped)]
    numbered = [candidate for candidate in found if not {candidate.start, candidate.sign.start} & fixes.none]
    for i, level in fixes.headings.items():
        line = lines[i]
        sign = next(signs_at(text, line.start, line.end), None)
        if sign:
            numbered.append(Candidate(sign, line.head, i, line.end, level=level))
        else:
            kept.append(Block("heading", line.head, line.start, line.end, i, level=level))
    return sorted(numbered, key=lambda candidate: candidate.start), kept
