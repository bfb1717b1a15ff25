"""A document is opened for review: drafted where that was not done or is out of date, its clauses put among those to be read."""

from __future__ import annotations

import getpass
from contextlib import suppress
from pathlib import Path

from kg.curation.lock import giving_ids
from kg.errors import writing
from kg.extraction.draft import draft
from kg.extraction.opening import open_document, shared_data
from kg.i18n import Message, message
from kg.review.apply import start
from kg.review.drafts import made_of, read_drafts, write_drafts
from kg.review.journal import read_journal
from kg.review.merging import disagreements, settle
from kg.review.review import Review
from kg.review.rows import read_facts
from kg.review.state import ReviewState


def open_review(data: Path, document: str, by: str = "", redraft: bool = False, wait: float = 5.0) -> Review:
    """Open a document for review. Takes seconds where it must be drafted, else a fraction of one.

    by: who decides; else the name that the system knows. redraft: draft it anew in any case.
    Raises UnknownDocument, InvalidData, BrokenJournal, CurationInProgress, CannotWrite, DiskFull.
    """
    shared = shared_data(data)
    source, head = open_document(data, document, shared)
    folder = data / "documents" / document
    with writing(folder), giving_ids(data, wait):
        journal = read_journal(folder)
        notices = [journal.notice] if journal.notice else []
        kept = read_drafts(folder)
        if redraft or kept is None or kept.made != made_of(source.text):
            if kept:
                notices.append(_stale(kept.made.text != made_of(source.text).text))
            kept = write_drafts(folder, draft(source))
            notices.append(message("review.made", count=len(kept.drafts)))
        start(folder, list(source.clauses), read_facts(folder, data.parent), head.curated)
        state = ReviewState(data, document, head, source.parsed, shared, kept, journal, shared.registry)
        state.load()
        if state.journal.merged:
            settle(state)
        notices += disagreements(state.outcomes)
        state.tell_drafted()
    return Review(state, by or _myself(), tuple(notices), wait)


def _stale(text: bool) -> Message:
    return message("review.stale.text") if text else message("review.stale.rules")


def _myself() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "-"
