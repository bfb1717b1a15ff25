"""What is drafted of a file or a document, as JSON and as curated CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.build.shared_data import SharedData
from kg.curation.files import write_rows
from kg.errors import writing
from kg.extraction.draft import DraftedDocument, draft
from kg.extraction.opening import open_document, open_file, shared_data
from kg.extraction.tables import draft_tables
from kg.intake.document_ids import propose_id
from kg.intake.understanding import as_json, understand
from kg.loaders.validation import columns_of, optional_columns
from kg.model.document import DocumentHead
from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import LIST_SEPARATOR

if TYPE_CHECKING:
    from kg.extraction.language_model.extract import LanguageModel


@dataclass(frozen=True)
class DraftReport:
    """The drafts of a text. `read` is `text`, `document`, `clauses` as `kg read` gives them."""

    read: dict[str, Any]
    drafted: DraftedDocument
    shared: SharedData

    def as_json(self) -> dict[str, Any]:
        """`text`, `document`, `clauses`; each public table by name, its rows with `origin`, `confidence`, `needs`; `registry`.

        `document` has the conventions on responsibility that the text states, as document.yaml holds them.
        """
        text = self.drafted.source.text
        proposed = [
            {"kind": one.kind, "id": one.id, "row": dict(one.row)}
            | {"quote": text[slice(*one.span)], "start": one.span[0], "end": one.span[1]}
            for one in self.drafted.registry
        ]
        conventions = [one.model_dump() for one in self.drafted.source.conventions]
        document = {**self.read["document"], "responsibility_conventions": conventions}
        return {**self.read, "document": document, **draft_tables(self.drafted, self.shared), "registry": proposed}


def draft_anything(source: str, data: Path, model: LanguageModel | None = None) -> DraftReport:
    """Draft a document of `data` by its id, else a file by its path. `model` proposes beside the rules.

    Raises UnknownDocument, UnreadableFile, MissingReader, CannotRead, InvalidData.
    """
    if (data / "documents" / source).is_dir() and not Path(source).is_file():
        return draft_document(source, data, model)
    shared = shared_data(data)
    understood = understand(Path(source))
    id_ = propose_id(understood.head, understood.head.place or "", "0" * 8, ())
    opened = open_file(understood, id_, shared)
    read = as_json(understood)
    return DraftReport({name: read[name] for name in ("text", "document", "clauses")}, draft(opened, model=model), shared)


def draft_document(document: str, data: Path, model: LanguageModel | None = None) -> DraftReport:
    """Draft a document of `data` by its id. Raises UnknownDocument, InvalidData."""
    shared = shared_data(data)
    opened, head = open_document(data, document, shared)
    return DraftReport(_read(head, opened.text, opened), draft(opened, model=model), shared)


def _read(head: DocumentHead, text: str, opened: Any) -> dict[str, Any]:
    clauses = [
        {name: getattr(clause, name) for name in ("path", "number", "heading", "parent", "start", "end")}
        for clause in opened.clauses.values()
    ]
    names = ("title", "number", "issuer", "issued", "effective", "valid_until", "valid_for", "status", "place")
    return {"text": text, "document": {name: getattr(head, name) for name in names}, "clauses": clauses}


def write_csv(report: DraftReport, folder: Path) -> Iterator[Path]:
    """One file a kind in `folder`, with the columns that a curator writes, `id` empty and the origin in `note`. Raises CannotWrite."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for kind, model in FACT_KINDS.items():
        rows = [curated_row(one.fact.record) | {"note": one.origin} for one in report.drafted.drafts if one.kind == kind]
        path = folder / f"{kind}.csv"
        columns = [name for name in [*columns_of(model), *optional_columns(model)] if name != "note"]
        with writing(path):
            write_rows(path, [*columns, "note"], rows)
        yield path


def curated_row(record: Fact) -> dict[str, str]:
    """A record as a row of its CSV file, without an id."""
    return {name: _cell(value) for name, value in record.model_dump().items()} | {"id": ""}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return LIST_SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)
