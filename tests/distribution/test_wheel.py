"""The wheel: what it carries, with and without the query editor, and what it refuses once it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

import pytest

import kg
from tests.distribution.locks import REPOSITORY

PARTS = ("kg", "viewer", "data", "ontology", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
DOCUMENT = "taiyuan-2018-2"
EDITOR = "kg/server/browser/node_modules/@zazuko/yasgui"


def built(repository: Path, folder: Path) -> Path:
    """The wheel of a repository, unpacked as an installation would."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    [wheel] = folder.glob(f"zhengmai-{kg.__version__}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository in which npm has installed nothing. Of the documents it holds one."""
    copy = tmp_path_factory.mktemp("repository")
    for part in PARTS:
        if (REPOSITORY / part).is_dir():
            shutil.copytree(REPOSITORY / part, copy / part, ignore=shutil.ignore_patterns("node_modules", ".installed", "__pycache__"))
        else:
            shutil.copyfile(REPOSITORY / part, copy / part)
    for folder in (copy / "data" / "documents").iterdir():
        if folder.name != DOCUMENT:
            shutil.rmtree(folder)
    return copy


@pytest.fixture(scope="module")
def installed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(repository, tmp_path_factory.mktemp("wheel"))


def run(installed: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONPATH", "ZHENGMAI_"))}
    return subprocess.run([sys.executable, *command], cwd=installed, env=environment, capture_output=True, text=True, check=False)


def test_it_carries_all_that_a_build_needs(installed: Path) -> None:
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert {"kg/resources/ontology/zhengmai.ttl", "viewer/app/main.py"} <= names
    assert f"kg/resources/data/documents/{DOCUMENT}/funding.csv" in names
    assert {"kg/text/outlines/opinion-items.yaml", "kg/queries/tables/documents.rq", "kg/queries/filters.yaml"} <= names
    assert not any("node_modules" in name for name in names)


def test_it_builds_from_its_own_data(installed: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from kg import paths; from kg.build.pipeline import build\n"
    result = run(installed, "-c", code + "print(paths.DATA, build(paths.DATA, Path(sys.argv[1])).documents)", str(tmp_path / "home"))
    assert "installed/kg/resources/data 1" in result.stdout


def test_its_version_is_that_of_the_package(installed: Path) -> None:
    assert Distribution.at(next(installed.glob("*.dist-info"))).version == kg.__version__


def test_it_carries_the_query_editor_where_npm_installed_it(repository: Path, tmp_path: Path) -> None:
    package = repository / EDITOR
    (package / "build").mkdir(parents=True)
    try:
        for name in ("package.json", "build/yasgui.min.js", "build/yasgui.min.css", "build/yasgui.min.js.map", "build/yasgui.esm.js"):
            (package / name).write_text("made for this test", encoding="utf-8")
        licence = package.parents[1] / "codemirror" / "LICENSE"
        licence.parent.mkdir()
        licence.write_text("made for this test", encoding="utf-8")
        installed = built(repository, tmp_path)
    finally:
        shutil.rmtree(repository / "kg/server/browser/node_modules")
    held = {path.relative_to(installed / EDITOR).as_posix() for path in (installed / EDITOR).rglob("*") if path.is_file()}
    assert held == {"package.json", "build/yasgui.min.js", "build/yasgui.min.css"}
    assert (installed / licence.relative_to(repository)).is_file()
    found = run(installed, "-c", "from kg.server.pages.html import EDITOR; print(EDITOR.is_dir())")
    assert found.stdout == "True\n"


@pytest.mark.parametrize("command", [["ids"], ["new", "datong-2020-1", "source.txt", "--place", "140200", "--outline", "opinion-items"]])
def test_curators_do_not_write_into_an_installed_package(installed: Path, tmp_path: Path, command: list[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (installed / "kg/resources").rglob("*")}
    for data in ([], ["--data", str(installed / "kg/resources/data")]):
        result = run(installed, "-m", "kg", "curate", *command, *data)
        assert result.returncode == 1 and "--data" in result.stderr and "Traceback" not in result.stderr
    assert {path: path.stat().st_mtime_ns for path in (installed / "kg/resources").rglob("*")} == before


def test_curators_write_into_a_folder_of_their_own(installed: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(installed / "kg/resources/data", tmp_path / "data"))
    result = run(installed, "-m", "kg", "curate", "ids", "--data", str(mine))
    assert (result.returncode, result.stderr) == (0, "")
