"""A part of the graph as a network with places: for Gephi and its like, and as two tables."""

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

Places = Mapping[str, tuple[float, float]]
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_networkx(network: Network, places: Places) -> nx.MultiDiGraph[str]:
    """Nodes with `label`, `type`, `city`, `x` and `y` (upwards); edges named by their relation."""
    import networkx as nx

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        x, y = places.get(node.id, (0.0, 0.0))
        words = {"label": node.name, "type": node.kind, "city": node.city or ""}
        result.add_node(node.id, **{name: _NOT_XML.sub("", text) for name, text in words.items()}, x=x, y=-y)
    for link in network.links:
        result.add_edge(*link.ends, key=link.relation, relation=link.relation)
    return result


def network_bytes(network: Network, places: Places, format: str) -> bytes:
    """As `gexf` or `graphml`. Raises ValueError on another."""
    import networkx as nx

    made, buffer = as_networkx(network, places), io.BytesIO()
    match format:
        case "gexf":
            for _, words in made.nodes(data=True):
                words["viz"] = {"position": {"x": words.pop("x"), "y": words.pop("y"), "z": 0.0}}
            nx.write_gexf(made, buffer)
        case "graphml":
            nx.write_graphml(made, buffer)
        case _:
            raise UnknownFormat(format, ("gexf", "graphml"))
    return buffer.getvalue()


def nodes_answer(network: Network, places: Places, kinds: Mapping[str, str]) -> Answer:
    """A row a thing. `kinds` are the names of kinds."""
    degrees = Counter(end for link in network.links for end in link.ends)
    rows: list[dict[str, Any]] = [
        {
            "id": node.id,
            "kind": node.kind,
            "kind_name": kinds.get(node.kind, node.kind),
            "name": node.name,
            "city": node.city,
            "links": degrees[node.id],
            "x": places[node.id][0] if node.id in places else None,
            "y": places[node.id][1] if node.id in places else None,
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
    """A row a link. `relations` are the names of relations."""
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
