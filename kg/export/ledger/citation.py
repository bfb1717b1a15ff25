"""On what a task rests, as an office cites it: number of the document, clause, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.text import one_line

Row = Mapping[str, Any]

_CHINESE_NUMBER = re.compile(r"[零〇一二三四五六七八九十百]+")
_ARABIC_NUMBER = re.compile(r"\d+")


def basis(document: Row, task: Row, duties: Iterable[Row], clauses: Mapping[str, Row]) -> str:
    """`石党办发〔2020〕32号 · 二、（一）1.`, and below it the words that order the task and those that assign it."""
    where = " · ".join(filter(None, [cited_as(document), clause_name(task["clause"], clauses)]))
    return "\n".join([where, *(f"「{words}」" for words in _words([task, *duties]))])


def cited_as(document: Row) -> str:
    """The number of a document, or its title where it has none."""
    return document["number"] or f"《{document['title']}》"


def clause_name(clause: str, clauses: Mapping[str, Row]) -> str:
    """The numbers from the chapter down, as the text writes them; a part without a number by its heading."""
    names: list[str] = []
    at: str | None = clause
    while at is not None and (row := clauses.get(at)):
        if row["number"]:
            names.insert(0, _pointed(row["number"]))
        elif not names and row["heading"]:
            names.insert(0, f"“{row['heading']}”")
        at = row["parent"]
    return "".join(names)


def _words(facts: Iterable[Row]) -> list[str]:
    """The quotes in order, none twice and none inside another."""
    quotes = list(dict.fromkeys(one_line(fact["quote"]) for fact in facts))
    return [quote for quote in quotes if not any(quote in other and quote != other for other in quotes)]


def _pointed(number: str) -> str:
    """二 is 二、, 10 is 10.; （一） and 第一章 stay."""
    if _CHINESE_NUMBER.fullmatch(number):
        return number + "、"
    return number + "." if _ARABIC_NUMBER.fullmatch(number) else number
