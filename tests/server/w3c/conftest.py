"""Where the W3C's suites are had from."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from .runners import Endpoint, write_store
from .suite import Case, Suites

_LOCK = Path(__file__).parents[3] / "locks/dev.txt"


@pytest.fixture(scope="session")
def suites(pytestconfig: pytest.Config) -> Suites:
    """A checkout of github.com/w3c/rdf-tests where RDF_TESTS names one, else what rdflib's source release carries."""
    if "RDF_TESTS" in os.environ:
        return Suites(Path(os.environ["RDF_TESTS"]))
    folder = pytestconfig.cache.mkdir("w3c-suites")  # type: ignore[union-attr]
    with FileLock(folder / "lock"):
        [found] = _unpacked(folder) or [_unpack(_source_release(folder), folder)]
    return Suites(found)


def _unpacked(folder: Path) -> list[Path]:
    return list(folder.glob("rdflib-*/test/data/suites/w3c"))


def _source_release(folder: Path) -> Path:
    """The source release of the rdflib that the lock names, by its hash. It is kept for the next time."""
    [locked] = re.findall(r"^rdflib==(?:.*\\\n)*.*$", _LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = folder / "rdflib.txt"
    wanted.write_text(locked, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--require-hashes"]
    run = subprocess.run([*command, "--requirement", wanted, "--dest", folder], capture_output=True, text=True)
    if run.returncode:
        told = f"the W3C suites were not tested: rdflib's source release cannot be had from the package index: {run.stderr.strip()[-300:]}"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    [release] = folder.glob("rdflib-*.tar.gz")
    return release


def _unpack(release: Path, folder: Path) -> Path:
    with tarfile.open(release) as archive:
        members = [member for member in archive if re.search(r"/test/data/suites/w3c/(?:dawg-data-r2|sparql11)/", member.name)]
        archive.extractall(folder, members, filter="data")
    [found] = _unpacked(folder)
    return found


@pytest.fixture(scope="session")
def cases(suites: Suites) -> list[Case]:
    return suites.cases()


@pytest.fixture(scope="session")
def endpoint(suites: Suites, cases: list[Case], serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Endpoint:
    """The endpoint over the data of all tests."""
    folder = tmp_path_factory.mktemp("suites")
    write_store(suites, cases, folder)
    return Endpoint(suites, serve("--store", folder).sparql)
