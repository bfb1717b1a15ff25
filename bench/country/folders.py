"""The country as curated data, for the whole build."""

from __future__ import annotations

from pathlib import Path

import yaml

from bench.country.documents import GeneratedDocument, document
from bench.country.registry import write_registry
from bench.country.rows import write_csv
from bench.country.words import cities
from kg.loaders.ids import ID_COLUMNS, IDS, FactId, GivenId
from kg.loaders.validation import columns_of
from kg.model.facts import FACT_KINDS


def write_country(data: Path, count: int, seed: int = 1) -> None:
    """Write `count` documents and the registry of their cities into the folder `data`."""
    write_registry(data / "registry", cities()[:count])
    for number in range(count):
        write_document(data / "documents", document(number, seed))


def write_document(documents: Path, made: GeneratedDocument) -> None:
    folder = documents / made.id
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(made.text, encoding="utf-8", newline="")
    (folder / "document.yaml").write_text(yaml.safe_dump(made.head, allow_unicode=True, sort_keys=False), encoding="utf-8")
    given = []
    for kind, model in FACT_KINDS.items():
        rows = made.rows.get(kind, [])
        write_csv(folder / f"{kind}.csv", columns_of(model), rows)
        for row in rows:
            id_ = FactId.parse(row["id"])
            assert id_ is not None
            given.append(GivenId.to(id_, row))
    lines = sorted(given, key=lambda line: line.id)
    write_csv(folder / IDS, ID_COLUMNS, [{"id": str(line.id), "digest": line.digest, "quote": line.quote} for line in lines])
    write_csv(folder / "read.csv", ["clause", "reason"], [{"clause": clause, "reason": reason} for clause, reason in made.read])
