"""Reading the stored official text. It is never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """A stored text with the SHA-256 of its bytes. Offsets are code points of `text`, end exclusive."""

    text: str
    sha256: str


def read_source(path: Path) -> Source:
    """Read a UTF-8 file without newline translation. Raises OSError, UnicodeDecodeError."""
    data = path.read_bytes()
    return Source(text=data.decode("utf-8"), sha256=hashlib.sha256(data).hexdigest())
