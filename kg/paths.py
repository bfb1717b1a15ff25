"""Where the ontology, the curated data and the published versions are."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent
_PACKED = _PACKAGE / "resources"
_RESOURCES = _PACKED if _PACKED.is_dir() else _PACKAGE.parent

ONTOLOGY = _RESOURCES / "ontology"
DATA = _RESOURCES / "data"
QUERIES = _PACKAGE / "queries"


def home(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder of published versions: the one given, else `$ZHENGMAI_HOME`, else `.zhengmai` here."""
    return Path(given or os.environ.get("ZHENGMAI_HOME") or ".zhengmai")
