"""Where the ontology, the curated data and the published versions are."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import PackagedData

_PACKAGE = Path(__file__).parent
_PACKED = _PACKAGE / "resources"
_RESOURCES = _PACKED if _PACKED.is_dir() else _PACKAGE.parent

ONTOLOGY = _RESOURCES / "ontology"
DATA = _RESOURCES / "data"
QUERIES = _PACKAGE / "queries"


REVIEWED, REVIEWER = "ZHENGMAI_REVIEW", "ZHENGMAI_REVIEWER"
"""The environment of a viewer that may write: the folder of data, and who decides. `kg review` and `kg view --edit` set them."""


def reviewed_data() -> Path | None:
    """The folder of data whose drafts this viewer reviews; None where it only shows."""
    return Path(given) if (given := os.environ.get(REVIEWED)) else None


def reviewer() -> str:
    """Who decides in this viewer; empty for the name of the account."""
    return os.environ.get(REVIEWER, "")


def writable_data(given: Path | None = None) -> Path:
    """The folder of curated data to write to: the one given, else that of the working copy.

    Raises PackagedData for the data inside an installed package, which the next installation would replace.
    """
    folder = given or DATA
    if DATA == _PACKED / "data" and folder.resolve().is_relative_to(_PACKED.resolve()):
        raise PackagedData(str(folder))
    return folder


def home(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder of published versions: the one given, else `$ZHENGMAI_HOME`, else `.zhengmai` here."""
    return Path(given or os.environ.get("ZHENGMAI_HOME") or ".zhengmai")
