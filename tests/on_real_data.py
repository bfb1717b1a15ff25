"""For folders whose tests still ask the real data: `home`, `graph` and `data` are the real ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.graph import Graph
from tests.datasets import REAL


@pytest.fixture(scope="session")
def home(real_home: Path) -> Path:
    return real_home


@pytest.fixture(scope="session")
def graph(real_graph: Graph) -> Graph:
    return real_graph


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REAL, tmp_path / "data"))
