"""Conflict markers: what `git merge` leaves in a file where two branches changed the same lines."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.encoding import UnknownEncoding, decode

_MARKER = re.compile(r"""^"?(?:<{7}|>{7}|={7}|\|{7})(?=[ ,;\t"\r\n]|$).*""", re.MULTILINE)


def conflict(text: str, file: str) -> DataIssue | None:
    """The first conflict marker of `text`, named with the file's line, or None."""
    if not (match := _MARKER.search(text)):
        return None
    line = text.count("\n", 0, match.start()) + 1
    found = message("issues.found.conflict", marker=shown(match[0]))
    return DataIssue(file, line, None, found, message("issues.expected.finished_merge"))


def conflict_in(path: Path, file: str) -> DataIssue | None:
    """As `conflict`, of a file. A file that cannot be read has none: whoever reads it says what is wrong."""
    try:
        text, _ = decode(path.read_bytes())
    except (OSError, UnknownEncoding):
        return None
    return conflict(text, file)
