"""`kg.open` of an address gives what `kg.open` of the folder gives, or says why not."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.errors import NeedsTables, RemoteError, UnknownValue
from kg.graph import Graph
from kg.interface import KnowledgeGraph
from kg.queries.catalog import public_questions
from kg.remote.endpoint import EndpointGraph
from kg.remote.server import RemoteGraph
from kg.store.versions import open_version
from tests.server.serving import Serving

QUESTIONS = {q.name: q for q in public_questions()}
OPEN = [name for name, q in QUESTIONS.items() if not any(p.required for p in q.parameters.values())]
IN_SPARQL = {name for name, q in QUESTIONS.items() if q.query.strip() and q.folder in ("tables", "graph")}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("funding", {"city": "云泽", "kind": "subsidy"}),
    ("tasks", {"document": "yunze-2021-5", "text": "人才 公寓"}),
    ("responsibilities", {"role": "牵头", "city": "云泽", "agency": "市人社局"}),
    ("categories", {"category": "博士"}),
    ("figures", {"indicator": "高技能人才总量", "kind": "goal"}),
    ("documents", {"city": None}),
    ("agency_tasks", {"agency": "市人社局"}),
    ("agency-tasks", {"agency": "910100-human-resources"}),
    ("partners", {"agency": "市人社局"}),
    ("program_offers", {"program": "“云雀计划”"}),
]
OF_TABLES: list[tuple[str, dict[str, Any]]] = [
    ("agency_load", {"city": "云泽", "w_support": 2.5}),
    ("findings", {"severity": "矛盾"}),
    ("offers", {"program": "云雀计划"}),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("fundng", {}),
    ("", {}),
    ("funding", {"cty": "云泽"}),
    ("funding", {"limit": 3}),
    ("funding", {"city": "成都"}),
    ("funding", {"city": ""}),
    ("tasks", {"city": "云泽\n雾岭"}),
]
NEEDED: list[tuple[str, dict[str, Any]]] = [("agency_tasks", {})]


@pytest.fixture(scope="module")
def remote(server: Serving) -> KnowledgeGraph:
    return kg.open(server.address)


@pytest.fixture(scope="module")
def store(serve: Callable[..., Any], home: Path) -> Any:
    """The same statements as a bare endpoint."""
    return serve("--store", open_version(home).graph)


@pytest.fixture(scope="module", params=["at hand", "behind another server"])
def bare(request: pytest.FixtureRequest, serve: Callable[..., Any], store: Any) -> KnowledgeGraph:
    return kg.open(store.sparql if request.param == "at hand" else serve("--store", store.sparql).address)


def told(ask: Callable[[], Any]) -> Any:
    """What came of it: an answer with the types of its values, or an error with its words."""
    try:
        answer = ask()
    except Exception as error:
        return type(error), str(error)
    if dataclasses.is_dataclass(answer) and hasattr(answer, "rows"):
        return answer, list(answer.columns), [[type(value) for value in row.values()] for row in answer.rows]
    return answer


def both(here: KnowledgeGraph, there: KnowledgeGraph, ask: Callable[[KnowledgeGraph], Any]) -> Any:
    """What both say alike."""
    expected = told(lambda: ask(here))
    assert told(lambda: ask(there)) == expected
    return expected


@pytest.mark.parametrize(("question", "parameters"), [*((name, {}) for name in OPEN), *ASKED, *OF_TABLES], ids=str)
def test_a_server_gives_the_same_answers(graph: Graph, remote: KnowledgeGraph, question: str, parameters: dict[str, Any]) -> None:
    answer, _, _ = both(graph, remote, lambda g: g.answer(question, parameters))
    assert answer.rows
    both(graph, remote, lambda g: g.answer(question, parameters, limit=3, offset=2))


@pytest.mark.parametrize(("question", "parameters"), WRONG, ids=str)
def test_errors_are_the_same(graph: Graph, remote: KnowledgeGraph, question: str, parameters: dict[str, Any]) -> None:
    kind, _ = both(graph, remote, lambda g: g.answer(question, parameters))
    assert issubclass(kind, Exception)


def test_a_missing_parameter_is_named(graph: Graph, remote: KnowledgeGraph) -> None:
    for g in (graph, remote):
        with pytest.raises(UnknownValue, match=r"^agency: "):
            g.answer("agency_tasks")


def test_an_answer_of_many_pages_is_whole(graph: Graph, remote: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.remote.api._PAGE", 4)
    both(graph, remote, lambda g: g.answer("measures"))
    both(graph, remote, lambda g: g.search("人才", limit=None))


@pytest.mark.parametrize("thing", ["云雀计划", "市财政局", "yunze-2021-5", "yunze-2021-5/i1", "yunze-2021-5/i1/funding/1", "云鹊计划"])
def test_things_are_the_same(graph: Graph, remote: KnowledgeGraph, thing: str) -> None:
    both(graph, remote, lambda g: g.show(thing))
    both(graph, remote, lambda g: g.find(thing))


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "人才公寓"},
        {"words": "人才", "limit": 3},
        {"words": "人才 补贴", "city": "云泽", "limit": None},
        {"words": "A类", "document": "yunze-2021-5"},
        {"words": "没有的词"},
        {"words": "，"},
        {"words": "人才", "city": "成都"},
    ],
    ids=str,
)
def test_words_are_found_in_the_same_places(graph: Graph, remote: KnowledgeGraph, asked: dict[str, Any]) -> None:
    both(graph, remote, lambda g: g.search(**asked))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?agency ?name { ?agency a zm:Agency ; skos:prefLabel ?name } ORDER BY ?agency",
        "SELECT ?x { VALUES ?x { 1 1.50 true 'a'@zh <urn:x> } } ORDER BY ?x",
        "ASK { ?s a zm:Task }",
        "ASK { ?s a zm:Nothing }",
        "CONSTRUCT { ?a zm:leads ?t } { ?a zm:leads ?t }",
        "SELECT ?x {",
        "SELECT ?x\n{ ?x a\n\n nothing:Known }",
        "",
    ],
)
def test_sparql_is_the_same(graph: Graph, remote: KnowledgeGraph, query: str) -> None:
    def ask(g: KnowledgeGraph) -> Any:
        result: Any = g.sparql(query)
        if hasattr(result, "variables"):
            return [str(v) for v in result.variables], [[str(term) for term in solution] for solution in result]
        return sorted(map(str, result)) if hasattr(result, "__iter__") else bool(result)

    both(graph, remote, ask)


def test_version_manifest_and_statements_are_the_same(graph: Graph, remote: KnowledgeGraph) -> None:
    assert isinstance(remote, RemoteGraph)
    assert remote.version == graph.version
    assert remote.manifest == graph.manifest
    assert set(remote.quads()) == set(graph.quads())
    assert remote.ask("clauses", city="云泽").equals(graph.ask("clauses", city="云泽"))


@pytest.mark.parametrize(
    ("question", "parameters"), [*((name, {}) for name in OPEN if name in IN_SPARQL), *ASKED, *WRONG, *NEEDED], ids=str
)
def test_an_endpoint_answers_what_is_sparql(graph: Graph, bare: KnowledgeGraph, question: str, parameters: dict[str, Any]) -> None:
    both(graph, bare, lambda g: g.answer(question, parameters))


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - IN_SPARQL))
def test_an_endpoint_says_what_it_cannot_answer(bare: KnowledgeGraph, question: str) -> None:
    with pytest.raises(NeedsTables) as error:
        bare.answer(question)
    sentence = str(error.value)
    assert sentence.startswith(f"{question} is asked of the tables that a Zhengmai server publishes; http://127.0.0.1:")
    assert sentence.endswith(f"/sparql is a bare SPARQL endpoint: only these work there: {', '.join(sorted(IN_SPARQL))}")


def test_an_endpoint_has_things_but_no_words_and_no_version(graph: Graph, bare: KnowledgeGraph) -> None:
    assert isinstance(bare, EndpointGraph)
    for thing in ("云雀计划", "wuling-2019-8/a1/funding/1", "云鹊计划"):
        both(graph, bare, lambda g, thing=thing: g.show(thing))
    assert (bare.version, bare.manifest) == (None, {})
    with pytest.raises(NeedsTables, match="search is asked of the words that a Zhengmai server publishes"):
        bare.search("人才")
    with pytest.raises(NeedsTables, match="source is asked of the texts that a Zhengmai server publishes"):
        bare.source("yunze-2021-5")


def test_an_endpoint_gives_every_statement(graph: Graph, store: Any) -> None:
    """By the address of its server too."""
    assert set(kg.open(store.address).quads()) == set(graph.quads())


def test_a_table_is_fetched_once_and_only_when_it_is_asked(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = EndpointGraph(store.sparql)
    fetched: list[str] = []
    make = fresh._runner.tables._make  # type: ignore[attr-defined]
    monkeypatch.setattr(fresh._runner.tables, "_make", lambda name: (fetched.append(name), make(name)))
    for _ in range(2):
        fresh.answer("tasks", {"city": "云泽"})
    assert sorted(fetched) == ["names", "place_tree", "tasks"]


def test_an_endpoint_of_another_base_is_told(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.queries.runner._OURS", re.compile("^https://other.example/document/"))
    with pytest.raises(RemoteError, match=r"serves data under the base https://w3id.org/zhengmai/, .* set ZHENGMAI_BASE="):
        kg.open(store.address)


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "funding", "--city", "云泽", "--format", "csv"],
        ["ask", "fundng"],
        ["ask", "funding", "--city", "成都"],
        ["show", "云雀计划"],
        ["search", "人才公寓"],
    ],
    ids=str,
)
def test_the_command_line_takes_an_address(server: Serving, home: Path, words: list[str]) -> None:
    def printed(where: str) -> tuple[str, str]:
        result = CliRunner().invoke(app, [*words, "--home", where])
        return result.output, str(result.exception)

    assert printed(server.address) == printed(str(home))


def test_everything_can_be_taken_out_of_a_server(server: Serving, home: Path, tmp_path: Path) -> None:
    for where, name in ((server.address, "there"), (str(home), "here")):
        for ending in ("nq", "graphml"):
            result = CliRunner().invoke(app, ["export", str(tmp_path / f"{name}.{ending}"), "--home", where], catch_exceptions=False)
            assert result.exit_code == 0
        assert CliRunner().invoke(app, ["export", str(tmp_path / name), "--format", "csv", "--home", where]).exit_code == 0
    for ending in ("nq", "graphml"):
        assert (tmp_path / f"there.{ending}").read_bytes() == (tmp_path / f"here.{ending}").read_bytes()
    there = {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()}
    assert there == {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
