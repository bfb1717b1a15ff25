"""Markdown as the plain text that a reader of it sees: numbers stay, signs for headings, emphasis, links and tables go."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from kg.intake.line_breaks import goes_on
from kg.intake.pages import ReadText
from kg.intake.readers.text import broken_places, decoded_file, plain_lines

NAME = "markdown"
VERSION = "1"
_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)\n")
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+(?P<words>.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_DELIMITERS = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BULLET = re.compile(r"^(\s*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_ITEM = re.compile(r"^(\s*)1([.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"^(?: {0,3}>[ \t]?)+")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]^][^\]]*\]:\s*\S+")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"), ""),
    (re.compile(r"\[([^\]\n]+)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+|[\w.+-]+@[\w.-]+)>"), r"\1"),
    (re.compile(r"(?<!\\)(\*\*\*|___)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*\*|__|~~|==)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\\*\d])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*\\])\*(?![*\d])"), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])([^_\n]+?)(?<=[^\s_\\])_(?!\w)"), r"\1"),
    (re.compile(r"(?<!\\)(`+)(.+?)\1"), r"\2"),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), ""),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(path: Path) -> ReadText:
    """The lines of a Markdown text as they are shown. Raises UnreadableFile, CannotRead."""
    written = _with_line_feeds(decoded_file(path).text)
    front = _FRONT_MATTER.match(written)
    title = _TITLE.search(front["fields"]) if front else None
    text = plain_lines("\n".join(_lines(written[front.end() :] if front else written)))
    return ReadText(text, NAME, VERSION, doubts=broken_places(text), stated={"title": title[1]} if title else {})


def _with_line_feeds(text: str) -> str:
    return re.sub("\r\n?|[\u2028\u2029\x85\x0b\x0c]", "\n", text)


def _lines(text: str) -> Iterator[str]:
    at = 0
    text = _COMMENT.sub("", text)
    for table in _TABLE.finditer(text):
        yield from _Shown().lines(text[at : table.start()])
        yield from _table(table[0])
        at = table.end()
    yield from _Shown().lines(text[at:])


def _table(source: str) -> Iterator[str]:
    """A table written in HTML, as converters of documents write tables with spans."""
    from lxml.html import fragment_fromstring

    from kg.intake.html.blocks import Blocks
    from kg.intake.html.styles import StyleSheet

    root = fragment_fromstring(source, create_parent="div")
    yield from (line.text for line in Blocks(StyleSheet(root)).lines(root))


class _Shown:
    """The lines that Markdown source shows."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        """Indent of a list -> its last number: items that are all written 1. are counted."""

    def lines(self, source: str) -> Iterator[str]:
        shown: list[str] = []
        fence, ends = "", True
        for line in source.split("\n"):
            if (found := _FENCE.match(line)) and (not fence or line.strip().startswith(fence)):
                fence, ends = "" if fence else found[1], True
                continue
            if fence:
                shown.append(line)
                continue
            words = _QUOTE.sub("", line)
            if not words.strip():
                ends = True
                continue
            if shown and not ends and _UNDERLINE.match(words):
                ends = True
                continue
            if _RULE.match(words) or (_DELIMITERS.match(words) and "|" in words) or _REFERENCE.match(words):
                ends = True
                continue
            text, begins, closes = self._shown(words)
            if shown and not (ends or begins) and goes_on(shown[-1], text):
                shown[-1] += text if ord(text[0]) > 0x2000 or ord(shown[-1][-1]) > 0x2000 else f" {text}"
            elif text:
                shown += _BREAK.sub("\n", text).split("\n")
            ends = closes or line.endswith(("  ", "\\"))
        yield from (html.unescape(_ESCAPED.sub(r"\1", _inline(line))) for line in shown)

    def _shown(self, line: str) -> tuple[str, bool, bool]:
        """A line without the sign of its block; whether it begins a block; whether it is one by itself."""
        if heading := _HEADING.match(line):
            return heading["words"] or "", True, True
        if line.lstrip().startswith("|") or (re.search(r"\s\|\s", line) and line.count("|") > 1):
            return _row(line), True, True
        if bullet := _BULLET.match(line):
            return line[bullet.end() :], True, False
        if item := _ITEM.match(line):
            number = self._numbers[len(item[1])] = self._numbers.get(len(item[1]), 0) + 1
            return f"{number}{item[2]} {line[item.end() :]}", True, False
        if not line.startswith((" ", "\t")):
            self._numbers.clear()
        return line.strip().removesuffix("\\"), False, False


def _row(line: str) -> str:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|"))
    if cells and not cells[-1].strip():
        cells.pop()
    return "\t".join(_BREAK.sub(" ", cell).strip() for cell in cells)


def _inline(text: str) -> str:
    for pattern, shown in _INLINE:
        text = pattern.sub(shown, text)
    return text
