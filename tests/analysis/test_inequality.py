"""Against values computed by hand, and what holds for any loads."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.inequality import gini, inequality, top_share

LOADS = st.lists(st.floats(0, 1e6), max_size=40)


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ([3, 3, 3], 0),
        ([0, 0, 0, 12], 3 / 4),
        ([1, 3], 1 / 4),
        ([1, 2, 3, 4], 1 / 4),
        ([7], 0),
    ],
)
def test_gini_by_hand(loads: list[float], expected: float) -> None:
    assert gini(loads) == pytest.approx(expected)


def test_share_of_the_top_by_hand() -> None:
    assert top_share([10, 1, 1, 1, 1, 1, 5]) == pytest.approx(18 / 20)
    assert top_share([10, 1, 1, 1, 1, 1, 5], top=1) == pytest.approx(10 / 20)
    assert top_share([1, 2]) == 1


@pytest.mark.parametrize("loads", [[], [0, 0]])
def test_of_nothing_there_is_no_share(loads: list[float]) -> None:
    found = inequality(loads)
    assert (found.carriers, found.total, found.top_share, found.gini) == (len(loads), 0, None, None)


@pytest.mark.parametrize("load", [-1, math.nan, math.inf])
def test_a_load_is_a_number_from_zero_on(load: float) -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        inequality([1, load])


@settings(deadline=None)
@given(LOADS)
def test_bounds(loads: list[float]) -> None:
    found = inequality(loads)
    if found.gini is None or found.top_share is None:
        assert found.total == 0
        return
    assert 0 <= found.gini <= (len(loads) - 1) / len(loads) + 1e-9
    assert min(5, len(loads)) / len(loads) - 1e-9 <= found.top_share <= 1


@settings(deadline=None)
@given(LOADS, st.floats(0.001, 1000))
def test_neither_order_nor_unit_matters(loads: list[float], unit: float) -> None:
    one, other = inequality(loads), inequality([load * unit for load in reversed(loads)])
    if one.total > 1e-6:
        assert other.gini == pytest.approx(one.gini, abs=1e-6) and other.top_share == pytest.approx(one.top_share, abs=1e-6)


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_the_formula_is_the_mean_difference(loads: list[float]) -> None:
    differences = sum(abs(one - other) for one in loads for other in loads)
    mean = sum(loads) / len(loads)
    assert gini(loads) == pytest.approx(differences / (2 * len(loads) ** 2 * mean), abs=1e-9)
