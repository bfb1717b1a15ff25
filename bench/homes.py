"""The version that a benchmark asks."""

from __future__ import annotations

from pathlib import Path

from kg import paths
from kg.build.pipeline import build
from kg.errors import NoVersion
from kg.store.versions import open_version


def published(home: Path, otherwise: Path) -> Path:
    """`home` where a version is published there; else the real data are built in the folder `otherwise`."""
    try:
        open_version(home)
        return home
    except NoVersion:
        build(paths.DATA, otherwise)
        return otherwise
