"""The types of names in quotation marks: `quoted_types.csv`, words that stand after a name (“甲英”计划) or end it (“甲英计划”)."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from kg.extraction.programmes.grammar import name_types

FILE = Path(__file__).with_name("quoted_types.csv")
AFTER, INSIDE = "after", "inside"
_ENDS = '，。；：、,;:“”"‘’（）()\\n和与及等的或'
_NO_PART = "申请|遴选|关联|系统集成|补贴|采购|扶持|使用|评选"
_REGION = re.compile(rf"[^{_ENDS}]{{0,16}}?(?=$|[{_ENDS}]|{_NO_PART})")
"""What may go on with a name after its closing mark, up to what is said of it."""
_FARTHEST = 12
_BUILT = "建设"
_BRACKET = re.compile(r"（[^（）]*）$")
_DEFAULT = "policy"


@cache
def quoted_types(where: str) -> dict[str, str]:
    """Word -> kind of programme, of the words that stand `after` a quoted name or `inside` it, the longest first."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if where in row["where"].split("|")]
    return {row["words"]: row["kind"] for row in sorted(rows, key=lambda row: (-len(row["words"]), row["words"]))}


def kind_inside(name: str) -> str | None:
    """The kind that the end of a quoted name gives, a bracket at its end not counted; None where it gives none."""
    found = _inside().search(_BRACKET.sub("", name))
    return quoted_types(INSIDE)[found[0]] if found else None


def kind_after(suffix: str) -> str:
    """The kind that the last word of a suffix gives."""
    typed = next((one.kind for one in name_types() if any(m.end() == len(suffix) for m in one.words.finditer(suffix))), _DEFAULT)
    return next((kind for word, kind in quoted_types(AFTER).items() if suffix.endswith(word)), typed)


def suffix_at(words: str, end: int) -> str:
    """The words after a quoted name as far as the type that ends the name; empty where no type follows."""
    following = _REGION.match(words, end)
    region = following[0] if following else ""
    best = 0
    for kind in _after():
        for match in kind.finditer(region):
            if match.start() <= _FARTHEST and (not best or match.start() <= best):
                best = max(best, match.end())
    suffix = region[:best]
    shorter = suffix.removesuffix(_BUILT)
    return shorter if shorter and shorter != suffix and shorter.endswith(tuple(quoted_types(AFTER))) else suffix


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, quoted_types(INSIDE)))})$")


@cache
def _after() -> tuple[re.Pattern[str], ...]:
    typed = [one.words for one in name_types() if one.rule != "regime"]
    return (*typed, *(re.compile(re.escape(word)) for word in quoted_types(AFTER)))
