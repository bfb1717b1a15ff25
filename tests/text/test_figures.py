"""Figures as official texts write them: `figure_forms.csv` holds written forms with their values, real ones with their document."""

from __future__ import annotations

import csv
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.figures import Figure, figures
from tests.datasets import REAL

FORMS = [tuple(row.values()) for row in csv.DictReader((Path(__file__).parent / "figure_forms.csv").open(encoding="utf-8", newline=""))]


def read(words: str) -> str:
    return " | ".join(map(str, figures(words)))


@pytest.mark.parametrize(("words", "expected", "document"), FORMS, ids=map("row {}".format, range(2, len(FORMS) + 2)))
def test_a_written_form_has_its_value_unit_and_bound(words: str, expected: str, document: str) -> None:
    assert read(words) == expected


def test_forms_are_many_and_those_of_documents_stand_in_them() -> None:
    assert len({words for words, _, _ in FORMS}) == len(FORMS) >= 300
    texts = {
        folder.name: (folder / "source.txt").read_text(encoding="utf-8") for folder in (REAL / "documents").iterdir() if folder.is_dir()
    }
    assert {document for _, _, document in FORMS if document} == set(texts)
    assert [words for words, _, document in FORMS if document and words not in texts[document]] == []


@pytest.mark.parametrize(("words", "expected", "document"), FORMS[::3], ids=map("row {}".format, range(2, len(FORMS) + 2, 3)))
def test_a_figure_is_read_alike_inside_a_sentence_and_over_the_line_breaks_of_a_scan(words: str, expected: str, document: str) -> None:
    found = [str(figure) for figure in figures(f"对符合条件的，{words}。其余从其规定。")]
    assert " | ".join(found) == expected
    broken = "".join(c + "\n\n" if not c.isascii() and not c.isdigit() else c for c in words)
    assert read(broken) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("30以上、50万元", "money >=300000 | money 500000"),
        ("2025年12月31日以内", "date 2025-12-31"),
        ("增加万人5", "number 5"),
        ("投入万元5%", "rate 0.05"),
        ("3，2019、2020年", "number 3 | year 2019 | year 2020"),
        ("1,200元", "money 1200"),
        ("“人才”3人", "count 3 人"),
        ("队伍名优", ""),
        ("伍拾人", "count 50 人"),
        ("壹元", "money 1"),
        ("约定给予50万元", "money 500000"),
        ("5万至3万元", "money 50000 | money 30000"),
        ("5万元至5万元", "money 50000 | money 50000"),
        ("80%至75%", "rate 0.8 | rate 0.75"),
        ("5—10万元以上", "money >=50000..100000"),
        ("最高5万元至10万元", "money <=50000..100000"),
        (f"最高{'甲' * 24}50万元", "money <=500000"),
        (f"最高{'甲' * 25}50万元", "money 500000"),
    ],
)
def test_what_stands_beside_a_number_is_none_of_its_own(words: str, expected: str) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(("1900、2020年", "year 1900 | year 2020"), ("2100、2020年", "year 2100 | year 2020")),
        *(("1899、2020年", "number 1899 | year 2020"), ("2101、2020年", "number 2101 | year 2020")),
        *(("2、2020年", "number 2 | year 2020"), ("5万、2020年", "number 50000 | year 2020")),
        *(("20、2020年3月", "number 20 | date 2020-03"), ("10、20万、2020年", "number 100000 | number 200000 | year 2020")),
    ],
)
def test_only_years_share_the_unit_of_a_year(words: str, expected: str) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("给予 20 万元以上", ["20 万元"]),
        ("分别给予30万、20万元", ["30万", "20万元"]),
        ("5—10 万元", ["5—10 万元"]),
        ("2018年3月1日", ["2018年3月1日"]),
        ("占 80 ％", ["80 ％"]),
        ("3人半", ["3人半"]),
        ("5万半", ["5万"]),
        ("5万余半", ["5万余"]),
    ],
)
def test_a_figure_knows_its_place_with_its_unit(words: str, places: list[str]) -> None:
    assert [words[figure.start : figure.end] for figure in figures(words)] == places


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=5), st.sampled_from(["万", "亿", "千", ""]))
def test_the_last_scale_of_a_list_counts_for_all(sums: list[int], scale: str) -> None:
    factor = {"万": 10_000, "亿": 100_000_000, "千": 1000, "": 1}[scale]
    found = figures("分别给予" + "、".join(map(str, sums)) + scale + "元")
    assert [(figure.kind, figure.low, figure.high) for figure in found] == [("money", n * factor, n * factor) for n in sums]


@pytest.mark.parametrize("joint", "-—–－~～至到")
def test_members_of_a_range_are_one_figure(joint: str) -> None:
    assert read(f"5{joint}10万元") == "money 50000..100000"


@pytest.mark.parametrize("joint", "、，和或及与")
def test_members_of_a_list_share_the_last_unit(joint: str) -> None:
    assert read(f"5{joint}10万元") == "money 50000 | money 100000"


@given(
    st.text(alphabet="0123456789一二三十百千万亿余多近约最高不超过低于以上下内元%％年月日岁名人个成折倍分之半至—、，。 \n.", max_size=40)
)
def test_any_text_is_read_in_order_and_without_overlaps(words: str) -> None:
    found = figures(words)
    places = [place for figure in found for place in (figure.start, figure.end)]
    assert places == sorted(places) and all(0 <= place <= len(words) for place in places)
    assert all(figure.start < figure.end and figure.low <= figure.high for figure in found)


def test_a_figure_of_a_table_has_no_unit() -> None:
    [first, second] = figures("技能人才\t4.1\t5")
    assert (first, second) == (
        Figure(5, 8, "number", Decimal("4.1"), Decimal("4.1")),
        Figure(9, 10, "number", Decimal(5), Decimal(5)),
    )


@given(st.text(st.characters(categories=["Nd", "No", "Nl"]) | st.sampled_from("年月日第万亿元%人至、-/ .分之成"), max_size=12))
def test_digits_of_every_script_are_read_as_those_of_ours(words: str) -> None:
    plain = "".join(str(unicodedata.decimal(character, character)) for character in words)
    assert [str(figure) for figure in figures(words)] == [str(figure) for figure in figures(plain)]


def test_a_digit_of_another_script_states_its_value() -> None:
    assert [str(figure) for figure in figures("2025年٣月，१०万元")] == ["date 2025-03", "money 100000"]


def test_a_digit_after_a_word_that_ends_in_number_is_a_figure() -> None:
    assert [str(figure) for figure in figures("2020年基数\t2025年目标，职数2个，数十人，几百名")] == [
        "year 2020",
        "year 2025",
        "count 2 个",
    ]
