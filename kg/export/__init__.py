"""Exports of answers and of the whole graph. One module for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnknownFormat

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


def _writers() -> dict[str, Callable[[KnowledgeGraph, Path], None]]:
    from kg.export import network, rdf, shapes, tables

    return {
        "ttl": rdf.write_turtle,
        "trig": rdf.write_trig,
        "nq": rdf.write_nquads,
        "jsonld": rdf.write_jsonld,
        "csv": tables.write_csv_folder,
        "xlsx": tables.write_workbook,
        "graphml": network.write_graphml,
        "gexf": network.write_gexf,
        "shacl": shapes.write_shapes,
    }


def export_graph(graph: KnowledgeGraph, format: str, out: Path) -> None:
    """Write all of `graph` to `out` in one of the formats. Raises ValueError on another, OSError."""
    writers = _writers()
    if format not in writers:
        raise UnknownFormat(format, list(writers))
    writers[format](graph, out)
