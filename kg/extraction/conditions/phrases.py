"""Phrases of a sentence that says what is offered."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.conditions.vocabulary import pattern

_OPENING, _CLOSING, _MARKS = "（(〔[【《“‘「『", "）)〕]】》”’」』", "，；：,;:。"


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence between commas. start, end: in the words of the sentence."""

    start: int
    end: int
    words: str

    @property
    def recipient(self) -> int:
        """Where the words begin that say who receives something: behind 对. 0 where there are none."""
        return match.end() if (match := pattern("recipient").match(self.words)) else 0

    @property
    def conditional(self) -> bool:
        """Whether it says in which case: …的, …后."""
        return bool(pattern("conditional").search(self.words))

    @property
    def contextual(self) -> bool:
        """Whether it says how, where or why, and asks for nothing: 依托…, 建立…."""
        return bool(pattern("context").match(self.words))

    @property
    def head(self) -> bool:
        """Whether it says anew who receives something: 对…, 支持…, …的."""
        return bool(self.recipient) or bool(pattern("support").match(self.words)) or self.conditional

    @property
    def subjectless(self) -> bool:
        """Whether it is a conditional clause that leaves open of whom it speaks: 从事研发的."""
        return self.words.endswith("的") and bool(pattern("subjectless").match(self.words))

    @property
    def gives(self) -> bool:
        """Whether it begins with what is given: 给予…, 可…."""
        return bool(pattern("giving").match(self.words))

    @property
    def bounds(self) -> bool:
        """Whether it says how much there must be: 注册资本50万元以上."""
        return bool(pattern("bounding").search(self.words)) and not self.gives and not self.contextual

    @property
    def offered_at(self) -> int:
        """Where what is offered begins in it, its length where nothing is."""
        begins = self.recipient + 1
        both = pattern("giving", "offering")
        first = both if self.words[: self.recipient].endswith(("为", "给", "向")) else pattern("giving")
        found = first.search(self.words, begins) or both.search(self.words, begins)
        return found.start() if found else len(self.words)


def phrases(words: str) -> list[Phrase]:
    """The parts of a sentence between commas, colons and semicolons that stand in no bracket or quotation mark."""
    found, depth, begins = [], 0, 0
    for place, character in enumerate(words + "，"):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _MARKS and (not depth or place == len(words)):
            if place > begins:
                found.append(Phrase(begins, place, words[begins:place]))
            begins = place + 1
    return found
