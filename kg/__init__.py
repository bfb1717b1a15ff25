"""政脉 Zhengmai: a verifiable knowledge graph of Chinese city talent policy.

import kg
g = kg.open()
g.ask("funding", city="太原")
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.interface import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["open"]


@overload
def open(home: os.PathLike[str] | None = None) -> Graph: ...


@overload
def open(home: str | os.PathLike[str] | None) -> KnowledgeGraph: ...


def open(home: str | os.PathLike[str] | None = None) -> KnowledgeGraph:
    """Open the version in use in the folder `home` (else `$ZHENGMAI_HOME`, else `.zhengmai`), or what an http(s) address serves.

    A Zhengmai server answers every question; a bare SPARQL endpoint, given by its own address, those that are SPARQL.
    Raises NoVersion, OtherBase for a folder; RemoteError for an address (kg.errors).
    """
    if isinstance(home, str) and home.lower().startswith(("http://", "https://")):
        from kg.remote import open_remote

        return open_remote(home)
    from kg.graph import Graph

    return Graph(home)
