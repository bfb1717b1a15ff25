"""A corpus under an address of one's own: only the data move, and nothing else is other than before."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad

from kg import paths
from kg.build.checks.document import _check_references
from kg.build.shared_data import load_shared_data
from kg.errors import OtherBase
from kg.export import export_graph
from kg.export.entities import entities_json
from kg.graph import Graph
from kg.queries.backends import PublishedVersion
from kg.queries.catalog import public_questions
from kg.rdf.namespaces import CANONICAL, VOCAB
from kg.rdf.serialization import sorted_nquads
from kg.rdf.writer import term
from kg.store.versions import Version, current_version
from tests.datasets import CORPUS

BASE = "https://rencai.example.gov.cn/document/id/"
"""It holds a word that stands in the IRIs below it too."""
MOVED = re.compile(rb"<https://w3id\.org/zhengmai/(?!ontology[#>]|vocab/)")
"""What begins with the canonical address, and is neither ontology nor vocabulary."""
NEEDING = {
    "agency_tasks": {"agency": "910100-human-resources"},
    "partners": {"agency": "910100-human-resources"},
    "program_offers": {"program": "云雀计划"},
    "clause_matches": {"document": "shuangqiao-2022-2", "other": "wuling-2021-2025"},
}
"""Questions that need parameters."""


def kg(home: Path, *words: str, base: str | None = BASE, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "ZHENGMAI_BASE"} | {"ZHENGMAI_HOME": str(home)}
    if base:
        environment["ZHENGMAI_BASE"] = base
    return subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, text=True, input=stdin, env=environment, check=False)


def printed(home: Path, *words: str, base: str | None = BASE, stdin: str | None = None) -> str:
    result = kg(home, *words, base=base, stdin=stdin)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def hosted(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a version and a cache of the canonical base, in which the corpus was then built with BASE."""
    path = tmp_path_factory.mktemp("hosted") / "home"
    shutil.copytree(home, path)
    printed(path, "build", "--data", str(CORPUS))
    return path


def version(home: Path) -> Version:
    found = current_version(home)
    assert found
    return found


def cells(folder: Path) -> dict[str, list[list[str]]]:
    """Table -> rows of cells."""
    return {path.stem: list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in folder.iterdir()}


def test_only_data_move(hosted: Path, graph: Graph, tmp_path: Path) -> None:
    printed(hosted, "export", str(tmp_path / "all.nq"))
    content = (tmp_path / "all.nq").read_bytes()
    assert MOVED.findall(content) == [] and content.count(b"<" + BASE.encode()) > 5_000
    back = content.replace(b"<" + BASE.encode(), b"<" + CANONICAL.encode())
    assert sorted(back.splitlines()) == sorted(sorted_nquads(graph.quads()).splitlines())


def test_nothing_kept_of_another_base_is_used(hosted: Path, home: Path) -> None:
    assert version(hosted).id != version(home).id
    assert (version(hosted).manifest["base"], version(home).manifest["base"]) == (BASE, CANONICAL)
    kept = list((hosted / "cache").rglob("*.nq"))
    assert len(kept) == 2 * len(version(home).manifest["documents"])
    assert not [path for path in kept if MOVED.search(path.read_bytes())]


def test_every_table_is_the_same(hosted: Path, home: Path, graph: Graph, tmp_path: Path) -> None:
    printed(hosted, "export", str(tmp_path / "hosted"), "--format", "csv")
    export_graph(graph, "csv", tmp_path / "canonical")
    tables = cells(tmp_path / "hosted")
    assert tables.keys() | NEEDING.keys() == {question.name for question in public_questions()} and not tables.keys() & NEEDING.keys()
    assert tables == cells(tmp_path / "canonical")


@pytest.mark.parametrize("question", NEEDING)
def test_every_question_to_the_graph_is_answered_the_same(hosted: Path, graph: Graph, question: str) -> None:
    words = [word for name, value in NEEDING[question].items() for word in (f"--{name}", value)]
    rows = json.loads(printed(hosted, "ask", question, *words, "--format", "json"))
    assert rows and rows == graph.answer(question, NEEDING[question]).rows


def test_a_thing_is_shown_with_its_iri(hosted: Path, graph: Graph) -> None:
    assert f"IRI  {BASE}program/yunque" in printed(hosted, "show", "云雀计划")
    for thing in ("yunze-2021-5", "yunze-2021-5/i1/funding/1"):
        shown = printed(hosted, "show", thing, "--format", "json")
        assert BASE in shown and json.loads(shown.replace(BASE, CANONICAL)) == json.loads(entities_json(graph.show(thing)))


def test_a_query_with_prefixes_works_on_every_host(hosted: Path, graph: Graph) -> None:
    query = "SELECT ?title { ?r zm:agency agency:910100-human-resources ; zm:role vocab:role\\/lead ; zm:task/dcterms:title ?title } ORDER BY ?title"
    found: Any = graph.sparql(query)
    rows = json.loads(printed(hosted, "sparql", "-", "--format", "json", stdin=query))
    assert [row["title"] for row in rows] == [solution["title"].value for solution in found] != []


def test_a_version_of_another_base_is_refused_in_words(hosted: Path, home: Path) -> None:
    for at, base, built in ((hosted, None, BASE), (home, BASE, CANONICAL)):
        for words in (("ask", "tasks"), ("show", "云雀计划"), ("up",)):
            result = kg(at, *words, base=base)
            assert result.returncode == 1 and result.stdout == "" and len(result.stderr.splitlines()) == 1
            assert f"set ZHENGMAI_BASE={built}, or run `kg build`" in result.stderr and (base or CANONICAL) in result.stderr


def test_a_version_that_is_named_itself_is_refused_too(hosted: Path) -> None:
    """As a server does that takes up each new version."""
    with pytest.raises(OtherBase):
        PublishedVersion(version(hosted))


@pytest.mark.parametrize("missing", [VOCAB + "role/nobody", BASE + "agency/nobody"])
def test_what_nothing_describes_is_told_wherever_it_lies(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.build.checks.document.BASE", BASE)
    shared, _ = load_shared_data(CORPUS, paths.ONTOLOGY, CORPUS)
    fact = NamedNode(BASE + "document/x/a1/responsibilities/1")
    quads = [Quad(fact, term("zm:role"), NamedNode(iri)) for iri in (missing, VOCAB + "role/lead")]
    assert [missing in str(fault) for fault in _check_references(quads, shared)] == [True]
