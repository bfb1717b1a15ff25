"""The folder of a new document."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kg.curation.files import write_rows
from kg.errors import InvalidDocumentId, reading, writing
from kg.loaders.documents import HEAD, SOURCE
from kg.loaders.ids import ID_COLUMNS, IDS
from kg.loaders.reading import READ
from kg.loaders.validation import columns_of
from kg.model.document import DOCUMENT_ID, ReadClause
from kg.model.facts import FACT_KINDS
from kg.text.outline import AUTO, load_outline
from kg.text.source import read_source

_HEAD = """title: ""
number: null
issuer: []
place: "{place}"
issued: null
period_start: null
period_end: null
status: unknown
status_basis: ""
source_note: ""
sha256: "{sha256}"
outline: {outline}
curated: false
"""


def make_document(data: Path, document: str, source: Path, place: str, outline: str) -> Path:
    """Make `data/documents/<document>/`. Raises InvalidDocumentId, UnknownOutline, CannotRead, CannotWrite."""
    if not re.fullmatch(DOCUMENT_ID, document):
        raise InvalidDocumentId(document)
    if outline != AUTO:
        load_outline(outline, data / "outlines")
    with reading(source):
        text = read_source(source)
    folder = data / "documents" / document
    with writing(folder):
        folder.mkdir(parents=True)
    shutil.copyfile(source, folder / SOURCE)
    (folder / HEAD).write_text(_HEAD.format(place=place, sha256=text.sha256, outline=outline), encoding="utf-8")
    write_empty_tables(folder)
    return folder


def write_empty_tables(folder: Path) -> None:
    """A file without rows for each kind of fact, for the clauses read and for the ids given. Raises OSError."""
    for kind, model in FACT_KINDS.items():
        write_rows(folder / f"{kind}.csv", columns_of(model), [])
    write_rows(folder / READ, columns_of(ReadClause), [])
    write_rows(folder / IDS, ID_COLUMNS, [])
