"""A file of the published version that cannot be read is told as that, with what to do; nothing else is taken for damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DamagedVersion, MalformedQuery
from kg.graph import Graph
from kg.store.damage import reading_version
from kg.store.oxigraph import OxigraphStore


def _garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 100)


@pytest.mark.parametrize(
    ("spoil", "file"),
    [
        (lambda version: (version / "manifest.json").write_text("{"), "manifest.json"),
        (lambda version: _garbage(version / "tables" / "tasks.parquet"), "tables/tasks.parquet"),
        (lambda version: _garbage(version / "words.sqlite"), "words.sqlite"),
        (lambda version: (version / "texts.sqlite").unlink(), "texts.sqlite"),
        (lambda version: (version / "graph" / "CURRENT").write_text("x"), "graph/CURRENT"),
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(home: Path, tmp_path: Path, spoil: Callable[[Path], object], file: str) -> None:
    mine = Path(shutil.copytree(home, tmp_path / "home"))
    [version] = (mine / "versions").iterdir()
    spoil(version)
    with pytest.raises(DamagedVersion) as told:
        Graph(mine)
    assert told.value.file == str(version / file) and told.value.path == str(version)
    assert told.value.hint("en") == f"run `kg build`, which makes {version} anew"


def test_what_is_damaged_while_it_is_open_is_told_by_the_engine(home: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(home, tmp_path / "home"))
    [version] = (mine / "versions").iterdir()
    graph = Graph(mine)
    for path in [*(version / "tables").glob("*.parquet"), version / "words.sqlite"]:
        _garbage(path)
    (version / "graph" / "CURRENT").write_text("x")
    asked: list[tuple[str, Callable[[], object]]] = [
        ("tables", lambda: graph.answer("tasks")),
        ("words.sqlite", lambda: graph.search("人才")),
        ("graph", lambda: graph.sparql("ASK {}")),
    ]
    for file, ask in asked:
        with pytest.raises(DamagedVersion) as told:
            ask()
        assert told.value.file == str(version / file)


def test_a_wrong_query_and_a_fault_of_the_program_are_no_damage(graph: Graph) -> None:
    with pytest.raises(MalformedQuery):
        graph.sparql("SELECT")
    with pytest.raises(ValueError, match="ours"), reading_version(Path("x")):
        raise ValueError("ours")


def test_nobody_is_told_to_delete_a_store_that_is_no_version(tmp_path: Path) -> None:
    with pytest.raises(DamagedVersion) as told:
        OxigraphStore.open(tmp_path)
    assert told.value.path is None and told.value.hint("en") is None
