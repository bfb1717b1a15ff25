"""The SHACL shapes that every document meets before it is published, in Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.interface import KnowledgeGraph


def write_shapes(graph: KnowledgeGraph, out: Path) -> None:
    """All shapes in one file. They are the same for every graph."""
    from kg import paths
    from kg.rdf.fact_shapes import shapes_turtle

    out.write_text(shapes_turtle(paths.ONTOLOGY), encoding="utf-8")
