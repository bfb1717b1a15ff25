"""`decisions.jsonl`: what was decided, a line each, only added to, on disk before the decision counts."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import BrokenJournal
from kg.i18n import Message, message
from kg.review.model import Decision, decision_of

DECISIONS = "decisions.jsonl"


@dataclass(frozen=True)
class Journal:
    """The decisions of a document. `torn`: the bytes of a last line that was not written to its end; it counts as not decided."""

    path: Path
    decisions: tuple[Decision, ...]
    size: int
    torn: int = 0

    @property
    def notice(self) -> Message | None:
        return message("review.torn", file=self.path.name, count=len(self.decisions)) if self.torn else None


def read_journal(folder: Path) -> Journal:
    """What `folder` holds of decisions. Only the last line may be incomplete. Raises BrokenJournal, OSError."""
    path = folder / DECISIONS
    content = path.read_bytes() if path.exists() else b""
    whole = content.rfind(b"\n") + 1
    lines, rest = content[:whole].splitlines(), content[whole:]
    decisions: list[Decision] = []
    for number, line in enumerate(lines, start=1):
        try:
            decisions.append(decision_of(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenJournal(str(path), number) from error
    return Journal(path, tuple(decisions), len(content), len(rest))


def append(journal: Journal, decisions: Sequence[Decision]) -> Journal:
    """Add decisions, on disk when it returns. A torn last line is cut off first. Call it within the lock. Raises OSError."""
    lines = [json.dumps(asdict(decision), ensure_ascii=False, separators=(",", ":")) + "\n" for decision in decisions]
    written = "".join(lines).encode()
    new = not journal.path.exists()
    with journal.path.open("ab") as file:
        if journal.torn:
            file.truncate(journal.size - journal.torn)
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    if new and hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(journal.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(descriptor)
        os.close(descriptor)
    size = journal.size - journal.torn + len(written)
    return Journal(journal.path, (*journal.decisions, *decisions), size)
