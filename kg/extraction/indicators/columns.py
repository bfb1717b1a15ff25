"""What the columns of a table of indicators hold, by its head: 指标名称, 单位, 2020年基数, 2025年目标, 年均增长, 属性."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.extraction.times import frames

Role = Literal["name", "unit", "base", "goal", "growth", "binding", "number", "other"]
_BY_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("binding", re.compile("属性|指标类型|指标性质")),
    ("growth", re.compile("增长|增幅|增速|累计增")),
    ("unit", re.compile("单位")),
    ("number", re.compile("序号|编号")),
    ("goal", re.compile("目标|规划值|预期值|计划")),
    ("base", re.compile("基数|基期|实际|完成|现状|实绩|基础值|现值")),
    ("name", re.compile("指标|名称|项目|内容|领域|类别")),
)
_YEAR = re.compile(r"20\d{2}")
_NAMED_GOAL = re.compile("指标|名称|任务")


@dataclass(frozen=True)
class Column:
    """`year` of a base or goal; `inferred`: the head names a period only (十四五)."""

    role: Role
    year: int | None = None
    inferred: bool = False


def columns(head: Sequence[str], issued: int | None) -> list[Column]:
    """One for each cell of the head. Empty where it is not the head of a table of indicators."""
    found = [_column(cell, issued) for cell in head]
    if issued is None:
        found = _latest_is_goal(found)
    values = [column for column in found if column.role in ("base", "goal")]
    names = [column for column in found if column.role == "name"]
    return found if values and names and any(column.year for column in values) else []


def _latest_is_goal(found: list[Column]) -> list[Column]:
    """Of an undated document with columns of years alone: the latest is the goal."""
    years = [column.year for column in found if column.role == "base" and column.year]
    if len(years) < 2 or any(column.role == "goal" for column in found):
        return found
    return [replace(column, role="goal") if column.year == max(years) else column for column in found]


def _column(cell: str, issued: int | None) -> Column:
    year = int(match.group()) if (match := _YEAR.search(cell)) else None
    plan = next(iter(frames(cell, (0, len(cell)), issued)), None)
    role: Role = next((role for role, pattern in _BY_WORDS if pattern.search(cell)), "other")
    if role == "goal" and _NAMED_GOAL.search(cell) and year is None and plan is None:
        return Column("name")
    if year is not None and role in ("other", "name"):
        role = "goal" if issued is not None and year > issued else "base"
    if role in ("goal", "base"):
        return Column(role, year or (plan.year if plan else None), inferred=year is None and plan is not None)
    return Column(role)
