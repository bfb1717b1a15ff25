"""Indicators in the registry: found by name or alias, else proposed with unit, nature and direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.indicators.vocabulary import pattern, words
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.quotes import folded

_ENDS = ("", "总量", "数", "数量", "总数", "规模")
_ENDS_BY_RULE = {"coverage": ("覆盖率", "全覆盖"), "change": ("增加数", "增加量")}
_STOCK = re.compile(r"(?:总量|总数|规模|拥有量|保有量|存量|在校生|人数)$")
_PLACE = re.compile(rf"^(?:{'|'.join(words('place_words'))})")
_UNIT_WORDS = re.compile(r"^[十百千万亿]+")
_PEOPLE = frozenset({"名", "位", "员"})


class Sense(NamedTuple):
    """What a claim says of an indicator: the rule that read it, the verb of what is done, and whether it is for every year."""

    rule: str
    verb: str = ""
    each: bool = False

    @property
    def adds(self) -> str:
        """The verb, where it adds to what is there; else nothing."""
        return self.verb if self.verb in words("flow") and self.rule != "total" else ""


def indicator(source: DraftSource, name: Span, unit: str | None, sense: Sense, of: Span | None = None) -> str:
    """The id of the indicator that the words name. `of`: what has the size that they name."""
    written = _PLACE.sub("", _unquoted(source.words(of)) if of else "") + _PLACE.sub("", _unquoted(source.words(name).strip("、的")))
    for form in _forms(written, sense):
        if entries := source.names.find("indicator", form):
            return entries[0].id  # type: ignore[attr-defined, no-any-return]
    return _proposed(source, written, unit, sense, name)


def _unquoted(name: str) -> str:
    """The name without the quotation marks around the whole of it."""
    return name[1:-1] if len(name) > 2 and (name[0], name[-1]) in (("“", "”"), ('"', '"')) else name


def _forms(written: str, sense: Sense) -> Iterator[str]:
    """The names that the registry may have for it, the nearest first."""
    bare = _STOCK.sub("", written)
    if sense.rule in _ENDS_BY_RULE:
        yield from (f"{bare}{end}" for end in _ENDS_BY_RULE[sense.rule])
    elif sense.each or sense.adds:
        each = "每年" if sense.each else ""
        yield from (f"{each}{sense.verb}{written}{end}" for end in _ENDS)
        yield from (f"{written}{end}" for end in _ENDS if end not in ("总量", "规模") and not sense.each)
    else:
        yield from (f"{one}{end}" for one in (written, bare) for end in _ENDS)


def _proposed(source: DraftSource, written: str, unit: str | None, sense: Sense, span: Span) -> str:
    base = _UNIT_WORDS.sub("", unit or "") or (unit or "")
    counts = sense.rule in ("act", "quota") and base != "%" and not written.endswith(("数", "量", "率", "额"))
    end = _ENDS_BY_RULE[sense.rule][0] if sense.rule in _ENDS_BY_RULE else "数" if counts else ""
    name = f"{'每年' if sense.each else ''}{sense.verb if sense.each else sense.adds}{written}{end}"
    flow = sense.each or sense.adds or sense.rule == "change"
    row = {
        "id": source.names.new_id("indicator", folded(name)),
        "name": name,
        "unit": "人" if base in _PEOPLE else (unit if unit and "元" in unit else base) or ("%" if sense.rule == "coverage" else None),
        "direction": "less" if pattern("less").search(name) else "more" if sense.rule in ("act", "coverage", "quota") else None,
        "nature": "flow" if flow else "stock" if _STOCK.search(name) else None,
        "source": source.names.source,
    }
    return source.names.propose("indicator", row["id"] or "", row, span)
