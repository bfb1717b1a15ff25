import csv
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from openpyxl import load_workbook

from kg.export import export_graph
from kg.graph import Graph
from kg.queries.catalog import public_questions


@pytest.mark.parametrize(("ending", "format"), [("ttl", "turtle"), ("jsonld", "json-ld")])
def test_triples_are_read_by_another_library(graph: Graph, tmp_path: Path, ending: str, format: str) -> None:
    out = tmp_path / f"all.{ending}"
    export_graph(graph, ending, out)
    assert len(rdflib.Graph().parse(out, format=format)) == len({quad.triple for quad in graph.quads()})


@pytest.mark.parametrize(("ending", "format"), [("nq", "nquads"), ("trig", "trig")])
def test_named_graphs_are_read_by_another_library(graph: Graph, tmp_path: Path, ending: str, format: str) -> None:
    out = tmp_path / f"all.{ending}"
    export_graph(graph, ending, out)
    dataset = rdflib.Dataset()
    dataset.parse(out, format=format)
    assert sum(1 for _ in dataset.quads()) == sum(1 for _ in graph.quads())
    named = {str(context.identifier) for context in dataset.graphs() if len(context)}
    base = "https://w3id.org/zhengmai/graph/"
    assert named == {base + name for name in ("ontology", "registry", "inferences")} | {
        f"{base}document/{row['document']}" for row in graph.answer("documents").rows
    }


def test_no_blank_nodes(graph: Graph) -> None:
    assert not [quad for quad in graph.quads() if "_:" in (str(quad.subject)[:2], str(quad.object)[:2])]


def test_exports_are_the_same_twice(graph: Graph, tmp_path: Path) -> None:
    for ending in ("ttl", "trig", "nq", "jsonld", "graphml"):
        export_graph(graph, ending, tmp_path / "one")
        export_graph(graph, ending, tmp_path / "two")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(("ending", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_the_network_is_read_back(graph: Graph, tmp_path: Path, ending: str, read) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / f"all.{ending}"
    export_graph(graph, ending, out)
    network = read(out)
    agency = network.nodes["agency/910100-human-resources"]
    assert (agency["label"], agency["type"]) == ("市人社局", "Agency")
    led = {target for _, target, data in network.out_edges("agency/910100-human-resources", data=True) if data["relation"] == "leads"}
    assert led == {f"document/{row['task']}" for row in graph.answer("agency_tasks", {"agency": "910100-human-resources"}).rows} != set()


def test_every_table_as_csv_and_as_a_workbook(graph: Graph, tmp_path: Path) -> None:
    names = {q.name for q in public_questions() if not any(p.required for p in q.parameters.values())}
    export_graph(graph, "csv", tmp_path / "tables")
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == names
    with (tmp_path / "tables" / "tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(graph.answer("tasks").rows)
    export_graph(graph, "xlsx", tmp_path / "all.xlsx")
    assert set(load_workbook(tmp_path / "all.xlsx").sheetnames) == names


def test_another_format_is_named(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="graphml"):
        export_graph(graph, "docx", tmp_path / "x")
