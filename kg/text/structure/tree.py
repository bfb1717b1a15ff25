"""Zones and parts as clauses with paths."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.text.clauses import ANNEXES, CLOSING, CONTENTS, LETTER, PREAMBLE, SIGNATURE, Clause, ClauseTree, OddNumber, own_spans
from kg.text.outline import ClauseKind
from kg.text.structure.blocks import Block
from kg.text.structure.levels import Level
from kg.text.structure.numbering import Part
from kg.text.structure.signs import Family

_LONGEST_HEADING = 60
_BLOCKS: dict[str, tuple[ClauseKind, str]] = {
    "heading": ("chapter", "h"), "box": ("box", "b"), "table": ("table", "t"), "row": ("row", "r"), "dash": ("item", "d"),
}  # fmt: skip


class TreeBuilder:
    """Gathers clauses, and gives each a path that no other has."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clauses: dict[str, Clause] = {}
        self.odd: list[OddNumber] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._taken: dict[str, int] = {}

    def zone(
        self, path: str, start: int, end: int, parent: str | None = None, number: str | None = None, heading: str | None = None
    ) -> str:
        """A clause that is a zone of its own. Returns its path."""
        kind: ClauseKind = "annex" if number else "section"
        path = self._free(path)
        self.clauses[path] = Clause(path, kind, number, heading, parent, start, end)
        return path

    def parts(self, parts: Sequence[Part], levels: Mapping[Family, Level], scope: str | None) -> None:
        """The clauses of a zone whose own clause is `scope`."""
        paths: dict[Part, str] = {}
        for part in parts:
            above = paths[part.above] if part.above else scope
            begins = part.begins
            if isinstance(begins, Block):
                kind, prefix = _BLOCKS[begins.kind]
                kind = _level(levels, begins.level).kind if begins.level else kind
                through = begins.kind in ("heading", "box", "table")
                path = self._ordinal(scope if through else above, prefix, begins.value if begins.kind != "row" else None)
                number, heading = begins.number, self._heading(begins.words, begins.end)
            else:
                level, sign = _level(levels, begins.level) if begins.level else levels[begins.sign.family], begins.sign
                kind = level.kind
                path = self._free(_under(scope if level.running else above, f"{level.prefix}{sign.value}"))
                number, heading = sign.number, self._heading(sign.end, begins.end)
            paths[part] = path
            if part.expected is not None:
                self.odd.append(OddNumber(path, part.expected))
            self.clauses[path] = Clause(path, kind, number, heading, above, part.start, part.end)

    def begin(self, at: int) -> bool:
        """Let the first clause, which begins at `at` after blanks, begin with the text. Whether there is one."""
        found = False
        for clause in self.clauses.values():
            if clause.start == at:
                clause.start, found = 0, True
        return found

    def annex(self, number: str, scope: str | None) -> str:
        digits = re.search(r"\d+", number)
        return self._free(_under(scope, f"x{digits[0] if digits else self._next(scope, 'x')}"))

    def finish(self) -> ClauseTree:
        clauses = dict(sorted(self.clauses.items(), key=lambda item: (item[1].start, -item[1].end)))
        children: dict[str | None, list[Clause]] = {}
        for clause in clauses.values():
            children.setdefault(clause.parent, []).append(clause)
        for clause in clauses.values():
            clause.own = own_spans(clause, children.get(clause.path, []))
        return ClauseTree(clauses, [], self.odd)

    def _ordinal(self, scope: str | None, prefix: str, value: int | None) -> str:
        return self._free(_under(scope, f"{prefix}{value or self._next(scope, prefix)}"))

    def _next(self, scope: str | None, prefix: str) -> int:
        key = scope or "", prefix
        self._counts[key] = self._counts.get(key, 0) + 1
        return self._counts[key]

    def _free(self, path: str) -> str:
        """`path`, or where it is taken, with a letter after those of its last step: s2, sb2, sc2."""
        times = self._taken[path] = self._taken.get(path, 0) + 1
        if times == 1 or path not in self.clauses:
            return path
        head, dash, step = path.rpartition("-")
        prefix = step.rstrip("0123456789")
        return f"{head}{dash}{prefix}{_letters(times)}{step[len(prefix) :]}"

    def _heading(self, start: int, end: int) -> str | None:
        words = re.split("[。\t]", self.text[start:end], maxsplit=1)[0].strip("*# \t\u3000")
        return words if 0 < len(words) <= _LONGEST_HEADING else None


def _level(levels: Mapping[Family, Level], depth: int) -> Level:
    """The level of a depth, 1 for the outermost; below those of the text, an item."""
    found = list(levels.values())
    return (
        found[depth - 1]
        if depth <= len(found)
        else Level("chapter" if depth == 1 else "item", "c" if depth == 1 else f"j{chr(ord('a') + depth)}", False)
    )


def _letters(number: int) -> str:
    """b for 2, c for 3, z for 26, aa for 27."""
    letters = ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def _under(scope: str | None, step: str) -> str:
    return f"{scope}-{step}" if scope else step


__all__ = ["ANNEXES", "CLOSING", "CONTENTS", "LETTER", "PREAMBLE", "SIGNATURE", "TreeBuilder"]
