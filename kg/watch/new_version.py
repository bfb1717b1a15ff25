"""The files of a new version, written and proven until nothing is wrong with them; what cannot be proven is left."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

from kg.build.shared_data import SharedData
from kg.curation.files import replace_file, write_rows
from kg.curation.head_keys import with_keys
from kg.curation.new import write_empty_tables
from kg.errors import DataIssue, InvalidData
from kg.i18n import Language, Message, message, text
from kg.intake.kept_files import describe_original, keep_files
from kg.intake.media_type import media_type
from kg.loaders.documents import HEAD, SOURCE, load_document, load_head, read_document
from kg.loaders.evidence import ParsedSource
from kg.loaders.ids import ID_COLUMNS, IDS, FactId, GivenId
from kg.loaders.original import CORRECTIONS
from kg.loaders.reading import CARRIED, READ, UNREAD, Reading, load_reading
from kg.loaders.sheets import read_sheets
from kg.loaders.validation import columns_of
from kg.model.document import DocumentHead, ReadClause
from kg.model.facts import FACT_KINDS, OPTIONAL_COLUMNS
from kg.model.original import Correction
from kg.watch.carry import CarriedRow, Left, placed_rows, renamed
from kg.watch.check import Fetched
from kg.watch.clause_matches import ClauseMatches, match_clauses, own_words
from kg.watch.held import HeldDocument
from kg.watch.version_head import relocated_corrections, relocated_faults, unstated_keys
from kg.watch.visits_log import next_check, write_check

DATA_LANGUAGE: Language = "zh"
"""The language of what is written into the data."""


def edit_head(path: Path, values: Mapping[str, Any]) -> None:
    """Set keys of a `document.yaml`, and take those out whose value is None."""
    before = path.read_bytes()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    replace_file(path, mark + with_keys(before.decode("utf-8-sig"), values).encode())


@dataclass
class NewVersion:
    """The new version of `document` in the folder `stage`, which has its id as name and lies inside `data`."""

    document: HeldDocument
    fetched: Fetched
    data: Path
    shared: SharedData
    stage: Path
    now: datetime
    moved_to: str | None = None
    left: list[Left] = field(default_factory=list)
    rows: list[CarriedRow] = field(default_factory=list)
    unread: dict[str, Message | str] = field(default_factory=dict)

    def write(self) -> None:
        """Write all files. Raises InvalidData where the new text cannot be loaded even without the rows and keys that may be left."""
        show = self.data.parent
        self._write_text()
        head, source, issues = read_document(self.stage, self.data, show)
        if head is None or source is None:
            raise InvalidData(issues)
        matches = match_clauses(self.document.source, source)
        self.rows, left = placed_rows(read_sheets(self.document.folder, show), matches, source)
        self.left += left
        before, _ = load_reading(self.document.folder, self.document.source.tree.clauses, show)
        while True:
            renamed(self.rows, self.stage.name, matches)
            self._write_tables()
            self._write_reading(source, matches, before)
            _, issues = load_document(self.stage, self.data, self.shared.registry, self.shared.vocabulary.codes, show)
            if not issues:
                break
            self._leave(issues)
        self._finish()

    def _write_text(self) -> None:
        read, old = self.fetched.text, (self.document.folder / SOURCE).read_bytes().decode("utf-8")
        (self.stage / SOURCE).write_bytes(read.text.encode())
        with TemporaryDirectory(prefix="zhengmai-watch-") as folder:
            path = Path(folder) / _file_name(str(self.document.head.address))
            path.write_bytes(self.fetched.content)
            original = describe_original(path, media_type(path), read)
            keep_files(self.stage, path, original, read)
        write_empty_tables(self.stage)
        head = self._old_head()
        faults, left = relocated_faults(head, old, read.text)
        self.left += left
        corrections, left = relocated_corrections([one.correction for one in self.document.source.provenance.corrections], old, read.text)
        self.left += left
        if corrections:
            write_rows(self.stage / CORRECTIONS, columns_of(Correction), [one.cells() for one in corrections])
        (self.stage / HEAD).write_bytes((self.document.folder / HEAD).read_bytes())
        address = self.moved_to or str(head.address)
        told = {"day": self.now.date().isoformat(), "address": address, "reader": f"{read.reader} {read.version}"}
        changed: dict[str, Any] = {
            "sha256": hashlib.sha256(read.text.encode()).hexdigest(),
            "original": original.model_dump(),
            "address": address,
            "faults": faults or None,
            "source_note": text("watch.note", DATA_LANGUAGE, **told, document=self.document.id, note=head.source_note),
            "curated": True,
        }
        edit_head(self.stage / HEAD, changed)

    def _old_head(self) -> DocumentHead:
        """The head as it is written, with offsets of `source.txt`."""
        head, _ = load_head(self.document.folder, self.data.parent)
        assert head
        return head

    def _write_tables(self) -> None:
        for kind, model in FACT_KINDS.items():
            rows = [row.cells for row in self.rows if row.kind == kind]
            optional = [name for name in OPTIONAL_COLUMNS if any(row.get(name) for row in rows)]
            columns = list(dict.fromkeys([*columns_of(model), *optional]))
            write_rows(self.stage / f"{kind}.csv", columns, [{name: row.get(name, "") for name in columns} for row in rows])
        given = [GivenId.to(id_, row.cells) for row in self.rows if (id_ := FactId.parse(row.new_id))]
        lines = sorted(given, key=lambda line: line.id)
        write_rows(self.stage / IDS, ID_COLUMNS, [{"id": str(line.id), "digest": line.digest, "quote": line.quote} for line in lines])

    def _write_reading(self, source: ParsedSource, matches: ClauseMatches, before: Reading) -> None:
        """Clauses that are word for word those of the old version were read where they were; all others are still to be read."""
        lost: dict[str | None, list[str]] = defaultdict(list)
        for one in self.left:
            if one.clause is not None:
                lost[self._clause_now(one.clause, matches)].append(one.what)
        old_paths = {new: old for old, new in matches.same.items()}
        holding = {row.clause for row in self.rows}
        empty: dict[str, str] = {}
        self.unread = {}
        for path, clause in source.tree.clauses.items():
            old = old_paths.get(path)
            if old is None and not own_words(source, clause):
                empty |= {} if path in holding else {path: text("watch.reading.no_words", DATA_LANGUAGE)}
            elif old is None or path in lost:
                facts = message("watch.reading.left", facts=lost[path]) if path in lost else ""
                self.unread[path] = (
                    message("watch.reading.same", left=facts)
                    if old is not None
                    else message("watch.reading.changed", left=facts)
                    if path in matches.alike.values()
                    else message("watch.reading.came", left=facts)
                )
            elif old in before.unread:
                self.unread[path] = before.unread[old]
            elif path not in holding:
                reason = before.empty.get(old)
                empty |= {path: reason} if reason else {}
                self.unread |= {} if reason else {path: message("watch.reading.never")}
        columns = columns_of(ReadClause)
        write_rows(self.stage / READ, columns, [{"clause": path, "reason": reason} for path, reason in empty.items()])
        unread = {path: told.text(DATA_LANGUAGE) if isinstance(told, Message) else told for path, told in self.unread.items()}
        write_rows(self.stage / UNREAD, columns, [{"clause": path, "reason": reason} for path, reason in unread.items()])

    def _clause_now(self, path: str, matches: ClauseMatches) -> str | None:
        """The clause of the new version that the old one, or the nearest above it, became."""
        tree = self.document.source.tree
        above = [clause.path for clause in tree.ancestors(path)] if path in tree.clauses else []
        return next((new for old in [path, *above] if (new := matches.of(old))), None)

    def _leave(self, issues: Sequence[DataIssue]) -> None:
        """Take out the rows and the keys of the head that cannot be proven. Raises InvalidData where that is not what is wrong."""
        wrong = {(Path(issue.file).stem, issue.row): _told(issue) for issue in reversed(issues) if Path(issue.file).stem in FACT_KINDS}
        kept: list[CarriedRow] = []
        lines: dict[str, int] = defaultdict(lambda: 1)
        for row in self.rows:
            lines[row.kind] += 1
            if reason := wrong.get((row.kind, lines[row.kind])):
                self.left.append(Left(row.old_id, row.old.cells["clause"], reason))
            else:
                kept.append(row)
        head, _ = load_head(self.stage, self.data.parent)
        values, left = unstated_keys(head, [issue for issue in issues if Path(issue.file).name == HEAD]) if head else ({}, [])
        if len(kept) == len(self.rows) and not values:
            raise InvalidData(issues)
        self.rows = kept
        self.left += left
        edit_head(self.stage / HEAD, values)

    def _finish(self) -> None:
        """What became of each fact; the visit that brought the text. A version of what was not curated is not either."""
        rows = [{"fact": row.old_id, "became": row.new_id, "reason": ""} for row in self.rows]
        for one in self.left:
            reason = one.reason.text(DATA_LANGUAGE) if isinstance(one.reason, Message) else one.reason
            rows.append({"fact": one.what, "became": "", "reason": reason})
        write_rows(self.stage / CARRIED, ["fact", "became", "reason"], rows)
        if not self.document.head.curated:
            edit_head(self.stage / HEAD, {"curated": False})
            (self.stage / UNREAD).unlink()
        content: dict[str, str | None] = {"etag": None, "last_modified": None, "sha256": hashlib.sha256(self.fetched.content).hexdigest()}
        address = self.moved_to or str(self.document.head.address)
        write_check(self.stage, next_check(None, address, "unchanged", self.now, content=content))


def _told(issue: DataIssue) -> Message:
    """A fault, without the place of a file that is still being written."""
    return replace(issue, file=Path(issue.file).name, row=None).message


def _file_name(address: str) -> str:
    """The name under which an address gives its content."""
    name = unquote(urlsplit(address).path).rpartition("/")[2]
    return re.sub(r"[^\w.-]", "_", name)[-80:].strip(".") or "index"
