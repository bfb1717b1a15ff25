"""The build pipeline from `data/` to a published version. A version is published only if every check passes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg import paths
from kg.build.answers import gone_answers
from kg.build.change import Change
from kg.build.checks import check_ontology, check_shapes, check_vocabularies
from kg.build.document import BuiltDocument
from kg.build.document_pool import DocumentJob, process_documents
from kg.build.fingerprint import common_hash, document_hash, originals, program_hash, progress_hash, version_id
from kg.build.progress import progress_rows
from kg.build.publish import publish
from kg.build.reuse import kept_results, result_name
from kg.build.shared_data import SharedData, load_shared_data
from kg.errors import DataIssue, GateFailed, InvalidData, reading
from kg.i18n import Message, message
from kg.loaders.documents import document_folders
from kg.loaders.progress import progress_files
from kg.rdf.namespaces import BASE
from kg.store.files import keep_file, original_faults, remove_other_files
from kg.store.versions import Version, all_versions, building, current_version

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, the number of items done, and the number of items in all."""


@dataclass
class Report:
    """The result of a build: seconds by phase, ids of the documents built, the version now in use."""

    version: Version | None = None
    changed: list[str] = field(default_factory=list)
    documents: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    notices: list[Message] = field(default_factory=list)
    """What somebody should look at, and that stops no build."""

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def build(data: Path, home: Path, progress: Progress = lambda *_: None) -> Report:
    """Publish what `data` holds in `home`, working only on documents that changed.

    Raises InvalidData, GateFailed, versions.Busy; the version in use then stays as it was.
    """
    with building(home):
        return _build(data, home, progress, publishing=True)


def check(data: Path, home: Path, progress: Progress = lambda *_: None) -> Report:
    """Like `build`, without publishing. Raises as `build` does."""
    with building(home):
        return _build(data, home, progress, publishing=False)


def _build(data: Path, home: Path, progress: Progress, *, publishing: bool) -> Report:
    report = Report()
    with report.phase("hash"):
        folders = document_folders(data)
        if not folders:
            found, expected = message("issues.found.no_document"), message("issues.expected.folder_for_each")
            raise InvalidData([DataIssue(str(data / "documents"), None, None, found, expected)])
        program = program_hash(data)
        common = common_hash(data, program)
        hashes = {folder.name: document_hash(folder, program) for folder in folders}
        id_ = version_id(hashes, common, progress_hash(data))
        new = {name: result_name(hash_, common) for name, hash_ in hashes.items()}
    report.documents = len(folders)
    before = current_version(home)
    with report.phase("verify"):
        same = before is not None and before.id == id_
        damage = _damage(before, contents=same) if before else []
        known = _known_results(before, common, new) if before else {}
    if before and same and not damage:
        cached = _results(home, known)
        asked = {path.stem for path in progress_files(data)} & cached.keys()
        if all(cached[name].is_whole() for name in asked):
            report.version = before
            report.notices = [*_notices(cached), *progress_rows(data, cached)[1]]
            return report
    with report.phase("registry"):
        shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    with report.phase("verify"):
        names = new if problems else kept_results(home, new, known, shared)
        cached = _results(home, names)
        changed_folders = [folder for folder in folders if not cached[folder.name].is_whole()]
        report.changed = [folder.name for folder in changed_folders]
    with report.phase("documents"):
        faults = _work(changed_folders, data, shared, problems, cached, progress)
    with report.phase("ontology gates"):
        faults += _check_shared_data(shared)
    if faults:
        raise GateFailed(faults)
    statements, notices = progress_rows(data, cached)
    report.notices = [*damage, *_notices(cached), *notices]
    if publishing:
        with report.phase("publish"):
            progress("publishing", 0, 1)
            files = _keep_originals(home, folders, cached, set(report.changed), trusted=not damage)
            manifest = {"version": id_, "base": BASE, "common": common, "documents": names, "originals": files}
            change = Change.since(home, None if damage else before, common, names)
            report.version = publish(home, manifest, change if change.same_buckets() else change.anew(), shared, statements)
            _remove_stale_cache(home, names)
            remove_other_files(home, {sha256 for version in all_versions(home) for sha256 in version.originals.values()})
            progress("publishing", 1, 1)
    return report


def _known_results(before: Version, common: str, new: Mapping[str, str]) -> Mapping[str, str]:
    """The results that the version before has, where all that documents share is the same, documents that others name among it."""
    known: dict[str, str] = before.manifest["documents"]
    return known if before.manifest["common"] == common and known.keys() <= new.keys() else {}


def _results(home: Path, names: Mapping[str, str]) -> dict[str, BuiltDocument]:
    return {name: BuiltDocument(home / "cache" / name / result) for name, result in names.items()}


def _work(
    folders: list[Path], data: Path, shared: SharedData, problems: list[DataIssue], cached: dict[str, BuiltDocument], progress: Progress
) -> list[Message]:
    """Build the changed documents. Returns the violations of all of them; raises InvalidData with all problems in the files."""
    tasks = [DocumentJob(folder, data, cached[folder.name].folder, bool(problems)) for folder in folders]
    problems, faults = list(problems), []
    progress("documents", 0, len(tasks))
    for done, result in enumerate(process_documents(tasks, shared), start=1):
        problems += result.problems
        faults += result.faults
        progress("documents", done, len(tasks))
    if problems:
        raise InvalidData(problems)
    return sorted(faults, key=str)


def _notices(documents: dict[str, BuiltDocument]) -> list[Message]:
    return [notice for document in documents.values() for notice in gone_answers(document.folder)]


def _check_shared_data(shared: SharedData) -> list[Message]:
    return [
        *check_ontology(shared.ontology_quads, shared.registry_quads),
        *check_shapes(shared.registry_quads),
        *check_vocabularies([*shared.ontology_quads, *shared.registry_quads]),
    ]


def _damage(version: Version, *, contents: bool) -> list[Message]:
    """What of a version, and of the originals that it refers to, is not as it was published."""
    found = [*version.faults(contents=contents), *original_faults(version.home, version.originals, contents=contents)]
    return [message("checks.made_anew", file=str(fault.file), fault=fault.fault) for fault in found]


def _keep_originals(
    home: Path, folders: list[Path], cached: dict[str, BuiltDocument], changed: set[str], *, trusted: bool
) -> dict[str, str]:
    """Put the originals of all documents into the home: document -> SHA-256. Raises CannotRead.

    Those of `changed` documents are hashed where they are there; where the home is not `trusted`, all are.
    """
    files = {}
    for folder in folders:
        original = cached[folder.name].source.provenance.original if originals(folder) else None
        if original:
            with reading(folder / original.file):
                keep_file(home, folder / original.file, original.sha256, check=not trusted or folder.name in changed)
            files[folder.name] = original.sha256
    return files


def _remove_stale_cache(home: Path, hashes: dict[str, str]) -> None:
    """Remove cached results that the current version does not use."""
    for folder in (home / "cache").iterdir():
        for cached in folder.iterdir():
            if hashes.get(folder.name) != cached.name:
                shutil.rmtree(cached, ignore_errors=True)
        if folder.name not in hashes:
            shutil.rmtree(folder, ignore_errors=True)
