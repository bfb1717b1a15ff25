"""The W3C's SPARQL suites as data: a folder of manifests -> cases.

Read from a checkout of github.com/w3c/rdf-tests (`sparql/sparql10`, `sparql/sparql11`), or from the copy that rdflib's source release
carries (`test/data/suites/w3c/dawg-data-r2`, `.../sparql11`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

BASE = "http://suite.example/"
"""Where the suites seem to lie: the same IRIs on every machine, and nothing to be fetched."""

_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_KINDS = {
    _MF.QueryEvaluationTest: "evaluation",
    _MF.CSVResultFormatTest: "evaluation",
    _MF.PositiveSyntaxTest: "good syntax",
    _MF.PositiveSyntaxTest11: "good syntax",
    _MF.NegativeSyntaxTest: "bad syntax",
    _MF.NegativeSyntaxTest11: "bad syntax",
}
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_LAYOUTS = {"w3c": ("sparql/sparql10", "sparql/sparql11"), "rdflib": ("dawg-data-r2", "sparql11")}
"""The two editions. rdflib's is older: some of its tests were corrected since."""


@dataclass(frozen=True)
class Case:
    """One test. Files are named by their IRI under BASE."""

    id: str
    """`sparql11/aggregates#agg01`"""
    group: str
    """`sparql11/aggregates`"""
    kind: str
    query_iri: str
    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    result: str | None
    lax: bool
    """Only which solutions there are counts, not how often (REDUCED)."""

    says_from: bool

    @property
    def ending(self) -> str:
        """The ending of the file that holds the expected answer; empty where only the syntax counts."""
        return Path(self.result).suffix if self.result else ""


class Suites:
    """The query tests of SPARQL 1.0 and 1.1 below `folder`. Raises FileNotFoundError where it holds none."""

    def __init__(self, folder: Path) -> None:
        for edition, parts in _LAYOUTS.items():
            if all((folder / part).is_dir() for part in parts):
                self.edition = edition
                self._folders = dict(zip(("sparql10", "sparql11"), (folder / part for part in parts), strict=True))
                return
        raise FileNotFoundError(f"{folder} holds neither {' nor '.join(' and '.join(parts) for parts in _LAYOUTS.values())}")

    @property
    def protocol(self) -> Path:
        """The manifest of the protocol tests; rdflib's has their names alone."""
        return self._folders["sparql11"] / "protocol/manifest.ttl"

    def file(self, iri: str) -> Path:
        suite, path = iri.removeprefix(BASE).split("/", 1)
        return self._folders[suite] / path

    def cases(self) -> list[Case]:
        found: dict[str, Case] = {}
        for suite, folder in self._folders.items():
            for manifest in sorted(folder.glob("*/manifest.ttl")):
                for case in self._read(f"{suite}/{manifest.parent.name}", manifest):
                    found[case.id] = case
        return list(found.values())

    def _read(self, group: str, manifest: Path) -> list[Case]:
        graph = Graph().parse(manifest, publicID=f"{BASE}{group}/manifest.ttl", format="turtle")
        entries = [entry for list_ in graph.objects(None, _MF.entries) for entry in Collection(graph, list_)]
        return [case for entry in entries if (case := self._case(graph, group, entry))]

    def _case(self, graph: Graph, group: str, entry: Node) -> Case | None:
        kind = next((_KINDS[type_] for type_ in graph.objects(entry, RDF.type) if type_ in _KINDS), None)
        action = graph.value(entry, _MF.action)
        if kind is None or action is None:
            return None
        query = action if isinstance(action, URIRef) else graph.value(action, _QT.query)
        if not str(query).endswith(".rq"):
            return None
        result = graph.value(entry, _MF.result)
        text = self.file(str(query)).read_text(encoding="utf-8")
        sources = [urljoin(str(query), iri) for iri in _FROM.findall(text)] if kind == "evaluation" else []
        return Case(
            id=f"{group}#{re.split('[#/]', str(entry))[-1]}",
            group=group,
            kind=kind,
            query_iri=str(query),
            query=text,
            default=_sorted(graph.objects(action, _QT.data)),
            named=_sorted([*graph.objects(action, _QT.graphData), *sources]),
            result=None if kind != "evaluation" or result is None else str(result),
            lax=graph.value(entry, _MF.resultCardinality) == _MF.LaxCardinality,
            says_from=bool(sources),
        )


def _sorted(nodes: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({str(node) for node in nodes}))
