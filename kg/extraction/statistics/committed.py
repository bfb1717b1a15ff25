"""The statistics that are committed with the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.statistics.linear import LinearModel

FILE = Path(__file__).with_name("statistics.json")
"""`make learn` writes it."""


@dataclass(frozen=True)
class Statistics:
    """Models by name. `fingerprint` is that of the rows and cue words that they were learnt from."""

    models: Mapping[str, LinearModel]
    fingerprint: str = ""

    def write(self, path: Path = FILE) -> None:
        """One line a feature, so that a diff shows what moved."""
        models = ",\n".join(f"{json.dumps(name)}: {_lines(model)}" for name, model in self.models.items())
        path.write_text(f'{{"fingerprint": {json.dumps(self.fingerprint)}, "models": {{\n{models}\n}}}}\n', encoding="utf-8")


def _lines(model: LinearModel) -> str:
    read = model.as_json()
    weights = read["weights"].items()
    rows = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}" for name, row in weights)
    return f'{{"labels": {json.dumps(read["labels"])}, "weights": {{\n{rows}\n}}}}'


@cache
def committed_statistics() -> Statistics:
    from kg.extraction.statistics.linear import LinearModel

    read = json.loads(FILE.read_text(encoding="utf-8"))
    return Statistics({name: LinearModel.from_json(model) for name, model in read["models"].items()}, read["fingerprint"])
