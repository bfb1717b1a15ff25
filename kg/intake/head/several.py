"""Whether a text holds a second document, with a number or a signature of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kg.intake.head.lines import NUMBER_LINE, Line, lines_of
from kg.intake.head.signature import named_signatures
from kg.intake.head.titles import Titles, is_title, read_titles
from kg.text.quotes import Span

_NEAR = 4
"""Lines between the title of a document and its number."""
_BELOW_THE_TITLE = 4
"""Lines below its title in which a document may have its number."""


def second_document(text: str, title: str | None = None) -> Span | None:
    """The line where another document begins: a title that follows a number or a signature and has one of its own. None as a rule.

    A letter and what it issues or passes on are one document, and so are a text and its annexes. `title` is what the file states.
    """
    lines = lines_of(text)
    titles = read_titles(lines, title)
    at = _second_number(lines, titles)
    at = _second_signature(lines, titles) if at is None else at
    return None if at is None else (lines[at].start, lines[at].end)


def _second_number(lines: Sequence[Line], titles: Titles) -> int | None:
    """A number far below the beginning, beside a title, and not in an annex."""
    head = titles.body or titles.top
    own = (head.last if head else 0) + _BELOW_THE_TITLE
    for at in range(own, len(lines)):
        if lines[at].is_annex:
            return None
        if lines[at].is_long or not NUMBER_LINE.fullmatch(lines[at].words.strip("（()）")):
            continue
        titled = [near for near in range(max(own, at - _NEAR), min(len(lines), at + _NEAR + 1)) if is_title(lines[near])]
        if titled:
            return min(titled[0], at)
    return None


def _second_signature(lines: Sequence[Line], titles: Titles) -> int | None:
    """The title after the first signature (the second, of a letter) that is no annex and is signed again."""
    ends = named_signatures(lines, titles)
    last = ends[1 if titles.letter else 0 :]
    if len(last) < 2:
        return None
    for at in range(last[0] + 1, last[1]):
        if is_title(lines[at]) and not any(line.is_annex for line in lines[last[0] + 1 : at]):
            return at
    return None
