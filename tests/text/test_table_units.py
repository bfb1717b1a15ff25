"""Sums of cells whose unit stands in the head of their table."""

from __future__ import annotations

import pytest

from kg.text.figures import figures
from kg.text.table_units import in_yuan


@pytest.mark.parametrize(
    ("cell", "head", "sums"),
    [
        ("A类人才\t500", "购房补贴（万元）", ["money 5000000"]),
        ("A类人才\t最高500", "单位：万元", ["money <=5000000"]),
        ("A类人才\t3—5", "津贴(万元/年)", ["money 30000..50000"]),
        ("A类人才\t3000", "租房补贴（元/月）", ["money 3000"]),
        ("A类人才\t2", "单位：万元；标准（元）", ["money 2"]),
        ("A类人才\t500", "购房补贴", []),
        ("A类人才\t500人", "购房补贴（万元）", []),
        ("A类人才\t500", "给予50万元（一次性）", []),
    ],
)
def test_a_bare_number_is_a_sum_in_the_unit_of_its_head(cell: str, head: str, sums: list[str]) -> None:
    assert [str(figure) for figure in in_yuan(figures(cell), head)] == sums
