"""The text of a document over HTTP, where a quote stands, pictures of the pages, the original: a stranger can check a quote."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image

import kg
from kg.graph import Graph
from tests.datasets import CORPUS
from tests.server.serving import Serving

DOCUMENT, UNPAGED = "yunze-2021-5", "wuling-2019-8"
TEXT = f"/texts/{DOCUMENT}"


@pytest.fixture(scope="module")
def client(server: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=60) as client:
        yield client


def test_a_text_with_all_that_is_known_of_it(client: httpx.Client, graph: Graph) -> None:
    told = client.get(TEXT).json()
    assert told["version"] == graph.version and told["text"] == graph.source(DOCUMENT).text
    assert told["sha256"] == hashlib.sha256(told["text"].encode()).hexdigest()
    as_read = (CORPUS / "documents" / DOCUMENT / "source.txt").read_bytes()
    assert told["as_read_sha256"] == hashlib.sha256(as_read).hexdigest() != told["sha256"]
    [correction] = told["corrections"]
    assert told["text"][correction["start"] : correction["end"]] == correction["as_printed"] == "住"
    assert as_read.decode()[correction["read_at"]] == correction["as_read"] == "往"
    assert [page["page"] for page in told["pages"]] == [1, 2, 3]
    assert {clause["clause"] for clause in told["clauses"]} == {
        row["clause"] for row in graph.answer("clauses", {"document": DOCUMENT}).rows
    }
    assert [doubt["kind"] for doubt in told["doubts"]] == ["low_confidence", "line_gap", "readings_differ"]
    bare = client.get(f"/texts/{UNPAGED}").json()
    assert bare["original"] is None and bare["pages"] == [] and bare["sha256"] == bare["as_read_sha256"]


def test_the_text_alone(client: httpx.Client, graph: Graph) -> None:
    for answer in (client.get(TEXT, headers={"Accept": "text/plain"}), client.get(TEXT, params={"format": "text"})):
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.text == graph.source(DOCUMENT).text
    assert client.get(f"/texts/{UNPAGED}", headers={"Accept": "text/html"}).headers["content-type"] == "application/json"
    assert client.get("/texts/云党办发〔2021〕5号").json()["document"] == DOCUMENT


def test_a_quote_is_checked(client: httpx.Client, graph: Graph) -> None:
    for row in graph.answer("funding", {"document": DOCUMENT}).rows:
        found = client.get(f"{TEXT}/places", params={"quote": row["quote"]}).json()
        [place] = [place for place in found["places"] if place["start"] == row["start"]]
        assert (place["end"], place["clause"]) == (row["end"], row["clause"])
        assert all(0 <= box["left"] < box["right"] <= 1 for part in place["pages"] for box in part["boxes"])
    several = client.get(f"{TEXT}/places", params={"quote": "人才"}).json()
    assert several["total"] == len(several["places"]) > 10
    by_offset = client.get(f"{TEXT}/places", params={"start": 13, "end": 25}).json()["places"]
    assert [place["quote"] for place in by_offset] == ["云党办发〔2021〕5号"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/texts/nowhere", 404, "nowhere"),
        (f"{TEXT}/places?quote=没有的话", 404, "没有的话"),
        (f"{TEXT}/places", 422, "a quote, or start and end"),
        (f"{TEXT}/places?start=3&end=99999", 422, "3–99999"),
        (f"{TEXT}/places?quote=人才&quot=x", 422, "quot"),
        (f"{TEXT}/places?quote=", 422, "quote"),
        (f"{TEXT}/pages/4", 404, "a page from 1 to 3"),
        (f"{TEXT}/pages/0", 422, "page"),
        (f"{TEXT}/pages/1?width=9999", 422, "width"),
        (f"/texts/{UNPAGED}/pages/1", 404, "an original that has pages"),
        (f"/texts/{UNPAGED}/original", 404, UNPAGED),
        (f"{TEXT}?format=html", 422, "format"),
    ],
)
def test_what_is_not_there_is_a_problem(client: httpx.Client, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]


def test_a_page_is_a_picture(client: httpx.Client) -> None:
    described = client.get(TEXT).json()["pages"][1]["picture"]
    answer = client.get(described, params={"width": 400})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.content)).width == 400


def test_the_original_is_saved_and_never_run(client: httpx.Client) -> None:
    original = client.get(TEXT).json()["original"]
    answer = client.get(original["url"])
    assert hashlib.sha256(answer.content).hexdigest() == original["sha256"]
    assert answer.headers["content-type"] == original["media_type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''")
    assert "sandbox" in answer.headers["content-security-policy"] and answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(original["url"], headers={"Range": "bytes=0-3"}).content == b"%PDF"


@pytest.mark.parametrize(
    "path", [TEXT, f"{TEXT}?format=text", f"{TEXT}/places?quote=人才", f"{TEXT}/pages/1?width=400", f"{TEXT}/original"]
)
def test_a_client_that_has_it_is_told_so(client: httpx.Client, path: str) -> None:
    first, head = client.get(path), client.head(path)
    assert head.content == b"" and head.headers["etag"] == first.headers["etag"]
    assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_python_over_http_gives_the_same_text(server: Serving, graph: Graph) -> None:
    remote = kg.open(server.address)
    for document in (DOCUMENT, UNPAGED, "wuling-2021-2025"):
        assert remote.source(document) == graph.source(document)
    with pytest.raises(kg.errors.UnknownValue):
        remote.source("nowhere")
