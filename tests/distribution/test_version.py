"""The version stands in one place, and everything that shows it shows the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

import kg
from kg.server.app import create_app
from kg.server.settings import Settings
from tests.distribution.locks import REPOSITORY


def test_kg_tells_its_version() -> None:
    result = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert result.stdout == f"zhengmai {kg.__version__}\n"


def test_the_api_has_the_version_of_the_package(home: Path) -> None:
    assert create_app(Settings(home)).openapi()["info"]["version"] == kg.__version__


def test_the_project_states_no_version_of_its_own() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "kg/__init__.py"


def test_the_citation_names_the_version() -> None:
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == kg.__version__
    assert all(author.keys() == {"name"} for author in citation["authors"])


def test_the_changelog_tells_of_the_version_and_its_day() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[([\d.]+)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert released[0] == kg.__version__
    assert changelog.index("## [Unreleased]") < changelog.index(f"## [{kg.__version__}]")
