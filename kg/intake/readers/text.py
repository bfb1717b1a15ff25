"""Plain text in any encoding that Chinese texts come in, with any line ends."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import UnreadableFile, reading
from kg.i18n import message
from kg.intake.charset import Decoded, decode_text
from kg.intake.pages import Doubt, ReadText

NAME = "text"
VERSION = "1"
_LINE_END = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)


def read(path: Path) -> ReadText:
    """The lines of a text, without indents, blank lines and invisible characters. Raises UnreadableFile, CannotRead."""
    text = plain_lines(decoded_file(path).text)
    doubts = tuple(Doubt(kind="unreadable", start=m.start(), end=m.end()) for m in re.finditer("\ufffd+", text))
    return ReadText(text, NAME, VERSION, doubts=doubts)


def decoded_file(path: Path) -> Decoded:
    """The characters of a file. Raises UnreadableFile where no encoding fits."""
    with reading(path):
        decoded = decode_text(path.read_bytes())
    if decoded is None:
        raise UnreadableFile(str(path), message("intake.fault.encoding"), message("intake.remedy.encoding"))
    return decoded


def plain_lines(text: str) -> str:
    """`text` in lines that end in LF, none of them blank or indented, without characters that nobody sees."""
    lines = (_INVISIBLE.sub("", line).strip() for line in _LINE_END.split(text))
    return "".join(f"{line}\n" for line in lines if line)
