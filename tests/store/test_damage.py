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


def _tables(version: Path) -> None:
    for path in (version / "tables").glob("*.parquet"):
        _garbage(path)


@pytest.mark.parametrize(
    ("spoil", "file", "ask"),
    [
        (lambda version: (version / "manifest.json").write_text("{"), "manifest.json", lambda graph: graph.version),
        (_tables, "tables", lambda graph: graph.answer("tasks")),
        (lambda version: _garbage(version / "words.sqlite"), "words.sqlite", lambda graph: graph.search("人才")),
        (lambda version: (version / "texts.sqlite").unlink(), "texts.sqlite", lambda graph: graph.source("yunze-2021-5")),
        (lambda version: (version / "graph" / "CURRENT").write_text("x"), "graph", lambda graph: graph.sparql("ASK {}")),
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(
    home: Path, tmp_path: Path, spoil: Callable[[Path], object], file: str, ask: Callable[[Graph], object]
) -> None:
    mine = Path(shutil.copytree(home, tmp_path / "home"))
    [version] = (mine / "versions").iterdir()
    spoil(version)
    with pytest.raises(DamagedVersion) as told:
        ask(Graph(mine))
    assert told.value.file == str(version / file) and told.value.path == str(version)
    assert told.value.hint("en") == f"delete {version}, then run `kg build`"


def test_a_wrong_query_and_a_fault_of_the_program_are_no_damage(graph: Graph) -> None:
    with pytest.raises(MalformedQuery):
        graph.sparql("SELECT")
    with pytest.raises(ValueError, match="ours"), reading_version(Path("x")):
        raise ValueError("ours")


def test_nobody_is_told_to_delete_a_store_that_is_no_version(tmp_path: Path) -> None:
    with pytest.raises(DamagedVersion) as told:
        OxigraphStore.open(tmp_path)
    assert told.value.path is None and told.value.hint("en") is None
