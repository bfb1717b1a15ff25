"""Plain text in any encoding that Chinese texts come in, with any line ends."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import UnreadableFile, reading
from kg.i18n import message
from kg.intake.charset import Decoded, decode_text
from kg.intake.pages import Doubt, ReadText
from kg.intake.wrapping import unwrapped

NAME = "text"
VERSION = "1"
_LINE_END = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_BLANKS = " \u3000\xa0\u2002\u2003"
_PAGE_MARK = re.compile(r"^(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?)$", re.MULTILINE)


def read(path: Path) -> ReadText:
    """The paragraphs of a text, without indents, blank lines and invisible characters. Raises UnreadableFile, CannotRead.

    Lines that were wrapped at a fixed width are joined.
    """
    lines = [_INVISIBLE.sub("", line) for line in _LINE_END.split(decoded_file(path).text)]
    text = plain_lines("\n".join(map(_without_indent, unwrapped(lines))))
    marks = tuple(Doubt(kind="furniture", start=mark.start(), end=mark.end(), found=mark[0]) for mark in _PAGE_MARK.finditer(text))
    return ReadText(text, NAME, VERSION, doubts=broken_places(text) + marks)


def decoded_file(path: Path) -> Decoded:
    """The characters of a file. Raises UnreadableFile where no encoding fits."""
    with reading(path):
        decoded = decode_text(path.read_bytes())
    if decoded is None:
        raise UnreadableFile(str(path), message("intake.fault.encoding"), message("intake.remedy.encoding"))
    return decoded


def plain_lines(text: str) -> str:
    """`text` in lines that end in LF, none of them blank, without characters that nobody sees and blanks at the ends.

    Tabs at the beginning of a line stay: they are the empty cells of a row.
    """
    lines = (_INVISIBLE.sub("", line).rstrip().lstrip(_BLANKS) for line in _LINE_END.split(text))
    return "".join(f"{line}\n" for line in lines if line)


def _without_indent(line: str) -> str:
    """A line without the tab that indents it; a row with tabs between its words keeps all."""
    words = line.strip(f"\t{_BLANKS}")
    return line if "\t" in words else words


def broken_places(text: str) -> tuple[Doubt, ...]:
    """Doubts where bytes were no characters."""
    return tuple(Doubt(kind="unreadable", start=found.start(), end=found.end()) for found in re.finditer("\ufffd+", text))
