"""What is seen of the made-up kind of docs/adding.md. Run by pytest in the copy of the repository that has it: no test of this repository."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
import rdflib
from streamlit.testing.v1 import AppTest

import kg
import viewer
from kg.export import export_graph
from kg.graph import Graph
from kg.model.facts import FACT_KINDS

TABLE, CLASS, NAME, SIGN = "assessments", "Assessment", "考核", "考"
DOCUMENT = "taiyuan-2018-2"
FACT = f"{DOCUMENT}/a27/assessments/1"
WORDS = "将人才工作纳入各级领导班子和领导干部综合考核重要内容"
HOME = Path(os.environ["ZHENGMAI_HOME"])


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(HOME)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().split()[-1].rstrip("/")
        server.terminate()


def page(name: str, **values: str) -> AppTest:
    app = AppTest.from_file(Path(viewer.__file__).parent / "pages" / name / "page.py", default_timeout=120)
    for key, value in values.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All words of a page, those of its components among them."""
    html = [str(block.proto.body) for block in app.get("html")]
    components = [str(block.proto.json) for block in app.get("bidi_component")]
    parts = [*html, *(json.dumps(json.loads(text), ensure_ascii=False) for text in components if text)]
    return "\n".join([*parts, *(c.value for c in app.caption), *(m.value for m in app.markdown)])


def text_data(app: AppTest) -> dict[str, Any]:
    [component] = [block for block in app.get("bidi_component") if block.proto.component_name == "zhengmai_source"]
    found: dict[str, Any] = json.loads(component.proto.json)
    return found


def command(*words: str) -> str:
    return subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, text=True, check=True).stdout


def fetched(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return bytes(answer.read())


def test_the_code_is_that_of_the_copy() -> None:
    assert Path(kg.__file__).is_relative_to(Path.cwd()) and Path(viewer.__file__).is_relative_to(Path.cwd())


def test_it_is_counted(graph: Graph) -> None:
    counted: dict[str, int] = {}
    for row in graph.answer("fact_counts").rows:
        counted[row["document"]] = counted.get(row["document"], 0) + row["facts"]
    documents = {row["document"]: row["facts"] for row in graph.answer("documents").rows}
    assert counted == {document: facts for document, facts in documents.items() if facts}
    [own] = [row for row in graph.answer("fact_counts", {"document": DOCUMENT}).rows if row["kind"] == TABLE]
    assert own["facts"] == 1
    held = sum(row["facts"] for row in graph.answer("clauses", {"document": DOCUMENT}).rows)
    assert held == documents[DOCUMENT]


def test_it_is_found(graph: Graph) -> None:
    assert f"{DOCUMENT}/a27" in [hit.clause for hit in graph.search(WORDS)]
    [thing] = graph.show(FACT)
    assert [row["quote"] for row in thing.evidence] == [WORDS]
    assert f"document/{FACT}" in [match.id for match in graph.neighbourhood.find_by_name("综合考核")]


def test_it_is_a_node_among_others(graph: Graph) -> None:
    asked = graph.neighbourhood
    id_ = f"document/{FACT}"
    assert (asked.nodes([id_])[id_].kind, asked.nodes([id_])[id_].name) == (CLASS, WORDS)
    assert f"document/{DOCUMENT}/a27" in {neighbour.id for neighbour in asked.neighbours(id_).neighbours}
    assert id_ in {neighbour.id for neighbour in asked.neighbours(f"document/{DOCUMENT}/a27").neighbours}
    assert asked.facts_mentioning(f"document/{DOCUMENT}/a27")[CLASS] == [id_]
    assert asked.placement(id_) is None


def test_the_graph_page_finds_and_draws_it() -> None:
    app = page("graph")
    app.text_input(key="graph.search").set_value("综合考核").run()
    app.button(key=f"graph.found.document/{FACT}").click().run()
    assert not app.exception
    words = said(app)
    assert NAME in words and WORDS in words
    from viewer.pages.graph.node_icons import LOOKS, sign

    assert SIGN in sign(CLASS)
    assert len({(look.shape, look.hollow) for look in LOOKS.values()}) == len(LOOKS)


def test_the_source_page_marks_its_words(graph: Graph) -> None:
    app = page("source", fact=FACT)
    data = text_data(app)
    kinds = [kind["kind"] for kind in data["text"]["kinds"]]
    assert kinds == list(FACT_KINDS)
    [legend] = [kind for kind in data["text"]["kinds"] if kind["kind"] == TABLE]
    assert (legend["name"], legend["sign"], legend["count"]) == (NAME, SIGN, 1)
    [row] = graph.answer(TABLE).rows
    number, [own] = next((i, [fact]) for i, fact in enumerate(data["text"]["facts"]) if fact[2] == FACT)
    assert own[:5] == [kinds.index(TABLE), WORDS, FACT, row["start"], row["end"]]
    pieces = [piece for block in data["text"]["blocks"] for cell in block["cells"] for piece in cell]
    assert "".join(piece[1] for piece in pieces if len(piece) > 3 and number in piece[3]) == WORDS
    [document] = graph.answer("documents", {"document": DOCUMENT}).rows
    words = said(app)
    assert f"标出全部 {document['facts']} 条" in words and "没有事实" not in words
    assert data["go"]["fact"] == FACT and WORDS in words


def test_the_other_pages_tell_of_it() -> None:
    matrix = said(page("overview"))
    assert re.search(rf">{NAME}</th>.*?>1<", matrix.replace("\\", ""), re.DOTALL)
    assert WORDS in said(page("questions", question=TABLE))


def test_it_is_exported(graph: Graph, tmp_path: Path) -> None:
    for format in ("csv", "xlsx", "graphml", "gexf", "ttl", "nq", "shacl"):
        export_graph(graph, format, tmp_path / f"out.{format}")
    [row] = csv.DictReader(io.StringIO((tmp_path / "out.csv" / f"{TABLE}.csv").read_text(encoding="utf-8-sig")))
    assert (row["id"], row["title"], row["quote"]) == (FACT, WORDS, WORDS)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")[TABLE]
    assert FACT in [cell.value for cell in sheet[2]]
    for made in (nx.read_graphml(tmp_path / "out.graphml"), nx.read_gexf(tmp_path / "out.gexf")):
        node = made.nodes[f"document/{FACT}"]
        assert (node["type"], node["label"], node["quote"]) == (CLASS, WORDS, WORDS)
    triples = rdflib.Graph().parse(tmp_path / "out.ttl")
    [fact] = triples.query(f"SELECT ?fact {{ ?fact a <https://w3id.org/zhengmai/ontology#{CLASS}> }}")
    assert str(fact[0]).endswith(FACT)  # type: ignore[index]
    assert f"zm:{CLASS}" in (tmp_path / "out.shacl").read_text(encoding="utf-8")


def test_the_command_line_knows_it() -> None:
    assert [row["id"] for row in json.loads(command("ask", TABLE, "--format", "json"))] == [FACT]
    assert WORDS in command("show", FACT)
    assert FACT.split("/")[1] in command("search", "综合考核")


def test_the_server_knows_it(address: str) -> None:
    openapi = json.loads(fetched(f"{address}/openapi.json"))
    assert f"/api/{TABLE}" in openapi["paths"]
    remote = kg.open(address)
    assert list(remote.ask(TABLE)["id"]) == [FACT]
    assert [row["quote"] for row in remote.show(FACT)[0].evidence] == [WORDS]
    assert WORDS in fetched(f"{address}/document/{FACT}").decode()
