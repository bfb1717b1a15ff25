"""Targets and baselines of sentences and tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.extraction import indicators
from kg.extraction.draft import DraftedDocument
from kg.extraction.vocabulary import word_file
from tests.extraction.drafting import drafted

EXAMPLES = word_file(Path(indicators.__file__).with_name("examples.yaml"))
TABLE = """云泽市人才规划
一、发展目标
表1 云泽市人才发展主要指标
指标	单位	2020年基数	2025年目标	属性
人才总量	万人	10.1	12.5	预期性
高技能人才占比	%	30	35	约束性
高中初级人才比例	比例	1:3:6	1:4:5	预期性
"""


def _rows(text: str, kind: str) -> tuple[DraftedDocument, list[Any]]:
    found = drafted(text, "targets", "baselines")
    assert not found.refused
    rows = sorted(
        (one for one in found.drafts if one.kind == kind), key=lambda one: (one.fact.evidence.start, text.find(one.fact.evidence.quote))
    )
    return found, [one.fact.record for one in rows]


def _said(row: Any, example: dict[str, Any]) -> dict[str, Any]:
    """The columns that the example names, numbers as it writes them."""
    said = {name: getattr(row, name) for name in example if name != "value"}
    if "value" in example:
        said["value"] = [row.value_min, row.value_max] if isinstance(example["value"], list) else row.value
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("kind", "example"),
    [(kind, example) for kind, examples in EXAMPLES.items() for example in examples],
    ids=lambda one: one if isinstance(one, str) else one["text"][:16],
)
def test_examples(kind: str, example: dict[str, Any]) -> None:
    _, rows = _rows(f"云泽市人才规划\n一、{example['in']}\n{example['text']}\n", kind)
    found = [row.model_dump(exclude_none=True) for row in rows]
    assert len(rows) == len(example["rows"]), found
    for wanted in example["rows"]:
        assert any(_said(row, wanted) == wanted for row in rows), found


def test_a_year_before_the_sentence_dates_the_goals_of_its_part() -> None:
    text = "云泽市人才规划\n一、发展目标\n到2028年，队伍壮大。\n1.人才集聚。集聚人才500名。\n2.平台提升。建成平台20个。\n二、任务\n新建基地3家。\n"
    _, rows = _rows(text, "targets")
    assert [(row.value_min, row.target_year) for row in rows] == [(500, 2028), (20, 2028), (3, None)]


def test_a_table_of_goals_gives_targets_with_their_base() -> None:
    found, rows = _rows(TABLE, "targets")
    assert [(row.value_min, row.baseline_value, row.unit, row.binding) for row in rows[:2]] == [
        (Decimal("12.5"), Decimal("10.1"), "万人", "预期性"),
        (35, 30, "%", "约束性"),
    ]
    assert rows[2].value_text == "1:4:5"
    assert {row.target_year for row in rows} == {2025}
    assert not [one for one in found.drafts if one.kind == "baselines"]


def test_each_goal_of_a_row_is_a_target_with_its_bound() -> None:
    text = (
        "云泽市人才规划\n一、发展目标\n专栏1 主要指标\n序号\t指标名称\t单位\t2023年\t2025年\t2030年\t指标属性\n"
        "1\t每万劳动力中研发人员\t人年\t40\t45\t≥60\t预期性\n2\t人才公寓\t套\t—\t—\t10000\t约束性\n"
    )
    _, rows = _rows(text, "targets")
    assert sorted((row.value_min, row.value_max, row.target_year, row.baseline_value) for row in rows if row.unit == "人年") == [
        (45, 45, 2025, 40),
        (60, None, 2030, 40),
    ]
    assert [row.value_min for row in rows if row.unit == "套"] == [10000]


def test_a_table_of_past_years_gives_baselines() -> None:
    text = "云泽市人才规划\n一、发展基础\n表1 完成指标\n指标\t2015年\t2020年\t增长\n人才总量（万人）\t8.5\t10.1\t18.8%\n党政人才\t0.6\t0.63\t5%\n"
    _, rows = _rows(text, "baselines")
    assert [(row.indicator_name, row.value, row.unit, row.year, row.growth_percent) for row in rows] == [
        ("人才总量", Decimal("8.5"), "万人", 2015, None),
        ("人才总量", Decimal("10.1"), "万人", 2020, Decimal("18.8")),
        ("党政人才", Decimal("0.6"), "万人", 2015, None),
        ("党政人才", Decimal("0.63"), "万人", 2020, 5),
    ]


def test_an_indicator_that_the_registry_lacks_is_proposed() -> None:
    found, (row,) = _rows("云泽市人才规划\n一、引育\n引进8名左右高精尖人才。\n", "targets")
    (one,) = [one for one in found.registry if one.id == row.indicator]
    assert {name: one.row[name] for name in ("name", "unit", "nature", "direction")} == {
        "name": "引进高精尖人才数",
        "unit": "人",
        "nature": "flow",
        "direction": "more",
    }
