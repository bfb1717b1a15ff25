"""A module that needs a neighbour above it is in the wrong room."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kg import paths

REPOSITORY = Path(__file__).parents[1]
MAY_KNOW = {
    "i18n": set(),
    "errors": set(),
    "model": set(),
    "text": set(),
    "loaders": {"model", "text"},
    "rdf": {"model"},
    "store": {"model", "rdf", "text", "isolation"},
    "queries": {"model", "rdf", "store", "text", "paths"},
    "neighbourhood": {"model", "queries", "rdf", "store", "text"},
    "analysis": {"queries"},
    "matching": {"queries"},
    "build": {"model", "loaders", "rdf", "store", "queries", "analysis", "paths"},
    "curation": {"model", "text", "loaders", "build", "paths"},
    "intake": {"model", "text", "loaders", "curation", "isolation", "paths"},
    "extraction": {"model", "text", "loaders", "rdf", "store", "queries", "build", "curation", "intake", "paths"},
    "access": set(),
    "findings": {"model", "loaders", "curation", "interface", "export"},
    "review": {"model", "text", "loaders", "rdf", "build", "curation", "extraction", "paths"},
    "watch": {"model", "text", "loaders", "build", "curation", "intake", "paths", "__version__"},
    "remote": {"model", "rdf", "store", "queries", "matching", "interface", "entities"},
    "export": {"analysis", "model", "paths", "rdf", "store", "queries", "matching", "neighbourhood", "graph"},
    "progress": {"model", "loaders", "build", "curation", "export"},
    "linked_data": {"rdf", "store", "queries"},
    "workers": {"model", "rdf", "store", "queries", "export", "graph", "isolation"},
    "server": {"model", "rdf", "store", "queries", "export", "graph", "linked_data", "workers", "__version__"},
    "cli": {
        "__version__",
        "model",
        "store",
        "build",
        "curation",
        "intake",
        "extraction",
        "review",
        "findings",
        "watch",
        "export",
        "progress",
        "queries",
        "paths",
        "access",
        "graph",
        "workers",
        "server",
    },
}


EVERYBODY = {"errors", "i18n"}
"""Rooms that any other may know."""


def imported(path: Path) -> set[str]:
    """The rooms of `kg` that a module imports, those for type checking apart."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kg") and id(node) not in typing:
            found |= {node.module.split(".")[1]} if "." in node.module else {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_knows_only_what_stands_below_it(room: str) -> None:
    for path in (paths._PACKAGE / room).rglob("*.py"):
        assert imported(path) - {room} - EVERYBODY <= MAY_KNOW[room], path


PYOXIGRAPH = {
    "kg/rdf/terms.py": "RDF terms, triples and quads",
    "kg/rdf/serialization.py": "the syntaxes of RDF",
    "kg/store/oxigraph.py": "the embedded store",
    "kg/store/sparql_results.py": "the syntaxes of SPARQL results",
}
"""The modules that may import pyoxigraph, and what they take from it."""


def test_only_terms_syntaxes_and_the_store_import_pyoxigraph() -> None:
    importing = {
        path.relative_to(REPOSITORY).as_posix()
        for folder in ("kg", "viewer")
        for path in (REPOSITORY / folder).rglob("*.py")
        if re.search(r"^\s*(from|import) pyoxigraph\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importing == PYOXIGRAPH.keys()


VIEWER_MAY_KNOW = {
    "access",
    "analysis",
    "export",
    "findings",
    "graph",
    "matching",
    "model",
    "neighbourhood",
    "paths",
    "progress",
    "queries",
    "rdf",
    "review",
    "store",
    "text",
}
VIEWER_LAYERS = (
    {"access", "palette", "i18n", "markdown", "navigation", "links", "state", "html"},
    {"shared_graph"},
    {"display"},
    {"components", "errors"},
    {"pages"},
    {"app"},
)
"""The lowest first. `viewer.start`, which starts the processes, and `viewer.router`, which passes browsers on to them, stand beside them."""


def viewer_imports(path: Path) -> set[tuple[str, ...]]:
    """The parts of the viewer that a module imports: `("display", "codes")`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "viewer"]
    named = {(*(node.module or "").split("."), alias.name) for node in modules for alias in node.names}
    return {name[1:] for name in named}


def layer_of(part: str) -> int:
    return next(rank for rank, layer in enumerate(VIEWER_LAYERS) if part in layer)


VIEWER_MODULES = sorted(path for path in (REPOSITORY / "viewer").rglob("*.py") if path.name not in ("__init__.py", "start.py", "router.py"))


@pytest.mark.parametrize("path", VIEWER_MODULES, ids=lambda path: str(path.relative_to(REPOSITORY / "viewer")))
def test_the_viewer_imports_from_lower_layers_only(path: Path) -> None:
    """Pages, components, display, data access: each imports what stands below it, and no page imports another page."""
    assert imported(path) - EVERYBODY <= VIEWER_MAY_KNOW
    own = path.relative_to(REPOSITORY / "viewer").with_suffix("").parts
    for other in viewer_imports(path):
        assert layer_of(other[0]) <= layer_of(own[0]), other
        assert own[0] != "pages" or other[0] != "pages" or other[1] == own[1], other


def test_faces_hold_no_query() -> None:
    for face in ("kg/cli", "kg/server", "viewer"):
        for path in (REPOSITORY / face).rglob("*.py"):
            assert not re.search(r"\b(SELECT|CONSTRUCT|INSERT)\b", path.read_text(encoding="utf-8")), path


DECLARATIONS = {REPOSITORY / "kg" / "model" / "facts.py"}
"""It grows with the kinds of fact, and holds nothing but their declarations."""


def test_modules_are_small() -> None:
    long = {
        str(p): n
        for folder in ("kg", "viewer")
        for p in set((REPOSITORY / folder).rglob("*.py")) - DECLARATIONS
        if (n := len(p.read_text("utf-8").splitlines())) > 260
    }
    assert not long


def test_timed_tests_stand_where_make_looks_for_them() -> None:
    """`make test` collects TIMED alone for them."""
    timed = re.search(r"^TIMED := (.+)$", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert timed
    marked = [
        path
        for path in (REPOSITORY / "tests").rglob("test_*.py")
        if re.search(r"^(?:pytestmark = |@)pytest\.mark\.timing$", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert marked
    assert all(any(path.is_relative_to(REPOSITORY / folder) for folder in timed[1].split()) for path in marked)
