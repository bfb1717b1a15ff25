"""A document as data for the component that draws it: blocks of pieces, the facts on them, its clauses with what was read in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kg.store.source_texts import SourceText
from viewer import palette
from viewer.display.codes import FACTS, label
from viewer.display.fact_marks import KINDS, MARKS
from viewer.i18n import Language, language, t
from viewer.pages.source.blocks import Block, Stretch, blocks_of
from viewer.pages.source.clauses import Clause, Span, clause_tree
from viewer.pages.source.doubts import correction_words, doubt_words, open_doubts
from viewer.pages.source.facts import Fact, facts_of
from viewer.pages.source.findings import clashing
from viewer.pages.source.segments import Cutter, Piece
from viewer.shared_graph import SharedGraph

_WORDS = (
    "outline", "search", "previous", "next", "all_kinds", "kinds", "text", "fact_of", "hit_of",
    "margin_facts", "margin_empty", "margin_later", "margin_drafted", "margin_open", "clash", "says", "letters", "line_break", "page_mark",
    "doubts", "doubts_shown",
)  # fmt: skip
"""What the component says, by its names in the catalog."""


def clauses_of(graph: SharedGraph, source: SourceText) -> dict[str, Clause]:
    rows = graph.answer("clauses", {"document": source.document}).rows
    return clause_tree([row for row in rows if row["document"] == source.document], source.reasons)


def text_data(graph: SharedGraph, document: str, found: Sequence[Span]) -> dict[str, Any]:
    """What the component draws. It stays the same object for the same document, language, theme and places found."""
    return _text_data(graph, graph.version, language(), palette.dark(), document, tuple(found))


@st.cache_resource(max_entries=12, show_spinner=False)
def _text_data(_graph: SharedGraph, version: str, language: Language, dark: bool, document: str, found: tuple[Span, ...]) -> dict[str, Any]:
    source = _graph.source(document)
    facts = list(facts_of(_graph, document).values())
    clauses = clauses_of(_graph, source)
    numbers = {id_: number for number, id_ in enumerate(clauses)}
    faults = [(fault.start, fault.end) for fault in source.faults]
    doubts, corrections = open_doubts(source), source.provenance.corrections
    cutter = Cutter(
        source.text, [(f.start, f.end) for f in facts], [f.context for f in facts], faults, found,
        [(doubt.start, doubt.end) for doubt in doubts], [(corrected.start, corrected.end) for corrected in corrections],
    )  # fmt: skip
    clashes = clashing(_graph, document)
    return {
        "key": f"{version} {document} {language} {'dark' if dark else 'light'} {found}",
        "document": document,
        "paged": bool(source.provenance.pages),
        "words": {name: t(f"source.{name}") for name in _WORDS},
        "kinds": [_kind(_graph, kind, facts) for kind in KINDS],
        "facts": [[KINDS.index(f.kind), f.gist, f.id, f.start, f.end, int(f.id in clashes)] for f in facts],
        "clauses": [[c.id, c.name, c.depth, c.reading, c.facts, c.reason or "", c.kind, c.start] for c in clauses.values()],
        "faults": [[t(f"source.fault.{f.kind}"), f.note, f.start, f.end] for f in source.faults],
        "found": [list(span) for span in found],
        "doubts": [[doubt_words(doubt), doubt.start, doubt.end] for doubt in doubts],
        "corrections": [[correction_words(corrected), corrected.start, corrected.end] for corrected in corrections],
        "blocks": [_block(block, source.text, cutter, numbers, faults) for block in blocks_of(source.text, clauses, source.noise)],
    }


def _kind(graph: SharedGraph, kind: str, facts: Sequence[Fact]) -> dict[str, Any]:
    mark = MARKS[kind]
    return {
        "kind": kind,
        "name": label(graph, FACTS, kind),
        "sign": mark.sign,
        "colour": mark.colour,
        "line": mark.line,
        "count": sum(fact.kind == kind for fact in facts),
    }


def _block(block: Block, text: str, cutter: Cutter, numbers: Mapping[str, int], faults: Sequence[Span]) -> dict[str, Any]:
    table = block.clause.inside("table") or block.clause.inside("box")
    inside = [i for i, (start, end) in enumerate(faults) if start <= block.start and block.end <= end]
    return {
        "clause": numbers[block.clause.id],
        "kind": block.kind,
        "boxed": block.boxed,
        "head": block.head,
        "table": numbers[table.id] if table and block.kind in ("row", "line") else None,
        "fault": inside[0] if inside else None,
        "cells": [[piece for stretch in cell for piece in _pieces(stretch, text, cutter)] for cell in block.cells],
    }


def _pieces(stretch: Stretch, text: str, cutter: Cutter) -> list[list[Any]]:
    """`[start, words, style, facts, contexts, fault, found, doubt, correction]`; what stands at the end and is empty is left out."""
    if stretch.style == "break":
        return [[stretch.start, "", "break"]]
    return [
        _short([p.start, text[p.start : p.end], _style(stretch.style, p), p.facts, p.contexts, p.fault, p.found, p.doubt, p.correction])
        for p in cutter.pieces(stretch.start, stretch.end)
    ]


def _style(style: str, piece: Piece) -> str:
    return "markup" if piece.markup else style


def _short(values: list[Any]) -> list[Any]:
    while values[-1] is None or values[-1] is False or values[-1] in ("", ()):
        values.pop()
    return values
