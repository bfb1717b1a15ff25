"""Indicators in the registry: found by name or alias, else proposed with unit, nature and direction."""

from __future__ import annotations

import re

from kg.extraction.indicators.vocabulary import pattern, words
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.quotes import folded

_STATE_ENDS = ("", "总量", "数", "数量", "总数", "规模")
_STOCK = re.compile(r"(?:总量|总数|规模|拥有量|保有量|存量|在校生|人数)$")
_PLACE = re.compile(rf"^(?:{'|'.join(words('place_words'))})")
_UNIT_WORDS = re.compile(r"^[十百千万亿]+")
_PEOPLE = frozenset({"名", "位", "员"})


def indicator(source: DraftSource, name: Span, verb: str, unit: str | None, rule: str) -> str:
    """The id of the indicator that the words name. `rule` is that of the claim, `verb` what is done to reach it."""
    written = _PLACE.sub("", source.words(name).strip('“”"、的'))
    flow = verb in words("flow")
    forms = [f"{verb}{written}{end}" for end in _STATE_ENDS if verb] if flow else []
    forms += [f"{written}{end}" for end in _STATE_ENDS if not (flow and end in ("总量", "规模"))]
    for form in forms:
        if entries := source.names.find("indicator", form):
            return entries[0].id  # type: ignore[attr-defined, no-any-return]
    return _proposed(source, written, verb if flow else "", unit, rule, name)


def _proposed(source: DraftSource, written: str, verb: str, unit: str | None, rule: str, span: Span) -> str:
    base = _UNIT_WORDS.sub("", unit or "") or (unit or "")
    share = base == "%"
    ends = "" if share or rule == "state" or written.endswith(("数", "量", "率", "额")) else "数"
    name = f"{verb}{written}{'覆盖率' if rule == 'coverage' else ends}"
    nature = "flow" if verb else "stock" if _STOCK.search(name) else None
    row = {
        "id": source.names.new_id("indicator", folded(name)),
        "name": name,
        "unit": "人" if base in _PEOPLE else (unit if unit and "元" in unit else base) or ("%" if rule == "coverage" else None),
        "direction": "less" if pattern("less").search(name) else "more" if verb or rule in ("act", "coverage", "quota") else None,
        "nature": nature,
        "source": source.names.source,
    }
    return source.names.propose("indicator", row["id"] or "", row, span)
