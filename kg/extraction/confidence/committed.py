"""The confidence that is committed with the program."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from kg.extraction.confidence.model import Confidence
from kg.model.facts import FACT_KINDS

FILE = Path(__file__).with_name("measured.json")
"""`make evaluate WRITE=--write` writes it."""


@cache
def committed_confidence() -> Confidence:
    return Confidence.from_json(json.loads(FILE.read_text(encoding="utf-8")))


def write(confidence: Confidence, path: Path = FILE) -> None:
    """One line an origin, a feature and a kind, so that a diff shows what moved."""
    read = confidence.as_json()
    parts = [f'"fingerprint": {json.dumps(read["fingerprint"])}']
    for name in ("origins", "weights", "bands"):
        lines = ",\n".join(f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in read[name].items())
        parts.append(f"{json.dumps(name)}: {{\n{lines}\n}}")
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def fingerprint_of(data: Path) -> str:
    """A digest of the texts and curated rows that drafts were held against."""
    digest = hashlib.sha256()
    for folder in sorted((data / "documents").iterdir()):
        for name in ("source.txt", *(f"{kind}.csv" for kind in FACT_KINDS)):
            if (file := folder / name).exists():
                digest.update(f"{folder.name}/{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
