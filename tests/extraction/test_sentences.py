"""Sentences and phrases: what ends one, and what does not."""

from __future__ import annotations

from kg.extraction.sentences import phrases
from tests.extraction.drafting import source_of

HEAD = "云泽市人才工作若干措施\n一、引进人才\n"


def _sentences(text: str) -> list[str]:
    source = source_of(HEAD + text)
    return [source.words(sentence.span) for sentence in source.all_sentences()]


def test_a_printed_line_ends_no_sentence() -> None:
    text = "到2025年，全市专业技术人才总量达到12万人，技能人\n\n才总量达到66万人，其中高技能人才达到21万人。新建基地。\n"
    assert _sentences(text)[-2:] == [
        "到2025年，全市专业技术人才总量达到12万人，技能人才总量达到66万人，其中高技能人才达到21万人。",
        "新建基地。",
    ]


def test_a_page_number_ends_no_sentence() -> None:
    text = "到2025年，全市专业技术人才总量达到12万人，技能人\n— 3 —\n才总量达到66万人。\n"
    assert _sentences(text)[-1] == "到2025年，全市专业技术人才总量达到12万人，技能人才总量达到66万人。"


def test_a_row_of_a_table_is_a_sentence_of_its_own() -> None:
    text = "指标\t2020年\t2025年\n人才总量\t10\t12\n技能人才\t4\t5\n"
    assert "技能人才45" in _sentences(text)


def test_phrases_end_at_commas_outside_brackets() -> None:
    text = "对博士（含，硕士），给予补贴；\n另行制定办法"
    assert [text[slice(*span)] for span in phrases(text, (0, len(text)))] == ["对博士（含，硕士）", "给予补贴", "另行制定办法"]
