"""Checks of sources as lines for a terminal and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.errors import ZhengmaiError
from kg.i18n import message, text
from kg.loaders.reading import CARRIED, UNREAD
from kg.model.source_check import OUTCOMES
from kg.watch.changes import marked
from kg.watch.check import Checked
from kg.watch.take import Taken

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


def taken_lines(taken: Taken) -> Iterator[str]:
    """The new version: how much was carried over, what was left and why, which clauses are to be read."""
    counts = {"carried": len(taken.carried), "left": len(taken.left), "unread": len(taken.unread)}
    yield "  " + text("watch.taken", document=taken.document, **counts)
    told = [text("watch.left_line", what=one.what, reason=one.reason) for one in taken.left]
    told += [text("watch.unread_line", clause=clause, reason=reason) for clause, reason in taken.unread.items()]
    yield from (f"    {line}" for line in told[:_MOST_LINES])
    if (more := len(told) - _MOST_LINES) > 0:
        yield "    " + text("watch.more_lines", count=more, files=[CARRIED, UNREAD])


def not_taken_line(error: ZhengmaiError) -> str:
    return "  " + text("watch.not_taken", reason=error.told())


def summary(checks: Sequence[Checked], without: int) -> str:
    """How many documents had which outcome, and how many have no address."""
    counts = Counter(checked.outcome for checked in checks)
    told = [message("watch.count", outcome=message(f"watch.outcome.{name}"), count=counts[name]) for name in OUTCOMES if counts[name]]
    unwatched = text("watch.without_address", count=without) if without else ""
    return text("watch.summary", count=len(checks), outcomes=told or message("watch.nothing")) + unwatched


def as_json(checks: Sequence[Checked], taken: Mapping[str, Taken | ZhengmaiError], without: int) -> dict[str, Any]:
    """`documents`, a list, and `summary`: outcome -> number. `taken`: document -> its new version, or why there is none."""
    counts = Counter(checked.outcome for checked in checks)
    return {
        "documents": [_document(checked) | _version(taken.get(checked.document.id)) for checked in checks],
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


def _version(taken: Taken | ZhengmaiError | None) -> dict[str, Any]:
    if taken is None:
        return {}
    if isinstance(taken, ZhengmaiError):
        return {"new_version": None, "not_taken": taken.told()}
    left = [{"what": one.what, "clause": one.clause, "reason": str(one.reason)} for one in taken.left]
    unread = [{"clause": clause, "reason": str(reason)} for clause, reason in taken.unread.items()]
    return {"new_version": {"document": taken.document, "carried": taken.carried, "left": left, "unread": unread}}


def exit_code(checks: Sequence[Checked]) -> int:
    outcomes = {checked.outcome for checked in checks}
    if outcomes & {"changed", "gone"}:
        return NEWS
    return NOT_ALL_ASKED if outcomes & {"not_asked", "failed"} else NOTHING_NEW
