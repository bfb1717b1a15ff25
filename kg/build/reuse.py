"""Which results in the cache still hold, so that only documents are worked on that changed, or that use something of the registry that did.

A result is named by two hashes, each cut to half: of the document's files and the program, and of all that documents share. One of the same
files and another registry holds as well where the registry answers what the document asks as it did then.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.build.document import BuiltDocument
from kg.build.shared_data import SharedData

_HALF = 32


def result_name(document: str, common: str) -> str:
    """The name of a new result, from the hash of the document and of what documents share."""
    return document[:_HALF] + common[:_HALF]


def kept_results(home: Path, new: Mapping[str, str], known: Mapping[str, str], shared: SharedData) -> dict[str, str]:
    """Document -> the name of a result that holds, else of the one to be made.

    Arguments:
        new: the names that results made now would have.
        known: the names of results that hold for this registry, if their files are the same.
    """
    held = new.keys() | shared.registry.entries["cited_document"].keys()
    return {name: _kept(home / "cache" / name, wanted, known.get(name, ""), shared, held) for name, wanted in new.items()}


def _kept(folder: Path, wanted: str, known: str, shared: SharedData, held: set[str]) -> str:
    if known[:_HALF] == wanted[:_HALF]:
        return known
    for result in _alike(folder, wanted):
        if result.holds(shared, held):
            return result.folder.name
    shutil.rmtree(folder / wanted, ignore_errors=True)
    return wanted


def _alike(folder: Path, wanted: str) -> Iterator[BuiltDocument]:
    """The results of the same files and the same program."""
    return (BuiltDocument(path) for path in sorted(folder.glob(f"{wanted[:_HALF]}*")) if len(path.name) == len(wanted))
