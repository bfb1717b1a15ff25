"""Days are read as people write them in a ledger; what names no day is no day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kg.progress.dates import Due, read_due

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-31", "2026/12/31", "2026.12.31", "20261231", "2026年12月31日", "2026年12月31日前", "2026年12月", "2026年12月底", "2026年12月底前",
        "2026年12月末", "2026-12", "2026.12", "2026年12月下旬", "２０２６年１２月底", "二〇二六年十二月底前", "2026年第四季度", "2026年四季度末", "2026年下半年",
        "2026年底前", "2026年底前完成", "2026", 2026, "年底前", "今年底", "本年度内", "年内", "46387", 46387, 46387.0, datetime(2026, 12, 31), date(2026, 12, 31),
        "2026-12-31 00:00:00", " 2026年 12月 31日 ",
    ],
)  # fmt: skip
def test_the_last_day_of_2026_is_written_in_many_ways(written: object) -> None:
    assert read_due(written, TODAY) == Due("2026-12-31")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12月底前", "2026-12-31"),
        ("十二月三十一日", "2026-12-31"),
        ("3月底前", "2027-03-31"),
        ("三季度", "2027-09-30"),
        ("2月", "2027-02-28"),
    ],
)
def test_without_a_year_the_next_such_day_is_meant_and_that_is_told(written: str, day: str) -> None:
    assert read_due(written, TODAY) == Due(day, assumed=True)


@pytest.mark.parametrize(
    ("written", "day"),
    [("明年6月底前", "2027-06-30"), ("2026年12月上旬", "2026-12-10"), ("2026年12月中旬", "2026-12-20"), ("2028年2月", "2028-02-29")],
)
def test_parts_of_months_and_next_year(written: str, day: str) -> None:
    assert read_due(written, TODAY) == Due(day)


@pytest.mark.parametrize("written", ["长期", "长期坚持", "持续推进", "常态化。"])
def test_what_has_no_end(written: str) -> None:
    assert read_due(written, TODAY) == Due("ongoing")


@pytest.mark.parametrize(
    "written", ["尽快", "待定", "2026-02-30", "2026年13月", "31/12/2026", "6.30", "十四五末", "见附件", "1", 7, True, "9999999"]
)
def test_what_names_no_day(written: object) -> None:
    assert read_due(written, TODAY) is None
