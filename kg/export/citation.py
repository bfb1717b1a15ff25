"""The citation of a task's source: document number, clause numbers, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.text import one_line

Row = Mapping[str, Any]

_CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九十百]+")
_ARABIC_NUMBER = re.compile(r"\d+")


def basis(document: Row, task: Row, duties: Iterable[Row], clauses: Mapping[str, Row]) -> str:
    """The citation of a task: `石党办发〔2020〕32号 · 二、（一）1.`, and on the next lines the quotes of the task and of its duties.

    Arguments are rows of the questions documents, tasks, responsibilities and clauses; `clauses` are by their ids.
    """
    place = " · ".join(filter(None, [document_citation(document), clause_name(task["clause"], clauses)]))
    return "\n".join([place, *(f"「{quote}」" for quote in _quotes([task, *duties]))])


def document_citation(document: Row) -> str:
    """The number of a document, or its title if it has none."""
    return document["number"] or f"《{document['title']}》"


def clause_name(clause: str, clauses: Mapping[str, Row]) -> str:
    """The numbers of a clause and its ancestors, as in the text. A clause without a number is cited by its heading."""
    names: list[str] = []
    current: str | None = clause
    while current is not None and (row := clauses.get(current)):
        if row["number"]:
            names.insert(0, _punctuated(row["number"]))
        elif not names and row["heading"]:
            names.insert(0, f"“{row['heading']}”")
        current = row["parent"]
    return "".join(names)


def _quotes(facts: Iterable[Row]) -> list[str]:
    """The quotes in order, without duplicates and without those inside another."""
    quotes = list(dict.fromkeys(one_line(fact["quote"]) for fact in facts))
    return [quote for quote in quotes if not any(quote in other and quote != other for other in quotes)]


def _punctuated(number: str) -> str:
    """The number with its punctuation: 二 is 二、, 10 is 10.; （一） and 第一章 are unchanged."""
    if _CHINESE_NUMBER.fullmatch(number):
        return number + "、"
    return number + "." if _ARABIC_NUMBER.fullmatch(number) else number
