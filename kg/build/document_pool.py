"""Builds documents in parallel, one process a core. A document depends on its own files and on the shared data only."""

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
from kg.build.document import derive_document, load
from kg.build.shared_data import SharedData, load_shared_data
from kg.errors import DataIssue
from kg.i18n import Message


@dataclass(frozen=True)
class DocumentResult:
    """The outcome of one document: problems in its files, and violations found by the checks. Both empty: it is built."""

    document: str
    problems: list[DataIssue]
    faults: list[Message]


@dataclass(frozen=True)
class DocumentJob:
    """A document to build, and the cache folder of its result. `reading_only`: only load it, because the registry has errors."""

    folder: Path
    data: Path
    into: Path
    reading_only: bool


_shared: SharedData | None = None
"""The shared data of this worker process; a forked worker inherits it."""


def process_documents(tasks: Sequence[DocumentJob], shared: SharedData) -> Iterator[DocumentResult]:
    """Build all documents. Results come in no particular order."""
    global _shared
    _shared = shared
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers < 2:
        yield from map(_process_document, tasks)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(workers, context, _initialise_worker, (tasks[0].data,)) as pool:
        # Largest first: otherwise one worker may still be busy with it when the others are done.
        largest_first = sorted(tasks, key=lambda task: -sum(path.stat().st_size for path in task.folder.iterdir()))
        for future in as_completed([pool.submit(_process_document, task) for task in largest_first]):
            yield future.result()


def _initialise_worker(data: Path) -> None:
    """Load the shared data unless inherited, and exit when the parent process is gone."""
    global _shared
    gc.disable()  # a worker is short-lived and allocates millions of small objects
    threading.Thread(target=_exit_with_parent, args=(os.getppid(),), daemon=True).start()
    if _shared is None:
        _shared, _ = load_shared_data(data, paths.ONTOLOGY, data.parent)


def _exit_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _process_document(task: DocumentJob) -> DocumentResult:
    assert _shared is not None
    loaded, problems = load(task.folder, task.data, _shared, task.data.parent)
    if loaded is None or task.reading_only:
        return DocumentResult(task.folder.name, problems, [])
    _, faults = derive_document(*loaded, _shared, task.into)
    return DocumentResult(task.folder.name, [], faults)
