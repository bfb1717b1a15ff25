"""The words of a clause on one line: line breaks inside sentences are gone, those between sentences are kept."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.quotes import without_whitespace

_ENDS = "。；;：:！？!?）)〕】］]"
_SHORT = 30
"""Lines of fewer characters without a mark at their end are headings or cells and no part of the next line's sentence, unless most are."""
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_FULL = 0.8
"""The share of the usual length that a full line of a narrow page has."""


def full_width(text: str) -> str:
    """The text, as long as it is, with its marks in the full width of Chinese."""
    return text.translate(_FULL_WIDTH)


@dataclass(frozen=True)
class RunningText:
    """Without white space; a line break or tab is kept where it parts sentences or cells. `offsets[i]` is the place of `text[i]`."""

    text: str
    """The words with their marks in the full width of Chinese."""
    written: str
    """The words as the document has them."""
    offsets: tuple[int, ...]

    def name(self, start: int, end: int) -> str:
        """The words as written."""
        return self.written[start:end]

    def find(self, words: str) -> tuple[int, int] | None:
        """Where words first stand, without white space and marks in any width."""
        wanted = full_width(without_whitespace(words))
        at = self.text.find(wanted) if wanted else -1
        return (at, at + len(wanted)) if at >= 0 else None

    def before(self, offset: int) -> str:
        """The words that stand before an offset of the document's text."""
        return self.text[: bisect_left(self.offsets, offset)]

    def span(self, start: int, end: int) -> Span:
        """The span of the document's text that `text[start:end]` stands in."""
        return self.offsets[start], self.offsets[end - 1] + 1


def running_texts(source: DraftSource) -> dict[str, RunningText]:
    """The words of each clause, by path."""
    short = short_line(source.text)
    return {path: running_text(source, clause, short) for path, clause in source.clauses.items()}


def short_line(text: str) -> int:
    """Below how many characters a line of this text without a mark at its end stands by itself."""
    lengths = sorted(len(without_whitespace(line)) for line in text.split("\n") if line.strip())
    return min(_SHORT, int(_FULL * lengths[len(lengths) * 4 // 5])) if lengths else _SHORT


def running_text(source: DraftSource, clause: Clause, short: int) -> RunningText:
    """The clause's own words. `short`: see `short_line`."""
    letters: list[str] = []
    offsets: list[int] = []
    normalised = source.parsed.normalised
    for start, end in clause.own:
        line = 0
        low, high = bisect_left(normalised.offsets, start), bisect_left(normalised.offsets, end)
        for place in range(low, high):
            at = normalised.offsets[place]
            if offsets and (sign := _break(source.text[offsets[-1] + 1 : at], letters[-1], line < short, place == low)):
                letters.append(sign)
                offsets.append(offsets[-1] + 1)
                line = 0
            letters.append(normalised.text[place])
            offsets.append(at)
            line += 1
    written = "".join(letters)
    return _after_heading(RunningText(full_width(written), written, tuple(offsets)), clause)


def _break(between: str, before: str, is_short: bool, stretch: bool) -> str:
    if stretch:
        return "\n"
    over_page = between.strip() != ""
    if "\n" in between and (before in _ENDS or (is_short and not over_page)):
        return "\n"
    return "\t" if "\t" in between else ""


def _after_heading(running: RunningText, clause: Clause) -> RunningText:
    """With a break after the heading where the text runs on."""
    heading = running.find(clause.heading or "")
    at = heading[1] if heading else len(running.text)
    if at >= len(running.text) or not _runs_on(running.text[at]):
        return running
    text, written = (f"{words[:at]}\n{words[at:]}" for words in (running.text, running.written))
    return RunningText(text, written, (*running.offsets[:at], running.offsets[at - 1] + 1, *running.offsets[at:]))


def _runs_on(character: str) -> bool:
    return character not in _ENDS and character not in "\n\t，,、（(〔【［["
