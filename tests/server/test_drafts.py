"""Drafts over HTTP and in Python: what `kg draft` gives of a document of the version, marked as drafts."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

import kg
from kg.errors import NeedsTables, OtherData, UnknownValue
from kg.extraction.report import draft_document
from kg.graph import Graph
from kg.remote.endpoint import EndpointGraph
from tests.datasets import CORPUS
from tests.server.serving import Serve, Serving

DOCUMENT = "yunze-2021-5"


@pytest.fixture(scope="module")
def drafting(serve: Serve, home: Path) -> Serving:
    """The published corpus, served with the data that it was built from."""
    return serve("--home", home, "--data", CORPUS)


def test_a_server_a_folder_and_the_command_give_the_same(drafting: Serving, graph: Graph) -> None:
    there, here = kg.open(drafting.address).drafts(DOCUMENT), graph.drafts(DOCUMENT, CORPUS)
    assert there == here
    assert (here["status"], here["version"]) == ("draft", graph.version)
    assert draft_document(DOCUMENT, CORPUS).as_json().items() <= here.items()
    assert all(here["text"][row["start"] : row["end"]] == row["quote"] for row in here["tasks"])


def test_they_have_an_etag_and_count_in_no_answer(drafting: Serving, graph: Graph) -> None:
    address = f"{drafting.address}/api/drafts"
    first = httpx.get(address, params={"document": DOCUMENT}, timeout=60)
    tag = {"If-None-Match": first.headers["etag"]}
    assert httpx.get(address, params={"document": DOCUMENT}, headers=tag).status_code == 304
    drafted = {row["id"] for row in first.json()["tasks"]}
    assert drafted and not drafted & {row["id"] for row in graph.answer("tasks").rows}


def test_a_document_that_is_not_held_is_not_found(drafting: Serving) -> None:
    address = f"{drafting.address}/api/drafts"
    assert httpx.get(address, params={"document": "nowhere-1"}).status_code == 404
    assert httpx.get(address).status_code == 422
    assert httpx.get(address, params={"document": DOCUMENT, "format": "csv", "city": "1"}).status_code == 422
    with pytest.raises(UnknownValue):
        kg.open(drafting.address).drafts("nowhere-1")


def test_data_of_another_version_are_not_drafted(graph: Graph, tmp_path: Path) -> None:
    other = next(row["document"] for row in graph.answer("documents").rows if row["document"] != DOCUMENT)
    with pytest.raises(OtherData) as told:
        graph.drafts(other, tmp_path)
    assert (told.value.document, told.value.version) == (other, graph.version)


def test_an_endpoint_has_none(drafting: Serving) -> None:
    with pytest.raises(NeedsTables):
        EndpointGraph(drafting.sparql).drafts(DOCUMENT)
