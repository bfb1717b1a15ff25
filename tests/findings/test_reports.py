"""What readers report of facts: a row each, for the curator."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.cli.reports import told
from kg.findings.reports import FILE, MOST_LETTERS, read_reports, report_fact

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
FACT = "yunze-2021-5/i4/funding/1"


def test_a_report_is_a_row_with_who_when_what_and_the_words(tmp_path: Path) -> None:
    assert report_fact(tmp_path, FACT, "金额应为\n20 万元", "li@yunze.example", "abc", NOW)
    assert report_fact(tmp_path, FACT, "第二处", "", "abc", NOW)
    [first, second] = [report for _, report in read_reports(tmp_path)]
    assert (first.fact, first.words, first.by, first.version) == (FACT, "金额应为 20 万元", "li@yunze.example", "abc")
    assert first.reported == "2026-12-01T09:30:00+00:00"
    assert second.words == "第二处"
    assert (tmp_path / FILE).read_bytes().startswith(b"\xef\xbb\xbf"), "Excel must read it"


@pytest.mark.parametrize("words", ["", "  \n "])
def test_a_report_that_says_nothing_is_none(words: str, tmp_path: Path) -> None:
    assert not report_fact(tmp_path, FACT, words, "", "abc", NOW)
    assert not list(read_reports(tmp_path))


def test_a_report_is_no_formula_and_has_a_bound(tmp_path: Path) -> None:
    report_fact(tmp_path, FACT, "=1+1" + "字" * 5000, "@evil", "abc", NOW)
    [(_, report)] = read_reports(tmp_path)
    assert report.words.startswith("'=") and len(report.words) == MOST_LETTERS + 1 and report.by == "'@evil"


def test_the_curator_is_told_of_reports_in_the_data_and_in_the_home(tmp_path: Path) -> None:
    data, home = tmp_path / "data", tmp_path / "home"
    data.mkdir()
    home.mkdir()
    report_fact(data, FACT, "甲", "", "abc", NOW)
    report_fact(home, "other/i1/tasks/1", "乙", "", "abc", NOW)
    assert [FACT in line for line in told(data, home)] == [True, False]
    assert len(list(told(data, home, [FACT]))) == 1
    assert not list(told(tmp_path, tmp_path))
