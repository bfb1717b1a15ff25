"""What several tests share: the real data built once, and copies of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import paths
from kg.build.pipeline import build
from kg.graph import Graph

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published version of the real data."""
    path = tmp_path_factory.mktemp("home")
    build(paths.DATA, path)
    return path


@pytest.fixture(scope="session")
def graph(home: Path) -> Graph:
    return Graph(home)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the real data, to change as a test likes."""
    copy = tmp_path / "data"
    shutil.copytree(paths.DATA, copy)
    return copy
