from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Graph
from kg.loaders.documents import document_folders
from kg.store.fulltext import FullTextIndex, IndexedClause, fold
from kg.text.quotes import without_whitespace
from tests.datasets import CORPUS

TEXTS = {folder.name: (folder / "source.txt").read_text(encoding="utf-8") for folder in document_folders(CORPUS)}


@pytest.mark.parametrize("words", ["博士", "人才", "评审", "20%", "300名", "高技能", "Ｇｒｏｕｐ", "<script>", "calc"])
def test_what_is_found_stands_there(graph: Graph, words: str) -> None:
    hits = graph.search(words, limit=10_000)
    assert hits
    for hit in hits:
        assert TEXTS[hit.document][hit.start : hit.end] == hit.quote
        assert without_whitespace(fold(hit.quote)) == without_whitespace(fold(words))
    assert len(hits) == sum(without_whitespace(fold(text)).count(without_whitespace(fold(words))) for text in TEXTS.values())


def test_words_that_the_scan_broke_are_found(graph: Graph) -> None:
    [hit] = graph.search("关于加强全省")
    assert (hit.clause, hit.quote) == ("yunze-2021-5/preamble", "关于加强\n全省")


def test_several_words_are_clauses_that_hold_them_all(graph: Graph) -> None:
    clauses = {hit.clause for hit in graph.search("院士 安家补贴")}
    assert clauses == {"yunze-2021-5/i1"}
    assert graph.search("院士 没有的词") == []


def test_the_search_can_be_narrowed(graph: Graph) -> None:
    assert {hit.document for hit in graph.search("人才", city="雾岭")} == {"wuling-2019-8", "wuling-2021-2025", "wuling-2023-6"}
    assert {hit.document for hit in graph.search("人才", document="weitang")} == {"weitang-2022-3"}
    assert len(graph.search("人才", limit=3)) == 3


@pytest.mark.parametrize("words", ["", "  ", "《》", '"', "*", "AND"])
def test_odd_words_do_not_break_the_search(graph: Graph, words: str) -> None:
    if any(c.isalnum() for c in words):
        assert graph.search(words) == []
    else:
        with pytest.raises(ValueError, match="nothing to search for"):
            graph.search(words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_any_stretch_of_a_clause_is_found(graph: Graph, document: str, data: st.DataObject) -> None:
    clauses = [row for row in graph.answer("clauses", {"document": document}).rows if row["kind"] != "chapter"]
    clause = data.draw(st.sampled_from(clauses))
    start = data.draw(st.integers(clause["start"], clause["end"] - 1))
    words = without_whitespace(TEXTS[document][start : start + data.draw(st.integers(2, 12))])
    inside = [c for c in clauses if c["start"] < start + 40 and start < c["end"] and c["parent"] == clause["clause"]]
    if not any(c.isalnum() for c in words) or inside or start + 40 > clause["end"] or "—" in words:
        return
    assert any(hit.start <= start + 40 and hit.document == document for hit in graph.search(words, document=document, limit=1000))


def test_a_document_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    index = FullTextIndex(tmp_path / "w.sqlite", write=True)
    index.add([IndexedClause("a-1", "a-1/c1", None, ((0, 4),), "薄雾计划")])
    index.remove("a-1")
    index.add([IndexedClause("a-1", "a-1/c1", None, ((5, 7), (9, 11)), "云雀计划")])
    assert index.search("薄雾") == []
    [hit] = index.search("雀计")
    assert (hit.start, hit.end) == (6, 10)
