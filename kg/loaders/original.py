"""The original of a document, its pages, layout, doubts and corrections: `original.<ext>` and the CSV files beside the text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kg.errors import DataIssue, nearest, shown
from kg.i18n import message
from kg.loaders.csvfile import read_rows
from kg.loaders.validation import columns_of, validated
from kg.model.document import DocumentHead
from kg.model.original import Corrected, Correction, Doubt, Page, Provenance, Stretch
from kg.text.edits import Edit, Edits

PAGES, LAYOUT, DOUBTS, CORRECTIONS = "pages.csv", "layout.csv", "doubts.csv", "corrections.csv"
RecordType = TypeVar("RecordType", bound=BaseModel)
Rows = Sequence[tuple[int, RecordType]]
"""Records, each with its line in the file."""


@dataclass(frozen=True)
class CorrectedText:
    """The text with its corrections, the edits that made it of `source.txt`, and where it comes from."""

    text: str
    edits: Edits = field(default_factory=Edits)
    provenance: Provenance = field(default_factory=Provenance)


def load_original(folder: Path, head: DocumentHead, text: str, show: Path) -> tuple[CorrectedText, list[DataIssue]]:
    """What is known of the way from the original to `text`, which is that of `source.txt`. Files with faults count as missing."""
    files = _Files(folder, show)
    files.check(_original_faults(folder, head, files.name_of(folder / (head.original.file if head.original else ""))))
    pages = files.rows(PAGES, Page, _page_faults)
    numbers = {page.page for _, page in pages}
    stretches = files.rows(LAYOUT, Stretch, lambda rows, file: _layout_faults(rows, numbers, text, file))
    doubts = files.rows(DOUBTS, Doubt, lambda rows, file: _doubt_faults(rows, numbers, text, file))
    corrections = files.rows(CORRECTIONS, Correction, lambda rows, file: _correction_faults(rows, text, file))
    edits = Edits.of(_edit(correction) for _, correction in corrections)
    in_order = sorted((correction for _, correction in corrections), key=_place)
    provenance = Provenance(
        head.original,
        head.address,
        tuple(page for _, page in pages),
        tuple(_moved_layout([stretch for _, stretch in stretches], edits)),
        tuple(doubt.model_copy(update=dict(zip(("start", "end"), edits.span(doubt.start, doubt.end), strict=True))) for _, doubt in doubts),
        tuple(Corrected(correction, *place) for correction, place in zip(in_order, edits.places, strict=True)),
    )
    return CorrectedText(edits.apply(text), edits, provenance), files.issues


@dataclass
class _Files:
    """Reads the files of a folder, and collects what is wrong with them."""

    folder: Path
    show: Path
    issues: list[DataIssue] = field(default_factory=list)

    def name_of(self, path: Path) -> str:
        return str(path.relative_to(self.show))

    def check(self, faults: Iterator[DataIssue]) -> None:
        self.issues += faults

    def rows(
        self, name: str, model: type[RecordType], faults_of: Callable[[Rows[RecordType], str], Iterator[DataIssue]]
    ) -> Rows[RecordType]:
        """The rows of a file that need not be there; none where one has a fault."""
        path = self.folder / name
        if not path.is_file():
            return []
        file = self.name_of(path)
        rows, faults = read_rows(path, columns_of(model), file=file)
        found: list[tuple[int, RecordType]] = []
        for row in rows:
            record, wrong = validated(model, row.cells, file, row.line)
            faults += wrong
            found += [(row.line, record)] if record else []
        faults += [] if faults else faults_of(found, file)
        self.issues += faults
        return [] if faults else found


def _original_faults(folder: Path, head: DocumentHead, file: str) -> Iterator[DataIssue]:
    kept = sorted(path.name for path in folder.glob("original.*"))
    if head.original is None:
        unknown, expected = message("issues.found.unknown_file"), message("issues.expected.key", known=["original"])
        yield from (DataIssue(str(Path(file) / name), None, None, unknown, expected) for name in kept)
        return
    path = folder / head.original.file
    if not path.is_file():
        found, expected = message("issues.found.no_file"), message("issues.expected.original", file=head.original.file)
        yield DataIssue(file, None, None, found, expected, nearest(head.original.file, kept))
        return
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if sha256 != head.original.sha256:
        expected = message("issues.expected.kept_original", sha256=head.original.sha256)
        yield DataIssue(file, None, None, message("issues.found.kept_original", file=path.name, sha256=sha256), expected)


def _page_faults(rows: Rows[Page], file: str) -> Iterator[DataIssue]:
    for number, (line, page) in enumerate(rows, start=1):
        if page.page != number:
            yield DataIssue(file, line, "page", shown(page.page), message("issues.expected.page_order", page=number))
            return


def _layout_faults(rows: Rows[Stretch], pages: set[int], text: str, file: str) -> Iterator[DataIssue]:
    at = 0
    for line, stretch in rows:
        if stretch.page not in pages:
            yield DataIssue(file, line, "page", shown(stretch.page), message("issues.expected.page"))
        if stretch.end > len(text):
            yield DataIssue(file, line, "end", shown(stretch.end), message("issues.expected.inside_text", count=len(text)))
        if stretch.start < at:
            yield DataIssue(file, line, "start", shown(stretch.start), message("issues.expected.text_order", start=at))
        at = max(at, stretch.end)


def _doubt_faults(rows: Rows[Doubt], pages: set[int], text: str, file: str) -> Iterator[DataIssue]:
    for line, doubt in rows:
        if doubt.page is not None and doubt.page not in pages:
            yield DataIssue(file, line, "page", shown(doubt.page), message("issues.expected.page"))
        if doubt.end > len(text):
            yield DataIssue(file, line, "end", shown(doubt.end), message("issues.expected.inside_text", count=len(text)))


def _correction_faults(rows: Rows[Correction], text: str, file: str) -> Iterator[DataIssue]:
    before: tuple[int, Edit] | None = None
    for line, correction in sorted(rows, key=lambda row: _place(row[1])):
        edit = _edit(correction)
        stands = text[edit.start : edit.end]
        if stands != edit.old or edit.end > len(text):
            words = shown(text[edit.start : edit.start + max(20, len(edit.old))])
            yield DataIssue(file, line, "as_read", shown(edit.old), message("issues.expected.as_read", start=edit.start, words=words))
        elif before and _overlap(before[1], edit):
            found = message("issues.found.corrected_already", row=before[0])
            yield DataIssue(file, line, "start", found, message("issues.expected.place_of_its_own"))
        before = line, edit


def _edit(correction: Correction) -> Edit:
    return Edit(correction.start, correction.as_read, correction.as_printed)


def _place(correction: Correction) -> tuple[int, int]:
    return correction.start, correction.start + len(correction.as_read)


def _overlap(one: Edit, other: Edit) -> bool:
    return other.start < one.end or (one.start, one.end) == (other.start, other.end)


def _moved_layout(stretches: Sequence[Stretch], edits: Edits) -> Iterator[Stretch]:
    """The stretches in the corrected text. Of two that a correction stretches over each other, the first has its words."""
    at = 0
    for stretch in stretches:
        start, end = edits.span(stretch.start, stretch.end)
        start = max(start, at)
        if start < end:
            yield stretch.model_copy(update={"start": start, "end": end})
            at = end
