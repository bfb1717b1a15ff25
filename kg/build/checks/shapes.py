"""SHACL: the triples of one batch held against `ontology/shapes.ttl`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, serialize

from kg import paths

if TYPE_CHECKING:
    from rdflib import Graph


@cache
def _shapes(path: Path) -> Graph:
    from rdflib import Graph

    return Graph().parse(path)


def shape_faults(quads: Iterable[Quad]) -> list[str]:
    """Violations, each as one sentence: the node, the property, what was found, what the shape asks."""
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=triples, format="nt")
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(paths.ONTOLOGY / "shapes.ttl"), inference="none")
    if conforms:
        return []
    return sorted(
        f"shape: {report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)} "
        f"{report.value(result, SH.value) or ''}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(SH.resultSeverity)
    )
