"""The names of things that answers name by id."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from viewer.shared_graph import SharedGraph


def entity_names(graph: SharedGraph, type_: str, ids: Iterable[str]) -> dict[str, str]:
    """Id -> name of agencies, categories, documents …; an id that nothing of that type has is its own name."""
    known = _known(graph)
    wanted = {id_: f"{type_}/{id_}" for id_ in ids}
    missing = [path for path in wanted.values() if path not in known]
    if missing:
        found = graph.neighbourhood.nodes(missing)
        known.update({path: found[path].name if path in found else path.partition("/")[2] for path in missing})
    return {id_: known[path] for id_, path in wanted.items()}


def entity_name(graph: SharedGraph, type_: str, id_: str) -> str:
    return entity_names(graph, type_, [id_])[id_]


@lru_cache(maxsize=2)
def _known(graph: SharedGraph) -> dict[str, str]:
    """What was looked up in one version."""
    return {}
