import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.folding import fold
from kg.text.quotes import as_read, folded, noise_spans, normalise, on_one_line, overlaps, without_whitespace

WHITE = " \n\t\u3000\u200b"
LETTERS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=1, max_size=40)


@given(LETTERS, st.data())
def test_a_quote_is_found_whatever_white_space_the_scan_put_in(text: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.text(WHITE, max_size=3), min_size=len(text), max_size=len(text)))
    scanned = "".join(letter + gap for letter, gap in zip(text, gaps, strict=True))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    spans = normalise(scanned).find(quote, [(0, len(scanned))])
    assert spans
    assert all(without_whitespace(scanned[a:b]) == quote for a, b in spans)
    assert all(not scanned[a].isspace() and not scanned[b - 1].isspace() for a, b in spans)


@given(LETTERS, LETTERS)
def test_every_place_is_found(quote: str, between: str) -> None:
    text = quote + "。" + between + "。" + quote
    expected = [i for i in range(len(text)) if text.startswith(quote, i)]
    assert [start for start, _ in normalise(text).find(quote, [(0, len(text))])] == expected


def test_a_page_mark_inside_a_sentence_is_no_text() -> None:
    text = "（市\n\n- 3 -\n\n委编办牵头负责）"
    normalised = normalise(text, [r"^[ \t]*-[ \t]*\d+[ \t]*-[ \t]*$"])
    [(start, end)] = normalised.find("市委编办", [(0, len(text))])
    assert text[start:end] == "市\n\n- 3 -\n\n委编办"
    assert not normalised.find("3", [(0, len(text))])


def test_only_the_stretches_named_are_searched() -> None:
    assert normalise("人才人才").find("人才", [(1, 4)]) == [(2, 4)]


def test_nothing_is_not_a_quote() -> None:
    assert normalise("人才").find(" \n", [(0, 2)]) == []


@given(st.text(alphabet="人才数量1.5% \n\u3000\u200bab"))
def test_joined_words_keep_every_letter_and_only_spaces_between_figures(text: str) -> None:
    line = on_one_line(text)
    assert without_whitespace(line) == without_whitespace(text)
    assert not re.search(r"[^ -~] | [^ -~]|^ | $|  |\n", line)


def test_figures_of_two_cells_stay_apart() -> None:
    assert on_one_line("市 委编办\n\n牵头") == "市委编办牵头"
    assert on_one_line("博士数量 万人  0.0005\n0.0007") == "博士数量万人0.0005 0.0007"


SCANNED = "甲 乙\n- 3 -\n丙\u200b丁"
PAGE_NUMBER = [r"^- \d+ -$"]


def test_the_normalised_text_keeps_the_offset_of_each_character() -> None:
    normalised = normalise(SCANNED, PAGE_NUMBER)
    assert normalised.text == "甲乙丙丁"
    assert [SCANNED[offset] for offset in normalised.offsets] == list("甲乙丙丁")
    assert normalise("").text == ""


def test_parts_of_the_normalised_text_by_offsets_of_the_source() -> None:
    normalised = normalise(SCANNED, PAGE_NUMBER)
    end = len(SCANNED)
    assert normalised.text_between(0, end) == "甲乙丙丁"
    assert normalised.text_between(2, SCANNED.index("丁")) == "乙丙"
    assert normalised.text_between(0, 0) == ""
    assert normalised.text_with_gaps(0, end) == "甲 乙 丙 丁"
    assert normalised.text_with_gaps(1, SCANNED.index("丁")) == "乙 丙"
    assert normalise("甲乙").text_with_gaps(0, 2) == "甲乙"
    assert normalised.text_with_gaps(SCANNED.index("丙"), SCANNED.index("丙") + 1) == "丙"


