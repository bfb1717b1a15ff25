"""政脉 Zhengmai: a verifiable knowledge graph of Chinese city talent policy.

import kg
g = kg.open()
g.ask("funding", city="太原")
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph

__version__ = "0.1.0"
__all__ = ["open"]


def open(home: str | os.PathLike[str] | None = None) -> Graph:
    """Open the version in use in `home` (else `$ZHENGMAI_HOME`, else `.zhengmai`). Raises NoVersion, OtherBase of kg.store.versions."""
    from kg.graph import Graph

    return Graph(home)
