"""Automatic numbers of RTF: a paragraph of a list has its number as the writer showed it, for readers that do not count (`\\listtext`).

LibreOffice counts anew, and writes the marks of levels in Latin-1, so that 一、 comes back as 一?. What was shown is taken instead.
Rich Text Format Specification 1.9.1, "Bullets and Numbering".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?[ ]?|\\'[0-9a-fA-F]{2}|\\.|[{}]|[^\\{}]+|\\", re.DOTALL)
_ENDS = {b"par", b"cell", b"row", b"nestcell", b"nestrow", b"sect"}
_TABLES = (b"listoverridetable", b"listtable")


class _Token(NamedTuple):
    """A control word with its number, a brace, or characters, at `data[start:end]`."""

    start: int
    end: int
    word: bytes
    number: int


def with_shown_numbers(data: bytes) -> bytes:
    """`data` with the numbers as plain text, and without lists. As it is, where a paragraph of a list has no number beside it."""
    tokens = list(_tokens(data))
    groups = list(_groups(data, tokens))
    shown = [(first, last) for word, first, last in groups if word == b"listtext"]
    tables = {place for word, first, last in groups if word in _TABLES for place in range(first, last)}
    styles = {place for word, first, last in groups if word == b"stylesheet" for place in range(first, last)}
    numbers = {place for first, last in shown for place in range(first, last)}
    if not _each_is_shown(tokens, numbers, tables | styles):
        return data
    drop = {place for place, token in enumerate(tokens) if token.word == b"ls" and place not in tables}
    drop |= {place for place in numbers if tokens[place].word in (b"listtext", b"pard")}
    ends = [(first, last - 1) for first, last in shown if tokens[last - 1].word == b"tab" and not _before_figure(data, tokens, last)]
    drop |= {last for first, last in ends if _ends_in_mark(data, tokens[first:last])}
    return b"".join(data[token.start : token.end] for place, token in enumerate(tokens) if place not in drop)


def _tokens(data: bytes) -> Iterator[_Token]:
    at = 0
    while match := _TOKEN.match(data, at):
        at, word, number = match.end(), match[1] or b"", int(match[2] or 0)
        if word == b"bin":
            at = min(at + max(number, 0), len(data))
        yield _Token(match.start(), at, word, number)


def _groups(data: bytes, tokens: list[_Token]) -> Iterator[tuple[bytes, int, int]]:
    """The destination of each group, and its content as places in `tokens`, braces apart."""
    open_: list[int] = []
    for place, token in enumerate(tokens):
        if data[token.start : token.end] == b"{":
            open_.append(place)
        elif data[token.start : token.end] == b"}" and open_:
            first = open_.pop() + 1
            word = next((token.word for token in tokens[first : min(first + 2, place)] if token.word), b"")
            yield word, first, place


def _each_is_shown(tokens: list[_Token], numbers: set[int], tables: set[int]) -> bool:
    """Whether there are numbers as shown, one in each paragraph that names its list (`\\ls`)."""
    in_list = numbered = False
    for place, token in enumerate(tokens):
        if place in numbers:
            numbered = True
        elif token.word == b"ls" and token.number and place not in tables:
            in_list = True
        elif token.word in _ENDS:
            if in_list and not numbered:
                return False
            in_list = numbered = False
    return bool(numbers) and (numbered or not in_list)


def _before_figure(data: bytes, tokens: list[_Token], place: int) -> bool:
    """Whether the text after a place begins with a figure, which would run into 1. before it."""
    written = (data[token.start : token.end] for token in tokens[place : place + 100] if not token.word)
    return next((text for text in written if text.strip() and text not in (b"{", b"}", b"\\*")), b"").strip()[:1].isdigit()


def _ends_in_mark(data: bytes, tokens: list[_Token]) -> bool:
    """Whether what `tokens` show ends in a mark of punctuation, after which a number needs no blank."""
    code = next((token.number for token in reversed(tokens[-2:]) if token.word == b"u"), None)
    if code is not None:
        last = chr(code % 0x10000)
    else:
        written = b"".join(data[token.start : token.end] for token in tokens[-2:])
        last = re.sub(rb"\\'([0-9a-fA-F]{2})", lambda match: bytes.fromhex(match[1].decode()), written).decode("gb18030", "replace")[-1:]
    return bool(last) and unicodedata.category(last).startswith("P")
