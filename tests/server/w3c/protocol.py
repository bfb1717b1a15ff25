"""Requests of the SPARQL 1.1 Protocol as data: our own file, and the W3C's manifest of protocol tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection

REQUESTS = Path(__file__).with_name("protocol.yaml")
STONE = "http://stones.example/Stone"
_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_HT = Namespace("http://www.w3.org/2011/http#")
_CNT = Namespace("http://www.w3.org/2011/content#")
_UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_KINDS = {"tabular": "rows", "boolean": "boolean", "RDF": "triples"}


@dataclass(frozen=True)
class Exchange:
    """One request, and what must come back. `status` is `2xx`, `4xx` or one status; `kind` is rows, boolean or triples."""

    id: str
    method: str
    address: str
    """What follows the endpoint's path: empty, or a question mark and parameters."""
    headers: dict[str, str]
    content: bytes
    status: str
    boolean: bool | None
    kind: str | None


def own_graphs() -> list[str]:
    return list(yaml.safe_load(REQUESTS.read_text(encoding="utf-8"))["graphs"])


def own_exchanges() -> list[Exchange]:
    return [_own(request) for request in yaml.safe_load(REQUESTS.read_text(encoding="utf-8"))["requests"]]


def _own(request: dict[str, Any]) -> Exchange:
    headers = {"Accept": request.get("accept", "*/*")}
    content = request.get("content", "").encode(request.get("encoding", "utf-8"))
    if "form" in request:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        content = _encoded(request["form"]).encode()
    if "type" in request:
        headers["Content-Type"] = request["type"]
    boolean = request.get("boolean")
    return Exchange(
        id=request["id"],
        method=request["method"],
        address="?" + _encoded(request["parameters"]) if "parameters" in request else "",
        headers=headers,
        content=content,
        status=str(request["status"]),
        boolean=boolean,
        kind=request.get("kind", None if boolean is None else "boolean"),
    )


def _encoded(pairs: list[list[str]]) -> str:
    return urlencode([(name, value) for name, value in pairs])


class Manifest:
    """The W3C's `protocol/manifest.ttl`."""

    def __init__(self, path: Path) -> None:
        self._graph = Graph().parse(path, format="turtle", publicID=path.as_uri())

    def ids(self) -> set[str]:
        return {_name(test) for test in self._graph.subjects(RDF.type, _MF.ProtocolTest)}

    def graphs(self) -> dict[str, str]:
        """IRI of each graph that a test needs -> the address of the file that holds it."""
        data = self._graph
        return {str(data.value(node, RDFS.label)): str(data.value(node, _UT.graph)) for node in data.objects(None, _UT.graphData)}

    def exchanges(self) -> Iterator[Exchange]:
        """What the tests send, where the manifest says it; a test's second and further requests have its id with a number."""
        for test in self._graph.subjects(RDF.type, _MF.ProtocolTest):
            action = self._graph.value(test, _MF.action)
            if action is None:
                continue
            requests = Collection(self._graph, self._graph.value(action, _HT.requests))
            for number, request in enumerate(requests, 1):
                yield self._exchange(_name(test) + ("" if number == 1 else f"-{number}"), request)

    def _exchange(self, id: str, request: Any) -> Exchange:
        value = self._graph.value
        list_ = value(request, _HT.headers)
        headers = Collection(self._graph, list_) if list_ is not None else []
        body, response = value(request, _HT.body), value(request, _HT.resp)
        statuses = {str(status)[-3:] for status in self._graph.objects(response, _MF.expectedStatus)}
        boolean = value(response, _MF.expectedBoolean)
        return Exchange(
            id=id,
            method=str(value(request, _HT.methodName)),
            address=str(value(request, _HT.absolutePath)).removeprefix("/sparql/"),
            headers={str(value(header, _HT.fieldName)): str(value(header, _HT.fieldValue)) for header in headers},
            content=b"" if body is None else str(value(body, _CNT.chars)).encode(str(value(body, _CNT.characterEncoding))),
            status="4xx" if statuses == {"4xx"} else "2xx",
            boolean=None if boolean is None else bool(boolean.toPython()),
            kind=_KINDS.get(str(value(response, _MF.expectedFormat))),
        )


def _name(test: object) -> str:
    return str(test).rsplit("#")[-1]
