"""`kg gc` removes what nothing needs, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.graph import Graph
from tests.commands import kg
from tests.damage import version_folder


def test_what_nothing_needs_is_removed(own_home: Path) -> None:
    used = sorted((own_home / "cache").glob("*/*"))
    shutil.copytree(used[0], used[0].with_name("0" * 64))
    shutil.copytree(used[0].parent, own_home / "cache" / "gone-2020-1")
    older = Path(shutil.copytree(version_folder(own_home), own_home / "versions" / "older"))
    (own_home / "files" / ("0" * 64)).write_bytes(b"of no document")
    told = kg("--lang", "en", "gc", home=own_home)
    assert told.returncode == 0 and told.stdout.startswith("0 versions and 3 build results removed")
    assert sorted((own_home / "cache").glob("*/*")) == used and not (own_home / "cache" / "gone-2020-1").exists()
    assert older.is_dir() and not (own_home / "files" / ("0" * 64)).exists()
    assert kg("gc", "--all", home=own_home).returncode == 0
    assert not older.exists() and Graph(own_home).original("yunze-2021-5")
    assert kg("verify", home=own_home).returncode == 0


def test_where_nothing_is_published_nothing_is_removed(tmp_path: Path) -> None:
    (tmp_path / "cache" / "a" / "b").mkdir(parents=True)
    assert kg("gc", home=tmp_path).returncode == 1 and (tmp_path / "cache" / "a" / "b").is_dir()
