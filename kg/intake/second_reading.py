"""Two readings of a scan: ours, and the words that the scanner's own reading laid unseen over the picture. Where they differ is a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kg.intake.page_content import Line, LineDoubt, PageContent, PageDoubt
from kg.text.folding import fold

_LIKE = 0.5
"""Share of a line that both readings must have alike for the other one to be worth a look."""


def compared(content: PageContent, other: Sequence[Line]) -> PageContent:
    """`content` with a doubt `readings_differ` wherever `other`, which has the same page in the same frame, reads otherwise.

    What only the other reading has is a doubt about its place.
    """
    letters = [one for line in other for one in _letters(line)]
    lines, used = [], set[int]()
    for line in content.lines:
        rect = line.rect
        own = [n for n, (x, y, _) in enumerate(letters) if rect.left <= x <= rect.right and rect.top <= y <= rect.bottom]
        used.update(own)
        words = "".join(letters[n][2] for n in sorted(own, key=lambda n: letters[n][0]))
        lines.append(replace(line, doubts=(*line.doubts, *_differences(line.text, words))))
    known = {letters[n] for n in used}
    alone = [line for line in other if known.isdisjoint(_letters(line))]
    return replace(content, lines=lines, doubts=[*content.doubts, *(PageDoubt("readings_differ", line.rect, line.text) for line in alone)])


def _letters(line: Line) -> Iterator[tuple[float, float, str]]:
    """The characters of a line with the places of their centres, blanks apart."""
    for n, character in enumerate(line.text):
        if character.strip():
            yield (line.edges[n] + line.edges[n + 1]) / 2, line.rect.middle, character


def _differences(text: str, other: str) -> Iterator[LineDoubt]:
    places = [n for n, character in enumerate(text) if character.strip()]
    own = fold("".join(text[n] for n in places))
    matcher = SequenceMatcher(None, own, fold(other), autojunk=False)
    if not own or matcher.ratio() < _LIKE:
        return
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            begin = places[start] if start < len(places) else len(text)
            yield LineDoubt("readings_differ", begin, places[end - 1] + 1 if end > start else begin, other[first:last])
