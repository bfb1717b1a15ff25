"""Versions to publish beside the one that is served: good ones and damaged ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.damage import rewritten


def publish(home: Path, id_: str, spoil: Callable[[Path], object] = lambda _: None) -> Path:
    """A copy of the version in use, published as another, as `kg build` does it: all is there before it is named."""
    before = home / "versions" / (home / "current").read_text(encoding="ascii").strip()
    version = Path(shutil.copytree(before, home / "versions" / id_))
    spoil(version)
    (home / "current.new").write_text(id_ + "\n", encoding="ascii")
    (home / "current.new").replace(home / "current")
    return version


def changed(data: Path) -> Path:
    """Curated data that say the same and are another version."""
    with (data / "documents/yunze-2021-5/document.yaml").open("a", encoding="utf-8") as file:
        file.write("# read again\n")
    return data


def truncated(*path: str) -> Callable[[Path], object]:
    return lambda version: next(version.glob("/".join(path))).write_bytes(b"\x00")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no graph": lambda version: shutil.rmtree(version / "graph"),
    "no tables": lambda version: shutil.rmtree(version / "tables"),
    "broken words": truncated("words.sqlite"),
    "a broken manifest": truncated("manifest.json"),
    "another base": lambda version: rewritten(version, {"base": "https://data.example/"}),
}
