"""Citations: which documents a text names, how it stands to them, and what the registry is asked to hold."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extraction.citations.words import words
from kg.extraction.draft import DraftedDocument
from tests.extraction.drafting import drafted

HEAD = "云泽市人才工作若干措施\n"


def _rows(text: str) -> tuple[DraftedDocument, list[Any]]:
    found = drafted(HEAD + text, "citations")
    assert not found.refused
    return found, [one.fact.record for one in found.drafts]


@pytest.mark.parametrize("example", words()["examples"], ids=lambda example: example["text"][:20])
def test_examples(example: dict[str, str]) -> None:
    _, rows = _rows(example["text"] + "\n")
    found = [(row.cited_title, row.cited_number, row.relation) for row in rows]
    if "title" in example or "number" in example:
        assert (example.get("title"), example.get("number"), example["relation"]) in found
    else:
        assert found == []


def test_its_own_title_and_short_names_are_not_cited() -> None:
    text = "为落实《云泽省人才条例》（以下简称《条例》），制定本措施。现将《云泽市人才工作若干措施》印发给你们。\n一、附则\n按《条例》第三条办理。\n"
    assert [row.cited_title for row in _rows(text)[1]] == ["云泽省人才条例"]


def test_a_document_still_to_be_drawn_up_is_not_cited() -> None:
    assert _rows("一、住房\n出台《云泽市人才住房办法》和《云泽市公寓管理细则》，建设公寓。\n")[1] == []


def test_a_document_that_was_drawn_up_is_cited() -> None:
    assert len(_rows("一、发展基础\n制定出台《云泽市人才住房办法》《云泽市公寓管理细则》等政策。\n")[1]) == 2


def test_a_document_is_cited_once_in_a_clause() -> None:
    text = "一、住房\n按《云泽市公寓办法》配租。符合《云泽市公寓办法》的续租。\n二、其他\n按《云泽市公寓办法》执行。\n"
    assert len(_rows(text)[1]) == 2


def test_a_document_that_the_registry_lacks_is_proposed() -> None:
    found, rows = _rows("为落实《国务院关于就业的意见》（国发〔2020〕1号），制定本措施。\n")
    (one,) = [one for one in found.registry if one.kind == "cited_document"]
    assert one.id == rows[0].cited
    assert {name: one.row[name] for name in ("title", "number", "issuer", "level", "place")} == {
        "title": "国务院关于就业的意见",
        "number": "国发〔2020〕1号",
        "issuer": "国务院",
        "level": "national",
        "place": "100000",
    }


def test_the_letter_that_brings_it_is_not_cited_but_one_that_it_repeals() -> None:
    letter = "《云泽市人才局关于印发云泽市人才工作若干措施的通知》（云人才〔2019〕2号）"
    assert _rows(f"一、附则\n{letter}附件。\n")[1] == []
    assert len(_rows(f"一、附则\n{letter}同时废止。\n")[1]) == 1


def test_bodies_that_issue_together_are_listed() -> None:
    found, _ = _rows("一、附则\n按《云泽市人才局 云泽市财政局关于印发补助办法的通知》（云人才〔2019〕2号）执行。\n")
    (one,) = [one for one in found.registry if one.kind == "cited_document"]
    assert one.row["issuer"] == "云泽市人才局、云泽市财政局"
