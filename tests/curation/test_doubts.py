"""Doubts of a reading are listed with their place in `source.txt`, so that each can become a correction."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.curation.doubts import list_doubts
from kg.curation.files import write_rows
from kg.errors import InvalidData, UnknownDocument

DOCUMENT = "yunze-2021-5"


def test_each_doubt_is_told_with_its_clause_and_words(data: Path) -> None:
    found = list_doubts(data, DOCUMENT)
    text = (data / "documents" / DOCUMENT / "source.txt").read_text("utf-8")
    assert [(place.clause, place.page, place.kind, place.found, place.corrected) for place in found] == [
        ("i2", 3, "low_confidence", "0.58", True),
        ("c2-s2", 3, "line_gap", "", False),
        ("i4", 3, "readings_differ", "15万元", False),
    ]
    assert "（市【住】建局、" in found[0].words and text[found[0].start] == "往"
    assert "【】（二）用才" in found[1].words
    assert "资助【1.5万元】" in found[2].words


def test_offsets_are_those_of_the_file_whatever_was_corrected_before(data: Path) -> None:
    before = [place.start for place in list_doubts(data, DOCUMENT)]
    correction = {"start": "0", "as_read": "", "as_printed": "（扫描件）", "reason": "漏读", "by": "甲"}
    write_rows(data / "documents" / DOCUMENT / "corrections.csv", list(correction), [correction])
    found = list_doubts(data, DOCUMENT)
    assert [place.start for place in found] == before
    assert not any(place.corrected for place in found)


def test_a_document_without_doubts(data: Path) -> None:
    assert list_doubts(data, "wuling-2019-8") == []
    with pytest.raises(UnknownDocument):
        list_doubts(data, "nowhere-1")
    (data / "documents" / DOCUMENT / "doubts.csv").write_text("kind\n")
    with pytest.raises(InvalidData):
        list_doubts(data, DOCUMENT)
