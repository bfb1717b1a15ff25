"""What of the old version's head and corrections holds for a new text: words are found anew, what is not stated is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.conventions import FIELD as CONVENTIONS
from kg.model.document import RELATIONS, DocumentHead
from kg.model.original import Correction
from kg.watch.carry import Left

_AROUND = 8
"""Letters before and after a misread stretch by which it is found anew."""
_LIFE = {
    "effective": ("effective", "effective_quote"),
    "effective_quote": ("effective", "effective_quote"),
    "valid_until": ("valid_until", "validity_quote"),
    "valid_for": ("valid_for", "validity_quote"),
    "validity_quote": ("valid_until", "valid_for", "validity_quote"),
}
"""A key that the text does not state -> the keys that go with it."""


def relocated_faults(head: DocumentHead, old: str, new: str) -> tuple[list[dict[str, Any]], list[Left]]:
    """The faults of the scan whose words stand once in the new text, there, and those that do not. Texts as in `source.txt`."""
    kept, left = [], []
    for fault in head.faults:
        words = old[fault.start : fault.end]
        if new.count(words) == 1:
            start = new.index(words)
            kept.append(fault.model_dump() | {"start": start, "end": start + len(words)})
        else:
            left.append(Left("faults", None, message("watch.left.fault", words=shown(words[:20]))))
    return kept, left


def relocated_corrections(corrections: Iterable[Correction], old: str, new: str) -> tuple[list[Correction], list[Left]]:
    """The corrections whose misread words stand once in the new text with what is around them, there, and those that do not.

    Where the new text has what is printed, none is needed.
    """
    kept, left = [], []
    for one in corrections:
        end = one.start + len(one.as_read)
        before, after = old[max(0, one.start - _AROUND) : one.start], old[end : end + _AROUND]
        misread = before + one.as_read + after
        if new.count(misread) == 1:
            kept.append(one.model_copy(update={"start": new.index(misread) + len(before)}))
        elif before + one.as_printed + after not in new:
            left.append(Left("corrections.csv", None, message("watch.left.correction", words=shown(one.as_printed or one.as_read))))
    return kept, left


def unstated_keys(head: DocumentHead, issues: Sequence[DataIssue]) -> tuple[dict[str, Any], list[Left]]:
    """What to set in the head so that `issues` of it are gone, where they are of the kind that a new text brings: words, dates.

    Of a list that an issue is about, the entries go whose words it names, else all.
    """
    values: dict[str, Any] = {}
    left = []
    for issue in issues:
        key = (issue.column or "").partition(".")[0]
        if key in _LIFE:
            values |= dict.fromkeys(_LIFE[key])
        elif key in (*RELATIONS, CONVENTIONS):
            entries = [entry.model_dump() for entry in getattr(head, key)]
            told = str(issue.message)
            rest = [entry for entry in entries if shown(entry["quote"]) not in told]
            values[key] = rest if rest and len(rest) < len(entries) else None
        else:
            continue
        left.append(Left(key, None, replace(issue, file=Path(issue.file).name).message))
    return values, left
