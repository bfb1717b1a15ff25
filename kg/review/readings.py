"""A fact in a line of plain words."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import yaml

from kg.i18n import Language, current_language
from kg.model.fact_kind import VALUE
from kg.model.facts import FACT_KINDS, Task
from kg.model.fields import LIST_SEPARATOR, ClauseRef, Concept, FactRef, Ref, marker
from kg.review.model import Values
from kg.review.state import ReviewState

_FILE = Path(__file__).with_name("readings.yaml")
_OPTIONAL, _NAME = re.compile(r"\[([^\]]*)\]"), re.compile(r"\{(\w+)\}")
_UNSAID = "unspecified"
_JOINED = {"zh": "、", "en": ", "}


def reading(kind: str, values: Values, state: ReviewState, language: Language | None = None) -> str:
    """The fact in words, in `language`, else in the current one: 给博士：补贴 20万元，一次性."""
    wanted = language or current_language()
    told = {name: _told(kind, name, cell, state, wanted) for name, cell in values.items() if name in FACT_KINDS[kind].model_fields}
    told |= {
        "money": _range(values, "amount", _money),
        "rate": _range(values, "rate", _percent),
        "value": _range(values, "value", str) or told.get("value", "") or told.get("value_text", ""),
    }
    template = _templates().get(kind, {}).get(wanted) or _plain(kind)
    filled = _OPTIONAL.sub(lambda match: match[1] if all(told.get(name) for name in _NAME.findall(match[1])) else "", template)
    return _NAME.sub(lambda match: told.get(match[1], ""), filled)


def _plain(kind: str) -> str:
    """Of a kind that the file does not have: the columns that tell its facts apart."""
    columns = FACT_KINDS[kind].declared.summary
    return " · ".join("{value}" if column == VALUE else f"{{{column}}}" for column in columns)


@cache
def _templates() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def _told(kind: str, name: str, cell: str, state: ReviewState, language: Language) -> str:
    model = FACT_KINDS[kind]
    if concept := marker(model, name, Concept):
        return "" if cell == _UNSAID else state.labels.of(concept.scheme, language).get(cell, cell)
    if ref := marker(model, name, Ref):
        entries = state.registry.entries[ref.registry]
        names = [entries[id_].name if id_ in entries else _proposed(id_, state) for id_ in cell.split(LIST_SEPARATOR)]
        return _JOINED[language].join(names)
    if marker(model, name, ClauseRef) is not None:
        return _task(cell, state)
    return "" if marker(model, name, FactRef) is not None else cell


def _task(cell: str, state: ReviewState) -> str:
    """The title of a task that is drafted or decided; the path of a clause stays."""
    task = Task.declared.name
    draft = state.drafts.get(cell)
    row = state.values(draft) if draft else state.rows.get(task, {}).get(cell, {})
    return row.get("title") or cell


def _proposed(id_: str, state: ReviewState) -> str:
    entry = state.entries.get(id_)
    return f"{entry.name}*" if entry else id_


def _range(values: Values, stem: str, shown: object) -> str:
    low, high = values.get(f"{stem}_min", ""), values.get(f"{stem}_max", "")
    told = [shown(one) if callable(shown) else one for one in (low, high)]
    if low == high:
        return told[0] if low else ""
    return f"{told[0]}—{told[1]}" if low and high else f"≥{told[0]}" if low else f"≤{told[1]}"


def _money(cell: str) -> str:
    """20万元 for 200000."""
    try:
        amount = Decimal(cell)
    except InvalidOperation:
        return cell
    return f"{(amount / 10000).normalize():f}万元" if amount >= 10000 and amount % 1000 == 0 else f"{amount.normalize():f}元"


def _percent(cell: str) -> str:
    try:
        return f"{(Decimal(cell) * 100).normalize():f}%"
    except InvalidOperation:
        return cell
