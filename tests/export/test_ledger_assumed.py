"""A ledger that is taken for a what-if has the changes made, and says so; the calendar has escaped, folded lines."""

from __future__ import annotations

from kg.analysis.what_if import Merger, Move
from kg.export.ledger import ledger_bytes
from kg.export.ledger.reading import read_ledger
from kg.graph import Graph

FLATS = "yunze-2021-5/i2/tasks/1"
HOUSING, STAFF, MONEY = (f"910100-{name}" for name in ("housing", "human-resources", "finance"))


def leads(graph: Graph, *changes: Move | Merger) -> tuple[str, ...]:
    ledger = read_ledger(graph, document="yunze-2021-5", changes=changes)
    return next(entry.leads for entry in ledger.entries if entry.task == FLATS)


def test_a_task_that_goes_to_another_agency_is_in_its_ledger(graph: Graph) -> None:
    assert set(leads(graph)) == {"市住建局", "市人社局"}
    move = Move(FLATS, HOUSING, MONEY)
    assert set(leads(graph, move)) == {"市财政局", "市人社局"}
    ledger = read_ledger(graph, agency=MONEY, changes=[move])
    assert FLATS in {entry.task for entry in ledger.entries} and ledger.changes == ("假设：“建设人才公寓”由市住建局移交市财政局",)


def test_an_agency_that_is_merged_leads_no_more(graph: Graph) -> None:
    assert leads(graph, Merger(HOUSING, STAFF)) == ("市人社局",)


def test_the_calendar_is_one_that_calendars_read(graph: Graph) -> None:
    content = ledger_bytes(graph, document="wuling-2021-2025", format="ics")
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines) and [line.decode() for line in lines]
    assert b"DTSTART;VALUE=DATE:20251231" in lines and b"DTEND;VALUE=DATE:20260101" in lines
    assert ledger_bytes(graph, document="wuling-2021-2025", format="ics") == content
