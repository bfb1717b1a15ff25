"""The deadlines of a ledger as a calendar (RFC 5545): one event of a whole day for each task that is open and has a day.

The libraries were looked at: icalendar is well kept and brings tzdata and python-dateutil for what is 40 lines here, since events of a
whole day have no time zone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.export.ledger.captions import title
from kg.export.ledger.rows import Entry, Ledger
from kg.export.office import AUTHOR

_OCTETS = 75
"""The longest line, without the line break (RFC 5545, 3.1)."""


def ics_bytes(ledger: Ledger) -> bytes:
    """The calendar in UTF-8. The stamp of an event is the day when the graph was built, so that the same ledger gives the same file."""
    stamp = (ledger.built or "1970-01-01").replace("-", "") + "T000000Z"
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{AUTHOR}//NONSGML//ZH",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title(ledger))}",
    ]
    lines = [*head, *(line for entry in ledger.entries for line in _event(entry, stamp)), "END:VCALENDAR"]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    day = last_day(entry.said.due or entry.due)
    if day is None or not entry.said.open:
        return
    who = f"牵头：{'、'.join(entry.leads)}" + (f"\n责任人：{entry.said.owner}" if entry.said.owner else "")
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.task}@zhengmai"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text('到期：' + entry.title)}"
    yield f"DESCRIPTION:{_text(who + chr(10) + entry.basis)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def last_day(due: str | None) -> date | None:
    """The last day that a due means; None for one that has no end."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", due or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    return date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))


def _text(words: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11); control characters are left out."""
    escaped = re.sub(r"([\\;,])", r"\\\1", words.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", escaped)


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, the later ones begun by a blank; no character is cut."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
