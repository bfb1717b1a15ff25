"""How the real texts are divided into clauses, counted by eye."""

from __future__ import annotations

import pytest

from kg.loaders.documents import document_folders, read_document
from kg.loaders.evidence import ParsedSource
from tests.clause_partition import faults_of_the_partition
from tests.datasets import REAL


def parsed(document: str) -> ParsedSource:
    _, source, problems = read_document(REAL / "documents" / document, REAL, REAL)
    assert source is not None and not problems
    return source


@pytest.mark.parametrize("document", [folder.name for folder in document_folders(REAL)])
def test_every_character_belongs_to_exactly_one_clause(document: str) -> None:
    assert list(faults_of_the_partition(parsed(document))) == []


@pytest.mark.parametrize(
    ("document", "kinds"),
    [
        ("shizuishan-2020-32", {"chapter": 3, "section": 9, "item": 25}),
        ("taiyuan-2018-2", {"chapter": 8, "section": 1, "article": 27}),
        ("haicheng-2022-17", {"chapter": 8, "table": 2, "row": 46}),
        ("jincheng-2022-24", {"chapter": 10, "table": 1, "row": 21, "box": 6}),
        ("yuncheng-2021-2025", {"chapter": 9, "box": 1, "row": 16}),
    ],
)
def test_the_parts_of_a_document(document: str, kinds: dict[str, int]) -> None:
    found = [clause.kind for clause in parsed(document).tree.clauses.values()]
    assert {kind: found.count(kind) for kind in kinds} == kinds
    assert not parsed(document).tree.skipped


def test_an_article_that_begins_in_the_middle_of_a_line() -> None:
    source = parsed("taiyuan-2018-2")
    article = source.tree.clauses["a27"]
    assert (article.number, article.heading) == ("(二十七)", "完善目标责任考核制")
    assert source.text[article.start - 2 : article.start] == "。 "
    assert "(二十七)" not in "".join(source.text[a:b] for a, b in source.tree.clauses["a26"].own)


def test_a_garbled_table_of_contents_makes_no_clauses() -> None:
    source = parsed("jincheng-2022-24")
    assert source.tree.clauses["c1"].start == source.text.index("第一章 发展基础和面临形势\n")
    assert source.tree.clauses["preamble"].end == source.tree.clauses["c1"].start


def test_text_after_a_table_belongs_to_the_clause_around_it() -> None:
    source = parsed("haicheng-2022-17")
    section = source.tree.clauses["c1-s1"]
    assert len(section.own) == 2
    assert source.text[section.own[1][0] :].startswith("在总结成绩的同时")


def test_lines_that_break_inside_a_sentence_stay_in_their_clause() -> None:
    source = parsed("yuncheng-2021-2025")
    assert source.normalised.find("全市专业技术人才总量达到12万人", [(c := source.tree.clauses["c1-s1-d1"]).own[0]])
    assert c.heading == "人才队伍规模持续扩大"
