import re

from hypothesis import given
from hypothesis import strategies as st

from kg.text.quotes import normalise, on_one_line, without_whitespace

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
