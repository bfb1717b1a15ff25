"""Checks of sources: each address asked, its text compared with the one held, the visit written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import CannotFetch, MissingReader, NotAsked, UnreadableFile
from kg.i18n import Message, message
from kg.intake.pages import ReadText
from kg.intake.read import read_file
from kg.model.source_check import Outcome
from kg.text.quotes import normalise
from kg.watch.changes import Change, share_held
from kg.watch.held import HeldDocument
from kg.watch.visits import Visit, Visitor
from kg.watch.visits_log import next_check, seconds_until, write_check

_LEAST_SHARE = 0.2
"""A page that has less of the text held is another page: a start page, or one that says politely that there is nothing."""


@dataclass(frozen=True)
class Fetched:
    """What an address gave: the content as it came, and the text read from it."""

    content: bytes
    text: ReadText


@dataclass(frozen=True)
class Checked:
    """What became of a document at its address. `reason`: why it is so, where that is not plain from the outcome."""

    document: HeldDocument
    outcome: Outcome
    reason: Message | None = None
    moved_to: str | None = None
    changes: tuple[Change, ...] = ()
    fetched: Fetched | None = None
    """What came, where it says something else than the text held."""


@dataclass(frozen=True)
class Checker:
    """Asks addresses in turn. `now` gives the time."""

    visitor: Visitor = field(default_factory=Visitor)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def check(self, documents: Sequence[HeldDocument]) -> Iterator[Checked]:
        """Ask the address of each document, and write down what came of it before the next. Raises CannotWrite."""
        for document in documents:
            if document.check and (left := seconds_until(document.check.not_before, self.now())):
                self.visitor.rest(document.check.address, left)
        for document in documents:
            yield self._check(document)

    def _check(self, document: HeldDocument) -> Checked:
        address = str(document.head.address)
        wait, content = None, None
        try:
            visit = self.visitor.visit(address, _conditions(document))
            found = _judged(document, visit)
            if found.outcome in ("unchanged", "moved") and visit.reply.status == 200:
                headers = visit.reply.headers
                sha256 = hashlib.sha256(visit.reply.content).hexdigest()
                content = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified"), "sha256": sha256}
        except NotAsked as error:
            found = Checked(document, "not_asked", error.fault)
        except CannotFetch as error:
            found, wait = Checked(document, "failed", error.fault), error.wait
        except UnreadableFile as error:
            found = Checked(document, "failed", message("watch.failure.unreadable", fault=error.fault))
        except MissingReader as error:
            found = Checked(document, "failed", message("watch.failure.no_reader", needed=error.needed, command=error.command))
        moved_to = found.moved_to
        check = next_check(document.check, address, found.outcome, self.now(), moved_to=moved_to, content=content, wait=wait)
        write_check(document.folder, check)
        return found


def _conditions(document: HeldDocument) -> dict[str, str]:
    """Headers by which a host need not send what we know (RFC 9110, section 13.1). What is known is always the text held."""
    check = document.check
    given = {"If-None-Match": check and check.etag, "If-Modified-Since": check and check.last_modified}
    return {name: value for name, value in given.items() if value}


def _judged(document: HeldDocument, visit: Visit) -> Checked:
    """What an answer says of a document. Raises UnreadableFile, MissingReader."""
    reply, same = visit.reply, Checked(document, "moved" if visit.moved_to else "unchanged", None, visit.moved_to)
    if reply.status in (404, 410):
        return Checked(document, "gone", message("watch.found.status", status=reply.status), visit.moved_to)
    known = {document.check.sha256 if document.check else None, document.head.original.sha256 if document.head.original else None}
    if (reply.status == 304 and _conditions(document)) or hashlib.sha256(reply.content).hexdigest() in known:
        return same
    fetched = Fetched(reply.content, _read(reply.content))
    if share_held(document.compared, normalise(fetched.text.text)) < _LEAST_SHARE:
        return Checked(document, "gone", message("watch.found.other_text"), visit.moved_to)
    found = document.changes(fetched.text.text)
    if not found:
        return same
    return Checked(document, "changed", None, visit.moved_to, tuple(found), fetched)


def _read(content: bytes) -> ReadText:
    with TemporaryDirectory(prefix="zhengmai-watch-") as folder:
        path = Path(folder) / "fetched"
        path.write_bytes(content)
        return read_file(path)
