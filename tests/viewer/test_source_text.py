"""A text as blocks and pieces: nothing of it is lost, tables are rebuilt, every fact stands on its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph
from kg.loaders.documents import document_folders
from kg.store.source_texts import SourceText
from tests.datasets import CORPUS
from viewer.display.fact_marks import KINDS, MARKS
from viewer.pages.source.blocks import Block, blocks_of, cells_of
from viewer.pages.source.clauses import Clause, clause_tree
from viewer.pages.source.segments import Cutter
from viewer.palette import DARK, LIGHT

DOCUMENTS = sorted(folder.name for folder in document_folders(CORPUS))


def read(graph: Graph, document: str) -> tuple[SourceText, dict[str, Clause], list[Block]]:
    source = graph.source(document)
    clauses = clause_tree(graph.answer("clauses", {"document": document}).rows, source.reasons)
    return source, clauses, blocks_of(source.text, clauses, source.noise)


def words_of(text: str, block: Block) -> list[str]:
    return ["".join(text[stretch.start : stretch.end] for stretch in cell) for cell in block.cells]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_letter_stands_in_one_block(graph: Graph, document: str) -> None:
    source, _, blocks = read(graph, document)
    told = "".join(words for block in blocks for words in words_of(source.text, block))
    assert "".join(told.split()) == "".join(source.text.split())


def test_a_clause_knows_where_it_stands(graph: Graph) -> None:
    _, clauses, _ = read(graph, "yunze-2021-5")
    item = clauses["yunze-2021-5/i1"]
    assert (item.depth, item.name, item.reading) == (2, "1 实施云雀计划", "facts")
    assert item.inside("chapter") is clauses["yunze-2021-5/c2"]
    assert clauses["yunze-2021-5/c2"].reading == "empty"
    assert clauses["yunze-2021-5/c2"].reason == graph.source("yunze-2021-5").reasons["yunze-2021-5/c2"]


def test_a_heading_on_a_line_of_its_own_and_one_that_runs_in(graph: Graph) -> None:
    source, _, blocks = read(graph, "wuling-2019-8")
    chapter = next(block for block in blocks if block.clause.id.endswith("/c2"))
    assert (chapter.kind, words_of(source.text, chapter)) == ("heading", ["二、保障"])
    article = next(block for block in blocks if block.clause.id.endswith("/a1"))
    [cell] = article.cells
    assert article.kind == "paragraph"
    assert (cell[0].style, source.text[cell[0].start : cell[0].end]) == ("heading", "（一）实施“<script>alert(1)</script>”项目")


def rows_of(source: SourceText, blocks: list[Block], table: str) -> list[list[str]]:
    found = [block for block in blocks if block.kind == "row" and (block.clause.parent and block.clause.parent.id == table)]
    return [words_of(source.text, block) for block in found]


def test_a_table_between_tabs(graph: Graph) -> None:
    source, _, blocks = read(graph, "shuangqiao-2022-2")
    rows = rows_of(source, blocks, "shuangqiao-2022-2/t1")
    assert rows[0] == ["项目", "指标", "单位", "2020年", "2025年"]
    assert rows[2] == ["", "高技能人才总量", "万人", "0.5", "0.8"]
    assert {len(row) for row in rows} == {5}
    [head] = [block for block in blocks if block.head]
    assert words_of(source.text, head) == rows[0]


def test_a_table_between_blanks_with_rows_that_the_scan_broke(graph: Graph) -> None:
    source, _, blocks = read(graph, "shuangqiao-2022-2")
    rows = rows_of(source, blocks, "shuangqiao-2022-2/b1")
    assert rows[0] == ["1", "高层次人才引进", "万人", "[ 0.2 ]", "[ 0.3 ]"]
    assert rows[1] == ["2", "省级以上创新平台数", "个", "2", "5"]
    assert {len(row) for row in rows} == {5}
    assert all(block.boxed for block in blocks if block.clause.inside("box"))
    between = [words_of(source.text, block)[0] for block in blocks if block.kind == "line"]
    assert between[-1] == "注：[ ]内为五年累计数"


def test_cells() -> None:
    assert [("a\tb\t\tc")[s:e] for s, e in cells_of("a\tb\t\tc", 0, 6)] == ["a", "b", "", "c"]
    assert [("1 人 [ 0.2 ] %")[s:e] for s, e in cells_of("1 人 [ 0.2 ] %", 0, 13)] == ["1", "人", "[ 0.2 ]", "%"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_pieces_of_a_fact_are_its_words(graph: Graph, document: str) -> None:
    source, _, blocks = read(graph, document)
    rows: list[Mapping[str, Any]] = [row for kind in KINDS for row in graph.answer(kind, {"document": document}).rows]
    spans = [(row["start"], row["end"]) for row in rows]
    contexts = [[(start, end) for start, end in row["context"]] for row in rows]
    cutter = Cutter(source.text, spans, contexts, [(f.start, f.end) for f in source.faults], [])
    words = ["" for _ in rows]
    for block in blocks:
        for cell in block.cells:
            for stretch in cell:
                for piece in cutter.pieces(stretch.start, stretch.end):
                    assert piece.fault is None or not piece.facts
                    for fact in piece.facts:
                        words[fact] += source.text[piece.start : piece.end]
    assert ["".join(told.split()) for told in words] == ["".join(row["quote"].split()) for row in rows]


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], min(30, s[0] + s[1]))).filter(lambda s: s[0] < s[1]), max_size=8
)


@given(spans, spans, st.integers(0, 30), st.integers(0, 30))
def test_pieces_join_to_the_stretch_and_tell_what_covers_them(
    evidence: list[tuple[int, int]], found: list[tuple[int, int]], start: int, end: int
) -> None:
    pieces = list(Cutter("x" * 30, evidence, [], [], found).pieces(start, end))
    assert "".join("x" * (piece.end - piece.start) for piece in pieces) == "x" * max(0, end - start)
    for piece in pieces:
        assert piece.facts == tuple(i for i, (s, e) in enumerate(evidence) if s < piece.end and piece.start < e)
        assert piece.found == any(s < piece.end and piece.start < e for s, e in found)
        assert all(s <= piece.start and piece.end <= e for s, e in (evidence[i] for i in piece.facts))


def test_what_a_converter_left_is_told_from_words() -> None:
    text = "## **一、基础**\n<b>人才平台</b>\n5*3 与 R&D <5"
    marks = [text[piece.start : piece.end] for piece in Cutter(text, [], [], [], []).pieces(0, len(text)) if piece.markup]
    assert marks == ["##", "**", "<b>", "</b>"]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_signs_can_be_read_on_every_ground(kind: str) -> None:
    mark = MARKS[kind]
    for colour, palette in ((mark.light, LIGHT), (mark.dark, DARK)):
        assert contrast(colour, palette["ground"]) >= 4.5
        assert contrast(colour, palette["raised"]) >= 4.5
        assert contrast(colour, palette["panel"]) >= 4.5


def test_no_two_kinds_look_alike() -> None:
    assert len({(mark.light, mark.line) for mark in MARKS.values()}) == len(MARKS) == len(KINDS)
    assert len({(mark.dark, mark.line) for mark in MARKS.values()}) == len(KINDS)
