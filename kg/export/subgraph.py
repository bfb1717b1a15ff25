"""A subgraph with the positions of its nodes, as GEXF, GraphML or two tables."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import UnknownFormat
from kg.queries.runner import Answer

if TYPE_CHECKING:
    import networkx as nx

    from kg.neighbourhood import Network

Positions = Mapping[str, tuple[float, float]]
"""Coordinates by node id. y points down."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_networkx(network: Network, positions: Positions) -> nx.MultiDiGraph[str]:
    """The subgraph as a networkx graph. Nodes have `label`, `type`, `city`, `x` and `y` (upwards), edges have `relation`."""
    import networkx as nx

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        x, y = positions.get(node.id, (0.0, 0.0))
        texts = {"label": node.name, "type": node.kind, "city": node.city or ""}
        result.add_node(node.id, **{name: _NOT_XML.sub("", text) for name, text in texts.items()}, x=x, y=-y)
    for link in network.links:
        result.add_edge(*link.ends, key=link.relation, relation=link.relation)
    return result


def network_bytes(network: Network, positions: Positions, format: str) -> bytes:
    """The subgraph in `format`: `gexf` or `graphml`. Raises UnknownFormat."""
    import networkx as nx

    graph, buffer = as_networkx(network, positions), io.BytesIO()
    match format:
        case "gexf":
            for _, attributes in graph.nodes(data=True):
                attributes["viz"] = {"position": {"x": attributes.pop("x"), "y": attributes.pop("y"), "z": 0.0}}
            nx.write_gexf(graph, buffer)
        case "graphml":
            nx.write_graphml(graph, buffer)
        case _:
            raise UnknownFormat(format, ("gexf", "graphml"))
    return buffer.getvalue()


def nodes_answer(network: Network, positions: Positions, kinds: Mapping[str, str]) -> Answer:
    """One row for each node. `kinds` are the display names of kinds."""
    degrees = Counter(end for link in network.links for end in link.ends)
    rows: list[dict[str, Any]] = [
        {
            "id": node.id,
            "kind": node.kind,
            "kind_name": kinds.get(node.kind, node.kind),
            "name": node.name,
            "city": node.city,
            "links": degrees[node.id],
            "x": positions[node.id][0] if node.id in positions else None,
            "y": positions[node.id][1] if node.id in positions else None,
        }
        for node in network.nodes
    ]
    return Answer(
        {
            "id": "string",
            "kind": "string",
            "kind_name": "string",
            "name": "string",
            "city": "string",
            "links": "integer",
            "x": "number",
            "y": "number",
        },
        rows,
    )


def links_answer(network: Network, relations: Mapping[str, str]) -> Answer:
    """One row for each link. `relations` are the display names of relations."""
    names = {node.id: node.name for node in network.nodes}
    rows: list[dict[str, Any]] = [
        {
            "source": link.source,
            "source_name": names[link.source],
            "relation": link.relation,
            "relation_name": relations.get(link.relation, link.relation),
            "target": link.target,
            "target_name": names[link.target],
        }
        for link in network.links
    ]
    return Answer(dict.fromkeys(("source", "source_name", "relation", "relation_name", "target", "target_name"), "string"), rows)
