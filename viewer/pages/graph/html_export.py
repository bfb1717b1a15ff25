"""The picture as one HTML file that requests nothing from any host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.analysis.layout import Point
from kg.export.node_looks import LOOKS
from kg.neighbourhood import Network
from viewer.components.pyvis_network import TEMPLATES
from viewer.display.columns import heading
from viewer.display.ontology import kind_name, relations, title
from viewer.i18n import language, t
from viewer.pages.graph.node_icons import sign_address
from viewer.pages.graph.vis_network import build_network
from viewer.palette import FONTS
from viewer.shared_graph import SharedGraph


def export_html(graph: SharedGraph, shown: Network, places: Mapping[str, Point], sentences: Sequence[str]) -> str:
    """The picture with its legend, its summary, and the version it was made from."""
    names = relations(graph)
    drawn = build_network(shown, places, {node.id: title(graph, node) for node in shown.nodes}, names)
    kinds = {node.kind for node in shown.nodes}
    nodes = {node.id: node for node in shown.nodes}
    return (
        _templates()
        .get_template("graph/export.html")
        .render(
            language=language(),
            title=f"{t('frame.title')} {t('pages.graph')}",
            sentences=sentences,
            version=f"{t('frame.version')} {graph.version} · {t('frame.built', day=graph.build_date)}",
            legend=[(sign_address(kind), kind_name(graph, kind)) for kind in LOOKS if kind in kinds],
            nodes=drawn.nodes,
            edges=drawn.edges,
            options=drawn.options,
            fonts=FONTS,
            heads=[heading(column) for column in ("source_name", "relation_name", "target_name")],
            rows=[(nodes[link.source].name, names.get(link.relation, link.relation), nodes[link.target].name) for link in shown.links],
        )
    )


@cache
def _templates() -> Environment:
    """Our page, which escapes all text, and the script inside the pyvis package."""
    folders = [Path(__file__).parents[2] / "templates", TEMPLATES]
    return Environment(loader=FileSystemLoader(folders), autoescape=True, undefined=StrictUndefined)
