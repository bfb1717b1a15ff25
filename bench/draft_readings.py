"""Readings: what a careful reader says that a document states, to hold drafts against.

A reading is `NAME.gold.json` beside the file that is drafted, `NAME.txt` or `NAME.html`. It is an object of lists; one that is missing is
not judged. Each item has `quote`, the words that state it, and may be `soft`: decided either way.

| list | an item says |
| --- | --- |
| `responsibilities` | `leads`, `supports`: names of bodies |
| `funding` | `kind`, `recipient`, `purpose`, `amount_min`, `amount_max`, `rate_min`, `rate_max`, `period`, `payer` |
| `targets` | `value_min`, `value_max` |
| `conditions` | `kind` |
| `citations` | `title`, `number` |
| `planned_documents` | `title` |
| `programs` | `name` |
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench.draft_matching import Item
from kg.text.quotes import NormalisedText

_LISTS = {
    "responsibilities": "responsibilities",
    "funding sums": "funding",
    "funding whole": "funding",
    "targets": "targets",
    "conditions": "conditions",
    "conditions of a kind": "conditions",
    "citations": "citations",
    "deliverables": "planned_documents",
    "programmes": "programs",
}
"""Table of the report -> the list of a reading."""
_NUMBERS = ("amount_min", "amount_max", "rate_min", "rate_max", "value_min", "value_max")
_NAMES = {"citations": {"title": "cited_title", "number": "cited_number"}}


@dataclass(frozen=True)
class Reading:
    """A file with what it states."""

    name: str
    path: Path
    content: dict[str, list[dict[str, Any]]]

    def items(self, table: str, text: NormalisedText) -> list[Item] | None:
        """The items of a table, found in the text as it was read; None where the reading does not judge it."""
        section = _LISTS.get(table)
        if section is None or section not in self.content:
            return None
        found = []
        for place, stated in enumerate(self.content[section]):
            spans = text.find(stated["quote"], [(0, len(text.offsets) and text.offsets[-1] + 1)])
            for record in _records(section, stated):
                found.append(Item(f"{section} {place}: {stated['quote']}", record, spans, stated.get("soft", False)))
        return found


def readings(folder: Path) -> Iterator[Reading]:
    """The readings of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        file = next((one for ending in ("txt", "html") if (one := folder / f"{name}.{ending}").is_file()), None)
        if file:
            yield Reading(name, file, json.loads(path.read_text(encoding="utf-8")))


def _records(section: str, stated: dict[str, Any]) -> Iterator[SimpleNamespace]:
    if section == "responsibilities":
        for role, names in ("lead", stated["leads"]), ("support", stated["supports"]):
            for name in names:
                yield SimpleNamespace(agency=name, role=role)
        return
    renamed = {_NAMES.get(section, {}).get(name, name): value for name, value in stated.items()}
    yield SimpleNamespace(
        **{name: Decimal(str(value)) if name in _NUMBERS and value is not None else value for name, value in renamed.items()}
    )
