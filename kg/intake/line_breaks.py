"""Whether a sentence or a title goes on after a line break that somebody set to make it fit."""

from __future__ import annotations

import re

_ENDS = re.compile(r"[。！？；：.!?:;…”）)】]$")
_BEGINS = re.compile(
    r"[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})(?:[)）、．]|[.](?!\d))|第[0-9一二三四五六七八九十百零〇]{1,7}[编章节条款项]"
    r"|[①-⑳⑴-⒛㈠-㈩]|附\s*[件表录则]|[#*•●◆■□—☑-]|\S{1,12}[：:]|[12]\d{3}\s*年|二[〇○零]\S\S年"
)
_CLOSED = re.compile(r"(?:号|日|[〕）)\]】。；：])$")
_FULL = 20
"""Characters of a line that may be full. A shorter one ends its paragraph."""


def ends(line: str) -> bool:
    """Whether a line ends with the end of a sentence or bracket."""
    return bool(_ENDS.search(line.rstrip()))


def begins(line: str) -> bool:
    """Whether a line begins with what paragraphs begin with: a number, a mark, a label, a date."""
    return bool(_BEGINS.match(line))


def goes_on(before: str, line: str) -> bool:
    """Whether `line` goes on with the sentence of `before`: a long line without an end, and one that begins nothing."""
    return len(before) >= _FULL and not ends(before) and not begins(line)


def title_goes_on(before: str, line: str) -> bool:
    """Whether `line` is the next line of a centred title: neither a number or a date before it, nor a note, a number, a date itself."""
    return not _CLOSED.search(before) and not begins(line) and not line.startswith(("（", "(", "—"))
