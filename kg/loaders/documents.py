"""`data/documents/<id>/` -> a document with its clauses and its facts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from kg.errors import DataIssue, InvalidOutline, UnknownOutline, nearest, shown
from kg.i18n import message
from kg.loaders.clause_fixes import CLAUSES, load_fixes
from kg.loaders.conflicts import conflict, conflict_in
from kg.loaders.evidence import ParsedSource
from kg.loaders.facts import Context, load_facts
from kg.loaders.finding_answers import ANSWERS, read_answers
from kg.loaders.ids import IDS
from kg.loaders.life import prove_life
from kg.loaders.original import CORRECTIONS, DOUBTS, LAYOUT, PAGES, CorrectedText, load_original
from kg.loaders.reading import CARRIED, READ, UNREAD, Reading, coverage_of, load_reading, unaccounted
from kg.loaders.registry import Registry
from kg.loaders.source_checks import WATCH, read_source_checks
from kg.loaders.validation import Codes, validated
from kg.model.document import DOCUMENT_ID, DocumentHead, Fault
from kg.model.facts import FACT_KINDS
from kg.model.records import ClauseRecord, DocumentRecord, ProvenFact
from kg.text.clauses import read_clauses
from kg.text.edits import Edits
from kg.text.outline import AUTO, load_outline
from kg.text.quotes import noise_spans, normalise
from kg.text.source import Source, read_source
from kg.text.structure import NOISE, read_structure

HEAD, SOURCE = "document.yaml", "source.txt"


class _HeadLoader(yaml.SafeLoader):
    """YAML whose dates stay as they are written, so that one that the calendar lacks is told like any other fault."""


_HeadLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_FILES = [
    HEAD, SOURCE, READ, UNREAD, CARRIED, IDS, ANSWERS, WATCH, PAGES, LAYOUT, DOUBTS, CORRECTIONS, CLAUSES,
    *(f"{kind}.csv" for kind in FACT_KINDS)
]  # fmt: skip


def document_folders(data: Path) -> list[Path]:
    return sorted(path for path in (data / "documents").glob("*") if path.is_dir() and not path.name.startswith("."))


def load_head(folder: Path, show: Path) -> tuple[DocumentHead | None, list[DataIssue]]:
    path = folder / HEAD
    file = str(path.relative_to(show))
    if not path.is_file():
        return None, [DataIssue(file, None, None, message("issues.found.no_file"), message("issues.expected.head"))]
    try:
        content = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_HeadLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        found = message("issues.found.unreadable", fault=shown(error, 200))
        return None, [DataIssue(file, None, None, found, message("issues.expected.yaml"))]
    if not isinstance(content, dict):
        return None, [DataIssue(file, None, None, shown(content), message("issues.expected.mapping"))]
    return validated(DocumentHead, content, file, None)


def read_document(folder: Path, data: Path, show: Path) -> tuple[DocumentHead | None, ParsedSource | None, list[DataIssue]]:
    """The head and the corrected text of a document, read into clauses. A text that does not match its hash is not read.

    The faults of the head are returned where they stand in the corrected text.
    """
    head, problems = load_head(folder, show)
    if not re.fullmatch(DOCUMENT_ID, folder.name):
        problems.append(DataIssue(str(folder.relative_to(show)), None, None, shown(folder.name), message("issues.expected.folder")))
    path = folder / SOURCE
    file = str(path.relative_to(show))
    try:
        source = read_source(path)
    except FileNotFoundError:
        return head, None, [*problems, DataIssue(file, None, None, message("issues.found.no_file"), message("issues.expected.source"))]
    except (OSError, UnicodeDecodeError) as error:
        found = message("issues.found.unreadable", fault=shown(error, 200))
        return head, None, [*problems, DataIssue(file, None, None, found, message("issues.expected.source"))]
    if head is None:
        return None, None, problems
    if source.sha256 != head.sha256:
        return head, None, [*problems, _other_text(source, head.sha256, file)]
    corrected, faults = load_original(folder, head, source.text, show)
    problems += faults
    for fault in head.faults:
        if not source.text[fault.start : fault.end].startswith(fault.begins):
            words = shown(source.text[fault.start : fault.start + 20])
            expected = message("issues.expected.fault_begins", begins=shown(fault.begins), start=fault.start)
            problems.append(DataIssue(str((folder / HEAD).relative_to(show)), None, "faults", words, expected))
    head = head.model_copy(update={"faults": [_moved(fault, corrected.edits) for fault in head.faults]})
    parsed, faults = _parsed(folder, head, corrected, data, show)
    return head, parsed, problems + faults


def _moved(fault: Fault, edits: Edits) -> Fault:
    start, end = edits.span(fault.start, fault.end)
    return fault.model_copy(update={"start": start, "end": end})


def _parsed(
    folder: Path, head: DocumentHead, corrected: CorrectedText, data: Path, show: Path
) -> tuple[ParsedSource | None, list[DataIssue]]:
    """The corrected text in clauses, as the outline of the head reads it, or for `auto` by the signs that the text uses."""
    head_file = str((folder / HEAD).relative_to(show))
    own_outline = data / "outlines" / f"{head.outline}.yaml"
    if marker := conflict_in(own_outline, str(own_outline.relative_to(show))):
        return None, [marker]
    spans = [(fault.start, fault.end) for fault in head.faults]
    fixes, faults = load_fixes(folder, head.outline, corrected.text, show)
    if head.outline == AUTO:
        tree = read_structure(corrected.text, spans, fixes)
        return ParsedSource(corrected.text, normalise(corrected.text, NOISE), tree, spans, NOISE, corrected.provenance), faults
    try:
        outline = load_outline(head.outline, data / "outlines")
        tree = read_clauses(corrected.text, outline, spans)
    except UnknownOutline as error:
        expected, near = message("issues.expected.one_of", known=error.known), nearest(head.outline, error.known)
        return None, [DataIssue(head_file, None, "outline", shown(head.outline), expected, near)]
    except InvalidOutline as error:
        found = message("issues.found.outline", file=f"{head.outline}.yaml", fault=shown(error.__cause__ or error, 300))
        return None, [DataIssue(head_file, None, "outline", found, message("issues.expected.outline"))]
    normalised = normalise(corrected.text, outline.noise)
    return ParsedSource(corrected.text, normalised, tree, spans, outline.noise, corrected.provenance), faults


def _other_text(source: Source, sha256: str, file: str) -> DataIssue:
    """Why a text does not have the hash that its head vouches for."""
    lf = source.text.replace("\r\n", "\n")
    for text, now, before in ((lf, "CR LF", "LF"), (lf.replace("\n", "\r\n"), "LF", "CR LF")):
        if hashlib.sha256(text.encode()).hexdigest() == sha256:
            found, expected = message("issues.found.line_ends", ends=now), message("issues.expected.line_ends", ends=before)
            return DataIssue(file, None, None, found, expected)
    found, expected = message("issues.found.sha256", sha256=source.sha256), message("issues.expected.sha256", sha256=sha256)
    return conflict(source.text, file) or DataIssue(file, None, None, found, expected)


def load_document(folder: Path, data: Path, registry: Registry, codes: Codes, show: Path) -> tuple[DocumentRecord | None, list[DataIssue]]:
    """Everything `folder` holds, or every fault it has. Where a merge was left unfinished, nothing else is looked at."""
    conflicts = [
        marker
        for path in sorted(folder.iterdir())
        if path.suffix in (".csv", ".yaml") and (marker := conflict_in(path, str(path.relative_to(show))))
    ]
    if conflicts:
        return None, conflicts
    head, reading, problems = read_document(folder, data, show)
    unknown, files = message("issues.found.unknown_file"), message("issues.expected.one_of", known=_FILES)
    problems += [
        DataIssue(str(path.relative_to(show)), None, None, unknown, files, nearest(path.name, _FILES))
        for path in sorted(folder.iterdir())
        if path.name not in _FILES and path.stem != "original" and path.suffix in (".csv", ".yaml", ".yml", ".txt")
    ]
    if head is None or reading is None:
        return None, problems
    head_file = str((folder / HEAD).relative_to(show))
    if registry.place(head.place) is None and "place" in registry.incomplete:
        return None, problems
    if registry.place(head.place) is None:
        near = nearest(head.place, registry.entries["place"])
        problems.append(DataIssue(head_file, None, "place", shown(head.place), message("issues.expected.place_code"), near))
        return None, problems
    problems += [
        DataIssue(head_file, None, name, message("issues.found.nothing"), message("issues.expected.words"))
        for name in ("title", "status_basis", "source_note")
        if not getattr(head, name).strip()
    ]
    issuers, faults = _issuers(head, registry, head_file)
    problems += faults
    known = _KnownDocuments(data, registry)
    life, faults = prove_life(head, reading, folder.name, known, head_file)
    problems += faults
    facts: list[ProvenFact] = []
    read = Reading({}, {})
    if head.curated:
        context = Context(folder.name, head.place, reading, registry, codes, head.responsibility_conventions, head_file)
        facts, wrong = load_facts(folder, context, show)
        read, faults = load_reading(folder, reading.tree.clauses, show)
        problems += wrong + faults
        if not wrong and not faults:
            problems += unaccounted(folder, reading.tree.clauses, {fact.record.clause for fact in facts}, read, show)
    checks, faults = read_source_checks(folder, show)
    problems += faults
    answers, faults = read_answers(folder, (fact.id for fact in facts), codes, show)
    problems += faults
    if problems:
        return None, problems
    if head.later_version:
        read, facts = replace(read, later={fact.record.clause: head.later_version for fact in facts}), []
    clauses = tuple(
        ClauseRecord(
            c.path, c.kind, c.number, c.heading, c.parent, c.start, c.end, tuple(c.own),
            "".join(reading.text[start:end] for start, end in c.own), *read.of(c.path), coverage_of(c.path, read if head.curated else None),
        )
        for c in reading.tree.clauses.values()
    )  # fmt: skip
    noise = tuple(noise_spans(reading.text, reading.noise))
    return DocumentRecord(
        folder.name, head, issuers, reading.text, clauses, tuple(facts), noise, life, reading.provenance, answers,
        checks.get(head.address or ""),
    ), []  # fmt: skip


@dataclass(frozen=True)
class _KnownDocuments(Collection[str]):
    """The ids of documents that may be named: those in `data`, and those that the registry has as cited. Listed only for an error."""

    data: Path
    registry: Registry

    def __contains__(self, id_: object) -> bool:
        return id_ in self.registry.entries["cited_document"] or any(folder.name == id_ for folder in document_folders(self.data))

    def __iter__(self) -> Iterator[str]:
        return iter({*self.registry.entries["cited_document"], *(folder.name for folder in document_folders(self.data))})

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _issuers(head: DocumentHead, registry: Registry, file: str) -> tuple[tuple[str, ...], list[DataIssue]]:
    ids, problems = [], []
    for name in head.issuer:
        found = registry.agencies_named(name, head.place)
        if len(found) == 1:
            ids.append(found[0].id)
        elif found or registry.incomplete.isdisjoint(("agency", "place")):
            known = registry.agency_names(head.place)
            expected = message("issues.expected.issuer", place=head.place)
            problems.append(DataIssue(file, None, "issuer", shown(name), expected, nearest(name, known)))
    return tuple(ids), problems
