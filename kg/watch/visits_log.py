"""`watch.csv` of a document: what was found at its address, written after each visit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kg.curation.files import write_rows
from kg.errors import writing
from kg.loaders.csvfile import read_rows
from kg.loaders.source_checks import WATCH
from kg.loaders.validation import columns_of
from kg.model.source_check import TELLING, Outcome, SourceCheck

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def instant(time: datetime) -> str:
    """A time as the file writes it."""
    return time.astimezone(UTC).strftime(_FORM)


def seconds_until(written: str | None, now: datetime) -> float:
    """The seconds from `now` to a time of the file; 0 where it is past or there is none."""
    return max(0.0, (datetime.strptime(written, _FORM).replace(tzinfo=UTC) - now).total_seconds()) if written else 0.0


def next_check(
    before: SourceCheck | None,
    address: str,
    outcome: Outcome,
    now: datetime,
    *,
    moved_to: str | None = None,
    content: dict[str, str | None] | None = None,
    wait: int | None = None,
) -> SourceCheck:
    """The visit after `before`. content: `etag`, `last_modified` and `sha256` of a content that is the text held; None keeps what
    is known of it, unless the source says something else now."""
    asked, telling = instant(now), outcome in TELLING
    differs = outcome in ("changed", "gone")
    known = {name: getattr(before, name) for name in ("etag", "last_modified", "sha256")} if before and not differs else {}
    since = (before.changed if before else None) or asked if differs else None
    return SourceCheck.model_validate(
        {
            "address": address,
            "asked": asked,
            "checked": asked if telling else before and before.checked,
            "changed": since if telling else before and before.changed,
            "outcome": outcome,
            "moved_to": moved_to if telling else before and before.moved_to,
            **(content or known),
            "not_before": instant(now + timedelta(seconds=wait)) if wait else None,
        }
    )


def write_check(folder: Path, check: SourceCheck) -> None:
    """Put a visit into the file of a document, in place of the last one to that address. Raises CannotWrite."""
    path, columns = folder / WATCH, columns_of(SourceCheck)
    rows, _ = read_rows(path, columns, ["note"]) if path.exists() else ([], [])
    cells = {row.cells["address"]: row.cells for row in rows}
    note = cells.get(check.address, {}).get("note")
    values = {name: str(value) if value is not None else "" for name, value in check.model_dump().items()}
    cells[check.address] = values | ({"note": note} if note is not None else {})
    noted = any("note" in row for row in cells.values())
    with writing(path):
        write_rows(path, [*columns, *(["note"] if noted else [])], list(cells.values()))
