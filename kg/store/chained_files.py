"""Several files, read as one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


class ChainedFiles(io.RawIOBase):
    """The contents of files, or bytes at hand, one after the other. One of them is open at a time."""

    def __init__(self, sources: Iterable[Path | bytes]) -> None:
        self._sources: Iterator[Path | bytes] = iter(sources)
        self._open: io.RawIOBase | io.BytesIO | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` from what is left. Raises OSError."""
        while True:
            if self._open is None:
                source = next(self._sources, None)
                if source is None:
                    return 0
                self._open = io.BytesIO(source) if isinstance(source, bytes) else io.FileIO(source)
            if count := self._open.readinto(buffer):
                return count
            self._open.close()
            self._open = None
