"""Checks of sources as lines for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kg.i18n import message, text
from kg.model.source_check import OUTCOMES
from kg.watch.changes import marked
from kg.watch.check import Checked

_MOST_LINES = 20
"""So many changes of a document are shown on a terminal; JSON has all."""
NOTHING_NEW, NEWS, NOT_ALL_ASKED = 0, 3, 4
"""Exit codes: every source says what is held; one says something else or is gone; none does, but not every one could be asked."""


def lines(checked: Checked) -> Iterator[str]:
    """The document with its outcome, then what changed: `[-words that went-]`, `{+words that came+}`."""
    reason = text("watch.because", reason=checked.reason) if checked.reason else ""
    outcome = text(f"watch.outcome.{checked.outcome}")
    yield f"{checked.document.id}\t{outcome}{reason}\t{checked.document.head.address}"
    if checked.moved_to:
        yield "  " + text("watch.moved_to", address=checked.moved_to)
    for change in checked.changes[:_MOST_LINES]:
        clause = f"{change.clause}\t" if change.clause else ""
        yield f"  {clause}{marked(change)}"
    if (more := len(checked.changes) - _MOST_LINES) > 0:
        yield "  " + text("watch.more_changes", count=more)


def summary(checks: Sequence[Checked], without: int) -> str:
    """How many documents had which outcome, and how many have no address."""
    counts = Counter(checked.outcome for checked in checks)
    told = [message("watch.count", outcome=message(f"watch.outcome.{name}"), count=counts[name]) for name in OUTCOMES if counts[name]]
    unwatched = text("watch.without_address", count=without) if without else ""
    return text("watch.summary", count=len(checks), outcomes=told or message("watch.nothing")) + unwatched


def as_json(checks: Sequence[Checked], without: int) -> dict[str, Any]:
    """`documents`, a list, and `summary`: outcome -> number."""
    counts = Counter(checked.outcome for checked in checks)
    return {
        "documents": [_document(checked) for checked in checks],
        "summary": {name: counts[name] for name in OUTCOMES} | {"without_address": without},
    }


def _document(checked: Checked) -> dict[str, Any]:
    return {
        "document": checked.document.id,
        "title": checked.document.head.title,
        "address": checked.document.head.address,
        "outcome": checked.outcome,
        "reason": str(checked.reason) if checked.reason else None,
        "moved_to": checked.moved_to,
        "changes": [
            {"kind": change.kind, "clause": change.clause, "before": change.before, "after": change.after, "marked": marked(change)}
            for change in checked.changes
        ],
    }


def exit_code(checks: Sequence[Checked]) -> int:
    outcomes = {checked.outcome for checked in checks}
    if outcomes & {"changed", "gone"}:
        return NEWS
    return NOT_ALL_ASKED if outcomes & {"not_asked", "failed"} else NOTHING_NEW
