"""Hashes of the inputs of a build. The same inputs give the same version id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg import paths
from kg.loaders.documents import document_folders
from kg.loaders.progress import progress_files
from kg.rdf.namespaces import BASE

_PACKAGE = Path(__file__).parents[1]
_CODE = ("model", "text", "loaders", "rdf", "build", "store", "queries", "analysis")
"""The packages whose code affects the build result of a document."""


def hash_files(root: Path, files: Iterable[Path]) -> str:
    """SHA-256 over relative paths and contents of `files`."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and p.suffix in {".py", ".rq", ".sql", ".yaml", ".csv", ".ttl", ".txt"}]


def program_hash(data: Path) -> str:
    """The hash of what every document depends on: base IRI, code, ontology, outlines in `data`."""
    parts = [BASE, hash_files(_PACKAGE, [path for room in _CODE for path in _files(_PACKAGE / room)])]
    parts += [hash_files(paths.ONTOLOGY, _files(paths.ONTOLOGY)), hash_files(data, _files(data / "outlines"))]
    return _joined(parts)


def common_hash(data: Path, program: str) -> str:
    """The hash of what documents share: `program`, and the registry, of which each uses a part."""
    return _joined([program, hash_files(data, _files(data / "registry"))])


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def originals(folder: Path) -> list[Path]:
    """The original of a document, if there is one."""
    return [path for path in folder.glob("original.*") if path.is_file()]


def document_hash(folder: Path, program: str) -> str:
    """The hash of a document's files, its original among them, and of `program`."""
    return _joined([program, hash_files(folder, {*_files(folder), *originals(folder)})])


def progress_hash(data: Path) -> str:
    """The hash of what offices said of their tasks; empty where they said nothing."""
    files = progress_files(data)
    return hash_files(data, files) if files else ""


def version_id(documents: dict[str, str], common: str, progress: str = "") -> str:
    """The id of the version built from these documents and statements of progress: 12 hexadecimal digits."""
    lines = [common, *(f"{name} {hash_}" for name, hash_ in sorted(documents.items())), *filter(None, [progress])]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def version_of(data: Path) -> str:
    """The id of the version that this program builds from `data`."""
    program = program_hash(data)
    documents = {folder.name: document_hash(folder, program) for folder in document_folders(data)}
    return version_id(documents, common_hash(data, program), progress_hash(data))
