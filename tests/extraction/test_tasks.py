"""Tasks are the smallest numbered units that order something, and the stretches that end in their own bodies."""

from __future__ import annotations

import pytest

from kg.extraction.tasks.headings import grammar, is_of_sort
from tests.extraction.drafting import drafted

_HEADINGS = [(sort, heading, held) for sort, of_sort in grammar().items() for heading, held in of_sort["examples"].items()]


@pytest.mark.parametrize(("sort", "heading", "held"), _HEADINGS)
def test_headings_that_order_nothing(sort: str, heading: str, held: bool) -> None:
    assert is_of_sort(heading, sort) is held


def _titles(text: str) -> list[str]:
    return [one.fact.record.model_dump()["title"] for one in drafted(text, "tasks").drafts]


def test_the_smallest_units_are_tasks_and_aims_are_not() -> None:
    text = """云泽市人才工作实施意见
一、总体要求
（一）指导思想。坚持人才引领发展。
二、主要任务
（一）引进人才。对新引进的博士给予补贴。
（二）培养人才。实施培养计划。
三、组织保障
加强领导。
"""
    assert _titles(text) == ["引进人才", "培养人才", "组织保障"]


def test_members_of_a_list_are_part_of_their_unit() -> None:
    text = """云泽市见习基地管理办法
第一条 本办法适用于见习基地的管理。
第二条 申请认定见习基地，应当符合下列条件：
（一）具有良好的信誉；
（二）能够安排指导人员。
第三条 见习基地实行动态管理。
"""
    assert _titles(text) == ["申请认定见习基地，应当符合下列条件", "见习基地实行动态管理"]


def test_stretches_with_bodies_of_their_own_are_tasks() -> None:
    text = """云泽市人才工作若干措施
一、服务人才
1.优化服务。设立服务窗口，提供代办服务。（责任单位：市人社局）支持区、县（市）盘活闲置楼宇，建设公寓。（责任单位：市住建局、市财政局）
2.引进人才。举办招聘会。（责任单位：市人社局）
"""
    assert _titles(text) == ["优化服务", "支持区、县（市）盘活闲置楼宇", "引进人才"]


def test_the_words_that_assign_a_task_may_say_by_when() -> None:
    text = """云泽市人才工作实施方案
一、引进人才。举办招聘会，2026年实现全覆盖。（市人社局牵头，2025年6月底前完成）
二、培养人才。实施培养计划。（牵头单位：市教育局；完成时限：2025年底）
三、服务人才。2025年12月前完成窗口建设。（责任单位：市人社局）
"""
    found = drafted(text, "tasks")
    assert [one.fact.record.model_dump()["due"] for one in found.drafts] == ["2025-06", "2025-12-31", None]
    assert not found.refused


def test_rows_of_a_table_of_bodies_are_tasks_with_their_dates() -> None:
    text = """云泽市人才工作分工方案
一、任务分工
序号\t重点任务\t牵头单位\t完成时限
1\t完善引才政策\t市人社局\t2025年6月
2\t建设人才公寓\t市住建局\t长期
"""
    found = drafted(text, "tasks")
    rows = [one.fact.record.model_dump() for one in found.drafts]
    assert [(row["title"], row["due"]) for row in rows] == [("完善引才政策", "2025-06"), ("建设人才公寓", None)]
