"""`decisions.jsonl`: what was decided, a line each, only added to, on disk before the decision counts.

Git merges those of two branches by union (`.gitattributes`). Lines are read in the order of their numbers, wherever they stand.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import BrokenJournal, InvalidData
from kg.i18n import Message, message
from kg.loaders.conflicts import conflict_in
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
    def merged(self) -> bool:
        """Whether decisions of another branch came in since the last one was taken."""
        return bool(self.decisions) and self.decisions[-1].known != len(self.decisions) - 1

    @property
    def next_number(self) -> int:
        """A number for a decision that is taken now, higher than any before."""
        return max(time.time_ns() // 1000, self.decisions[-1].number + 1 if self.decisions else 0)

    @property
    def notice(self) -> Message | None:
        return message("review.torn", file=self.path.name, count=len(self.decisions)) if self.torn else None


def read_journal(folder: Path) -> Journal:
    """What `folder` holds of decisions. Only the last line may be incomplete.

    Raises BrokenJournal; InvalidData where a merge was left unfinished; OSError.
    """
    path = folder / DECISIONS
    content = path.read_bytes() if path.exists() else b""
    whole = content.rfind(b"\n") + 1
    lines, rest = content[:whole].splitlines(), content[whole:]
    found: dict[int, Decision] = {}
    for number, line in enumerate(lines, start=1):
        try:
            decision = decision_of(json.loads(line))
            if found.setdefault(decision.number, decision) != decision:
                raise ValueError(decision.number)
        except (ValueError, KeyError, TypeError) as error:
            if marker := conflict_in(path, str(path)):
                raise InvalidData([marker]) from error
            raise BrokenJournal(str(path), number) from error
    for decision in found.values():
        if decision.action == "undo" and int(decision.subject) not in found:
            raise BrokenJournal(str(path), 1 + list(found).index(decision.number))
    return Journal(path, tuple(found[number] for number in sorted(found)), len(content), len(rest))


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
