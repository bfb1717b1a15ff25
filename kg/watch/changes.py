"""What changed from one text to another, as words. White space, page marks and the width of punctuation are no change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kg.text.folding import fold
from kg.text.quotes import NormalisedText

Kind = Literal["came", "went", "changed"]
_SENTENCE = re.compile(r"[^。；！？;!?]*[。；！？;!?]+[”’」』）)\"]*|[^。；！？;!?]+$")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
_ALIKE = 0.5
"""Sentences that share so much are one sentence that changed."""
_LONGEST = 1500
"""Longer stretches are not compared letter by letter."""
_MANY = 5000
"""Of so many sentences, those that recur all the time are not lined up: a page that repeats itself endlessly must not hold us."""
_AROUND = 300
"""So many letters may stand before and after a text that was entered by hand: a page shows title, date and source in its own way."""
_GRAM = 8


@dataclass(frozen=True)
class Change:
    """Words that came, went or changed. `clause`: the path of the clause of the held text in which `before` stands."""

    kind: Kind
    before: str = ""
    after: str = ""
    clause: str | None = None


def share_held(before: NormalisedText, after: NormalisedText) -> float:
    """The share of `before`, from 0 to 1, whose stretches of eight letters stand in `after` too: whether they are one document at all."""
    held, page = _grams(fold(before.text)), _grams(fold(after.text))
    return len(held & page) / len(held) if held else 1.0


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1))} if text else set()


def changes(before: NormalisedText, after: NormalisedText, *, loose_ends: bool = False) -> list[Change]:
    """What changed, sentence by sentence, in the order of the text. None where the two say the same.

    loose_ends: whether up to 300 letters before the first and after the last common sentence are no change.
    """
    if fold(before.text) == fold(after.text):
        return []
    old, new = _sentences(before.text), _sentences(after.text)
    many = len(new) > _MANY
    matcher = SequenceMatcher(None, [fold(words) for words in old], [fold(words) for words in new], autojunk=many)
    codes = matcher.get_opcodes()
    if loose_ends:
        first, last = _is_loose(codes[0], old, new, str.endswith), _is_loose(codes[-1], old, new, str.startswith)
        codes = codes[first : len(codes) - (last and len(codes) > 1)]
    return [change for tag, i, k, j, m in codes if tag != "equal" for change in _block(old[i:k], new[j:m])]


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _is_loose(code: tuple[str, int, int, int, int], old: Sequence[str], new: Sequence[str], holds: Callable[[str, str], bool]) -> bool:
    """Whether one side has a few more words than the other at an end, where it `holds` what the other has."""
    tag, i, k, j, m = code
    short, long = sorted((fold("".join(old[i:k])), fold("".join(new[j:m]))), key=len)
    return tag != "equal" and len(long) - len(short) <= _AROUND and holds(long, short)


def _block(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The changes of a stretch that is not the same."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _pair(one, other)
    elif old and new:
        yield from _pair("".join(old), "".join(new))
    else:
        yield from (Change("went", before=words) for words in old)
        yield from (Change("came", after=words) for words in new)


def _pair(one: str, other: str) -> Iterator[Change]:
    if max(len(one), len(other)) <= _LONGEST and SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= _ALIKE:
        yield Change("changed", one, other)
    else:
        yield Change("went", before=one)
        yield Change("came", after=other)


def marked(change: Change, around: int = 16) -> str:
    """A change on one line: `[-words that went-]`, `{+words that came+}`, with at most `around` letters of what stayed on each side."""
    if change.kind == "went":
        return f"[-{change.before}-]"
    if change.kind == "came":
        return f"{{+{change.after}+}}"
    old, new = _TOKEN.findall(change.before), _TOKEN.findall(change.after)
    return "".join(_marked_parts(list(_parts(old, new)), around))


Part = tuple[str, str]
"""What stood there and what stands there; the same where nothing changed."""


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """The stretches in order. One letter that stayed between two changes is part of them, so that words are not torn."""
    matcher = SequenceMatcher(None, list(map(fold, old)), list(map(fold, new)), autojunk=False)
    gone, came = "", ""
    codes = matcher.get_opcodes()
    for place, (tag, i, k, j, m) in enumerate(codes):
        stayed, stands = "".join(old[i:k]), "".join(new[j:m])
        if tag != "equal" or (len(stayed) < 2 and 0 < place < len(codes) - 1):
            gone, came = gone + stayed, came + stands
            continue
        if gone or came:
            yield gone, came
        gone = came = ""
        yield stands, stands
    if gone or came:
        yield gone, came


def _marked_parts(parts: Sequence[Part], around: int) -> Iterator[str]:
    for place, (gone, came) in enumerate(parts):
        if gone != came:
            yield (f"[-{gone}-]" if gone else "") + (f"{{+{came}+}}" if came else "")
            continue
        first, last = place == 0, place == len(parts) - 1
        if len(came) <= (around if first or last else 2 * around) + 1:
            yield came
        else:
            yield ("" if first else came[:around]) + "…" + ("" if last else came[-around:])