def test_a_quote_must_lie_inside_the_span_to_its_last_character() -> None:
    normalised = normalise("甲乙丙甲乙")
    assert normalised.find("甲乙", [(0, 2)]) == [(0, 2)]
    assert normalised.find("甲乙", [(0, 1)]) == []
    assert normalised.find("甲乙", [(1, 5)]) == [(3, 5)]
    assert normalised.find("甲乙", [(0, 2), (3, 5)]) == [(0, 2), (3, 5)]
    assert normalise("甲甲甲").find("甲甲", [(0, 3)]) == [(0, 2), (1, 3)]
    assert normalise("甲 乙").find(" 甲\n乙 ", [(0, 3)]) == [(0, 3)]


def test_noise_is_found_line_by_line_in_order() -> None:
    text = "- 1 -\n甲 - 2 -\n- 3 -\n***"
    assert [text[start:end] for start, end in noise_spans(text, [r"^\*+$", *PAGE_NUMBER])] == ["- 1 -", "- 3 -", "***"]
    assert noise_spans(text, []) == []


@pytest.mark.parametrize(
    ("span", "others", "expected"),
    [((2, 4), [(4, 6)], False), ((2, 4), [(0, 2)], False), ((2, 4), [(3, 9)], True), ((2, 4), [(0, 3)], True), ((2, 4), [(0, 9)], True),
     ((2, 4), [], False), ((2, 4), [(8, 9), (3, 4)], True)],
)  # fmt: skip
def test_spans_that_only_touch_do_not_overlap(span: tuple[int, int], others: list[tuple[int, int]], expected: bool) -> None:
    assert overlaps(span, others) is expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a b ", "a b"),
        ("a 甲", "a甲"),
        ("甲 a", "甲a"),
        ("3. 3\t4", "3. 3 4"),
        ("\ufeff甲\u00ad乙", "甲乙"),
        ("a\n\n b", "a b"),
        ("~ !", "~ !"),
    ],
)
def test_text_on_one_line(text: str, line: str) -> None:
    assert on_one_line(text) == line


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert folded(text) == "".join(map(fold, without_whitespace(text)))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (
            "郑政办〔2026〕30号",
            ["郑政办[2026]30号", "郑政办［2026］30号", "郑政办（2026）30号", "郑政办(２０２６)30 号", "郑政办【2026】30号"],
        ),
        ("引进，培养；使用：留住。", ["引进,培养;使用:留住."]),
        ("“十四五”规划", ['"十四五"规划', "‘十四五’规划", "「十四五」规划", "＂十四五＂规划"]),
        ("《人才条例》", ["〈人才条例〉", "<人才条例>"]),
        ("20%至30％", ["２０％至30%", "20﹪至30%"]),
        ("2021—2025年", ["2021-2025年", "2021－2025年", "2021–2025年", "2021−2025年"]),
        ("\u2f00\u2f08\u2ea0\u2ed3户", ["一人民长\u2f3e"]),
        ("二〇三五年", ["二○三五年"]),
    ],
)
def test_a_quote_is_found_however_its_characters_are_typed(text: str, typed: list[str]) -> None:
    for quote in typed:
        assert quote != text
        assert normalise(f"甲{text}乙").find(quote, [(0, len(text) + 2)]) == [(1, len(text) + 1)]
        assert normalise(f"甲{quote}乙").find(text, [(0, len(quote) + 2)]) == [(1, len(quote) + 1)]


def test_letters_as_they_are_come_before_folded_ones() -> None:
    normalised = normalise("增长20%，增长20％。")
    assert normalised.find("增长20％", [(0, 12)]) == [(6, 11)]
    assert normalised.find("增长20﹪", [(0, 12)]) == [(0, 5), (6, 11)]
    assert normalised.find("增长20％", [(0, 6)]) == [(0, 5)]
    assert normalised.find_exactly("增长20％", [(0, 6)]) == []


@pytest.mark.parametrize("pair", ["一-", "人入", "、，", "日曰", "aA", "（《", "己已"])
def test_other_characters_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("给予一次性\n\n20万元", "给予一次性20万元"), ("高技能人才\t\t万人\n\t18.5", "高技能人才 万人 18.5"), ("A 1 级 2\t\n", "A 1级2")],
)
def test_a_quotation_is_read_on_one_line_with_a_space_between_cells(text: str, expected: str) -> None:
    assert as_read(text) == expected
