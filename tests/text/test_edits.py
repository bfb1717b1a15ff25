"""Corrections of a text move its offsets along, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.edits import Edit, Edits


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, Edits]:
    """A text in capitals, and edits of it whose new words are in lower case."""
    text = draw(st.text("ABC\n", min_size=1, max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text("ab", max_size=4))
        if start == end and (not new or (edits and edits[-1].start == start == edits[-1].end)):
            continue
        edits.append(Edit(start, text[start:end], new))
    return text, Edits.of(edits)


@given(edited_texts())
def test_the_inverse_gives_the_text_back(edited: tuple[str, Edits]) -> None:
    text, edits = edited
    after = edits.apply(text)
    assert edits.inverse().apply(after) == text
    assert edits.inverse().inverse() == edits
    assert [after[start:end] for start, end in edits.places] == [edit.new for edit in edits.edits]


@given(edited_texts(), st.data())
def test_a_span_holds_the_same_letters_afterwards(edited: tuple[str, Edits], data: st.DataObject) -> None:
    """Letters outside edits are kept one by one; those of an edit are in it whole, or not at all."""
    text, edits = edited
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inside = [edit for edit in edits.edits if (edit.start < end and start < edit.end) or (not edit.old and start <= edit.start <= end)]
    low, high = min([start, *(edit.start for edit in inside)]), max([end, *(edit.end for edit in inside)])
    expected = Edits(tuple(edit._replace(start=edit.start - low) for edit in inside)).apply(text[low:high])
    moved = edits.span(start, end)
    assert edits.apply(text)[slice(*moved)] == expected


@given(edited_texts(), st.data())
def test_spans_keep_their_order(edited: tuple[str, Edits], data: st.DataObject) -> None:
    text, edits = edited
    start, middle, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    one, other = edits.span(start, middle), edits.span(middle, end)
    assert one[0] <= one[1] and other[0] <= other[1]
    assert one[0] <= other[0] and one[1] <= other[1]


@given(edited_texts(), st.data())
def test_a_span_that_no_edit_cuts_comes_back(edited: tuple[str, Edits], data: st.DataObject) -> None:
    text, edits = edited
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if any(edit.start <= edge <= edit.end for edit in edits.edits for edge in (start, end)):
        return
    assert edits.inverse().span(*edits.span(start, end)) == (start, end)


def test_a_misread_letter_a_missing_line_and_a_page_mark() -> None:
    text = "第一条 奖励3O万元\n— 1 —\n第三条"
    edits = Edits.of([Edit(7, "O", "0"), Edit(11, "— 1 —\n", ""), Edit(17, "", "第二条 略\n")])
    assert edits.apply(text) == "第一条 奖励30万元\n第二条 略\n第三条"
    assert edits.span(6, 10) == (6, 10)
    assert edits.span(17, 20) == (11, 20)
    assert edits.span(18, 20) == (18, 20)
    assert edits.span(17, 17) == (11, 17)


@pytest.mark.parametrize(
    "edits", [[Edit(0, "AB", "x"), Edit(1, "B", "y")], [Edit(1, "", "x"), Edit(1, "", "y")], [Edit(0, "AB", "x"), Edit(1, "", "y")]]
)
def test_overlapping_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError):
        Edits.of(edits)


@pytest.mark.parametrize("edit", [Edit(0, "B", "x"), Edit(1, "BC", "x"), Edit(3, "", "x")])
def test_words_that_do_not_stand_at_their_place_are_refused(edit: Edit) -> None:
    with pytest.raises(ValueError):
        Edits((edit,)).apply("AB")
