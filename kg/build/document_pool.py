"""Documents are the unit of work: each is read, proven, turned into triples and checked by itself, on as many cores as there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from kg import paths
from kg.build.document import build_document, derive_document
from kg.build.shared_data import SharedData, load_shared_data
from kg.model.problems import Problem


@dataclass(frozen=True)
class DocumentResult:
    """What became of one document: nothing wrong, or what is."""

    document: str
    problems: list[Problem]
    faults: list[str]


@dataclass(frozen=True)
class DocumentJob:
    """A document's folder, and where to keep what it comes to. Where the registry is faulty, documents are only read."""

    folder: Path
    data: Path
    into: Path
    reading_only: bool


_foundation: SharedData | None = None
"""What a worker works on; a forked worker inherits it."""


def process_documents(tasks: Sequence[DocumentJob], shared: SharedData) -> Iterator[DocumentResult]:
    """Work on all documents, in no order."""
    global _foundation
    _foundation = shared
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers < 2:
        yield from map(_work, tasks)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, context, _prepare, (tasks[0].data,)) as pool:
        # The largest first, so that no worker is left alone with it at the end.
        largest_first = sorted(tasks, key=lambda task: -sum(path.stat().st_size for path in task.folder.iterdir()))
        for future in as_completed([pool.submit(_work, task) for task in largest_first]):
            yield future.result()


def _prepare(data: Path) -> None:
    """Make a worker ready: it has what all documents share, and it ends when the build that started it is killed."""
    global _foundation
    gc.disable()  # a worker is short-lived and makes millions of small objects
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if _foundation is None:
        _foundation, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _work(task: DocumentJob) -> DocumentResult:
    assert _foundation is not None
    record, quads, problems = build_document(task.folder, task.data, _foundation, task.data.parent)
    if record is None or task.reading_only:
        return DocumentResult(task.folder.name, problems, [])
    _, faults = derive_document(record, quads, _foundation, task.into)
    return DocumentResult(task.folder.name, [], faults)
