"""The two data sets of the tests: a small synthetic corpus for code, the real data for golden answers and the documentation."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from kg import paths
from kg.build.pipeline import build

CORPUS = Path(__file__).parent / "corpus"
"""Made-up places, documents and facts. Its README lists what it holds."""
REAL = paths.DATA


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, filled by `make` in the first worker that asks for it. The others wait."""
    shared = shared_folder(tmp_path_factory)
    path, done = shared / name, shared / f"{name}.done"
    with FileLock(shared / f"{name}.lock"):
        if not done.exists():
            make(path)
            done.touch()
    return path


def published_once(tmp_path_factory: pytest.TempPathFactory, name: str, data: Path) -> Path:
    """The home of a published version of `data`. Tests that change a home work on a copy."""
    return made_once(tmp_path_factory, name, lambda home: build(data, home))
