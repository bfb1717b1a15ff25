"""What is imported is declared; the lock of the product is whole and holds no tool of its developers."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.distribution.locks import REPOSITORY, locked

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
OURS = {"bench", "kg", "viewer", "tests"}
LEFT_OUT = {("pyvis", "ipython")}
"""pyvis imports IPython for notebooks only: viewer/components/pyvis_network.py does without."""


def names(requirements: Iterable[object]) -> set[str]:
    return {canonicalize_name(Requirement(one).name) for one in requirements if isinstance(one, str)}


RUNTIME = names(PROJECT["project"]["dependencies"])
EXTRA = names(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra)
BUILD = names(PROJECT["dependency-groups"]["build"])
DEVELOPMENT = names(PROJECT["dependency-groups"]["dev"])


def imported(folder: str) -> Iterator[tuple[Path, str]]:
    """The modules of others that the files of a folder import, by the first part of their names."""
    for path in (REPOSITORY / folder).rglob("*.py"):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            for module in modules:
                first = module.split(".")[0]
                if first not in OURS | sys.stdlib_module_names and not path.with_name(f"{first}.py").exists():
                    yield path, first


@pytest.mark.parametrize(
    ("folder", "declared"),
    [("kg", RUNTIME | EXTRA), ("viewer", RUNTIME), *((folder, RUNTIME | EXTRA | DEVELOPMENT) for folder in ("bench", "docs", "tests"))],
)
def test_every_imported_package_is_declared(folder: str, declared: set[str]) -> None:
    distributions = packages_distributions()
    seen = {(path, module) for path, module in imported(folder)}
    assert seen
    for path, module in seen:
        of = {canonicalize_name(name) for name in distributions.get(module, [module])}
        assert of & declared, f"{path} imports {module}, which is of {sorted(of)}: declare it in pyproject.toml"


def test_every_declared_package_is_locked() -> None:
    assert locked("runtime").keys() >= RUNTIME
    assert locked("build").keys() >= BUILD
    assert locked("dev").keys() >= RUNTIME | BUILD | DEVELOPMENT


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_a_lock_holds_all_that_its_packages_need(lock: str) -> None:
    """`pip check` says the same, but for what is left out on purpose."""
    held = locked(lock)
    missing = {
        (name, canonicalize_name(needed.name))
        for name in held
        for needed in map(Requirement, requires(name) or ())
        if (needed.marker is None or needed.marker.evaluate({"extra": ""})) and canonicalize_name(needed.name) not in held
    }
    assert missing == LEFT_OUT


def test_the_product_is_installed_without_tools() -> None:
    tools = (BUILD | DEVELOPMENT | {"ipython", "jedi"}) - RUNTIME
    by_others = {
        "altair",
        "packaging",
        "websockets",
    }  # requirements of Streamlit and uvicorn, which tests, bench and docs/pictures.py import too
    assert locked("runtime").keys() & tools == by_others


def test_the_locks_agree() -> None:
    development = locked("dev")
    for lock in ("runtime", "build"):
        assert locked(lock).items() <= development.items()


def test_pyvis_draws_without_ipython() -> None:
    code = """
import sys
sys.modules["IPython"] = None  # as if it were not installed
from kg.neighbourhood import Network, Node
from viewer.pages.graph.vis_network import build_network
from viewer.components.pyvis_network import SCRIPT
drawn = build_network(Network((Node("agency/a", "Agency", "市人社局"),), ()), {"agency/a": (1.0, 2.0)}, {}, {})
print([name for name in sys.modules if name.startswith("IPython")], drawn.nodes[0]["x"], SCRIPT.is_file())
"""
    result = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["[]", "1.0", "True"]
