"""Tables of sums: one row a cell, with the row's name, the column's head and the unit of either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.funding.noun_phrases import HEAD_END
from kg.extraction.funding.rows import per_of
from kg.extraction.funding.vocabulary import any_of, by_word, last_word, pattern, words
from kg.extraction.proposal import Cell, Proposal
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.figures import Figure
from kg.text.table_units import in_yuan

_PAY = re.compile(any_of([*words("payments"), "标准", "额度"]))
_NO_OFFER = re.compile("目标|指标|完成|增长|产值|收入|营收|比重|占比|总量|20\\d\\d年|支出|预算|决算|税|罚款|实际")
_MEASURED = pattern("measured")
_VALUE = re.compile(
    r"(?:一次性|最高|不超过|每人每月|每月|每人每年|每年|每人|标准|为|约|给予|发放|奖励|补贴|补助|各)*"
    r"(?:[\d.,，]+(?:[-—–~～至][\d.,，]+)?)(?:[百千万亿]{0,2}元?)?"
    r"(?:[/／](?:人|月|年|个|次|户|项|家)(?:[·/．]?(?:月|年))?|以内|以下|（[^（）]{0,8}）)*(?:补贴|补助|奖励|津贴)?"
)
_SERIAL = re.compile(r"序号|编号|备注|说明|\d+|[一二三四五六七八九十]+")
_MONTH, _YEAR, _ONCE = re.compile("月"), re.compile("每年|[/／]年|/人年"), re.compile("一次性")
_TIER = re.compile(any_of(words("tiers")))
_LONGEST_TIER = 8


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    words: str


def table_rows(source: DraftSource) -> Iterator[Proposal]:
    """The sums of every table whose heads or caption name a payment."""
    for table in source.clauses.values():
        if table.kind == "table":
            rows = [clause for clause in source.clauses.values() if clause.parent == table.path and clause.kind == "row"]
            yield from _of_table(source, table, rows)


def _of_table(source: DraftSource, table: Clause, rows: Sequence[Clause]) -> Iterator[Proposal]:
    grid = [_cells(source, row) for row in rows]
    caption = _caption(source, table)
    head: list[_Cell] = []
    for row, cells in zip(rows, grid, strict=True):
        if not any(_VALUE.fullmatch(cell.words) and _figures(source, cell) for cell in cells[1:]):
            head = cells if len(cells) > 1 else head
            continue
        labels = [cell for cell in cells if cell.words and not _VALUE.fullmatch(cell.words) and not _SERIAL.fullmatch(cell.words)]
        for place, cell in enumerate(cells):
            named = [one for one in labels if one.start < cell.start]
            if not named or not _VALUE.fullmatch(cell.words):
                continue
            column = head[place] if place < len(head) and len(head) == len(cells) else None
            if proposal := _of_cell(source, row, cell, named, column, caption):
                yield proposal


def _of_cell(
    source: DraftSource, row: Clause, cell: _Cell, named: Sequence[_Cell], column: _Cell | None, caption: Span | None
) -> Proposal | None:
    column_words = column.words if column else ""
    caption_words = source.words(caption) if caption else ""
    label = named[0] if len(named) == 1 else next((one for one in named if HEAD_END.search(one.words)), named[0])
    heads = f"{column_words}{label.words}"
    if (
        _NO_OFFER.search(heads)
        or (_MEASURED.search(heads) and not _PAY.search(heads))
        or not _PAY.search(f"{column_words}{label.words}{cell.words}{caption_words}")
    ):
        return None
    if _SERIAL.fullmatch(column_words):
        return None
    value = _value(source, cell, [caption_words, label.words, column_words])
    if value is None:
        return None
    parts = [one for one in (column, label) if one]
    paid = next((one for one in parts if _PAY.search(one.words)), None)
    whom = next((one for one in reversed(parts) if one is not paid and not _TIER.fullmatch(one.words)), None)
    others = [one for one in named if one is not label and len(one.words) <= _LONGEST_TIER]
    tier = next((one for one in parts if _TIER.fullmatch(one.words)), others[0] if others else None)
    noun = last_word("payments", paid.words) if paid else last_word("payments", caption_words)
    values: dict[str, Cell] = {
        "kind": by_word("payments")[noun] if noun else "grant",
        "recipient": whom.words if whom else None,
        "per": per_of(whom.words) if whom else None,
        "tier": tier.words if tier else None,
        "purpose": _bare(paid.words) if paid else None,
        "period": _period(f"{label.words}{column_words}{cell.words}") or _period(caption_words) or "unspecified",
        "amount_min": None if value.bound == "at_most" else value.low,
        "amount_max": None if value.bound == "at_least" else value.high,
    }
    needs_caption = _unit(caption_words) or bool(noun and not paid)
    context = [caption] if caption and needs_caption else []
    context += [_alone(source, (column.start, column.end))] if column else []
    return Proposal("funding", row.path, (label.start, cell.end), values, "funding.table", tuple(context))


def _value(source: DraftSource, cell: _Cell, heads: Sequence[str]) -> Figure | None:
    """The sum of a cell, in its own unit or in that of its heads, of which the last with a unit counts."""
    found = _figures(source, cell)
    if len(found) != 1:
        return None
    if found[0].kind == "money":
        return found[0]
    in_units = in_yuan(found, "；".join(heads))
    return in_units[0] if in_units else None


def _figures(source: DraftSource, cell: _Cell) -> list[Figure]:
    return [one for one in source.figures((cell.start, cell.end)) if one.kind in ("money", "number")]


def _unit(text: str) -> bool:
    return re.search("单位[：:]", text) is not None


def _cells(source: DraftSource, row: Clause) -> list[_Cell]:
    """The cells of a row, with their places in the text."""
    found, at = [], row.start
    for words_ in source.text[row.start : row.end].rstrip("\n").split("\t"):
        lead = len(words_) - len(words_.lstrip())
        start, end = at + lead, at + lead + len(words_.strip())
        found.append(_Cell(start, end, source.words((start, end)) if end > start else ""))
        at += len(words_) + 1
    return found


def _caption(source: DraftSource, table: Clause) -> Span | None:
    """The line before a table, with the line above it where that one only states the unit."""
    before = source.text[: table.start].rstrip()
    if not before or not table.parent:
        return None
    start = before.rfind("\n") + 1
    if re.match(r"[（(]?单位", before[start:].strip()) and (above := before[:start].rstrip()):
        start = above.rfind("\n") + 1
    parent = source.clauses[table.parent]
    return (start, len(before)) if start >= parent.start and "\t" not in before[start:] else None


def _alone(source: DraftSource, span: Span) -> Span:
    """The span, from as far left in its line as it takes to be the only one of its words in the document."""
    text = source.text
    line = text.rfind("\n", 0, span[0]) + 1
    starts = [span[0], *(place + 1 for place in range(span[0] - 1, line - 1, -1) if text[place] == "\t"), line]
    for start in starts:
        if len(source.parsed.normalised.find(source.words((start, span[1])), [(0, len(text))])) == 1:
            return start, span[1]
    return span


def _bare(words_: str) -> str:
    """The name of a payment without its unit: 购房补贴（万元）."""
    return re.sub(r"[（(/／].*$", "", words_) or words_


def _period(text: str) -> str | None:
    for name, found in (("once", _ONCE), ("month", _MONTH), ("year", _YEAR)):
        if found.search(text):
            return name
    return None
