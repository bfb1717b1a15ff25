"""Places by name and code: every name that a document may use, and which of several it means."""

from __future__ import annotations

import csv

import pytest

from kg.intake.divisions import DIVISIONS, division, divisions_named, parents, short_name, within


def codes(name: str) -> list[str]:
    return [one.code for one in divisions_named(name)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("罗湖区", ["440303"]),
        ("罗湖", ["440303"]),
        ("太原市", ["140100"]),
        ("内蒙古", ["150000"]),
        ("恩施土家族苗族自治州", ["422800"]),
        ("济源市", ["419001"]),
        ("香港特别行政区", ["810000"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("苏州工业园区", ["320576"]),
        ("无此市", []),
    ],
)
def test_names(name: str, found: list[str]) -> None:
    assert codes(name) == found


def test_a_whole_name_goes_before_a_short_one() -> None:
    assert codes("吉林市") == ["220200"]
    assert codes("吉林") == ["220000", "220200"]


def test_former_names_are_found_where_no_place_of_today_has_the_name() -> None:
    (former,) = divisions_named("崇文区")
    assert (former.code, former.last) == ("110103", "2009-12")
    assert division("110103") == former


def test_parents_are_nearest_first() -> None:
    assert [one.name for one in parents("440303")] == ["深圳市", "广东省", "中华人民共和国"]
    assert [one.name for one in parents("110105")] == ["北京市", "中华人民共和国"]
    assert [one.name for one in parents("419001")] == ["河南省", "中华人民共和国"]
    assert list(parents("100000")) == []
    assert within("440303", "440000") and within("440303", "440303") and not within("440303", "330000")


@pytest.mark.parametrize(
    ("code", "level"),
    [("100000", "national"), ("440000", "province"), ("440300", "city"), ("440303", "county"), ("320576", "zone"), ("110000", "province")],
)
def test_levels(code: str, level: str) -> None:
    found = division(code)
    assert found and found.level == level


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("宁夏回族自治区", "宁夏"),
        ("延边朝鲜族自治州", "延边"),
        ("赵县", "赵县"),
        ("矿区", "矿区"),
        ("神农架林区", "神农架"),
        ("金林区", "金林"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


def test_every_row_can_be_part_of_an_id() -> None:
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 7000
    assert all(row["pinyin"].isascii() and row["pinyin"].isalpha() and row["pinyin"].islower() for row in rows)
    assert all(len(row["code"]) == 6 and row["code"].isdigit() for row in rows)
    today = [row["code"] for row in rows if not row["last"]]
    assert len(today) == len(set(today))


@pytest.mark.parametrize(
    ("name", "pinyin"), [("重庆市", "chongqing"), ("长治市", "changzhi"), ("六安市", "luan"), ("成都市", "chengdu"), ("厦门市", "xiamen")]
)
def test_pinyin_is_that_of_the_place(name: str, pinyin: str) -> None:
    assert [one.pinyin for one in divisions_named(name)] == [pinyin]
