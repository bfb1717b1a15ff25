"""The parts of a new version: keys of a head set in place, clauses known by their words, faults and corrections found anew."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.curation.head_keys import with_keys
from kg.loaders.evidence import ParsedSource
from kg.model.document import DocumentHead
from kg.model.original import Correction
from kg.text.clauses import read_clauses
from kg.text.outline import load_outline
from kg.text.quotes import normalise
from kg.watch.clause_matches import match_clauses
from kg.watch.version_head import relocated_corrections, relocated_faults

HEAD = """# 试写
title: "甲：乙"   # 标题
faults:
  - {kind: layout, start: 1, end: 2, begins: x, note: y}
# 状态
status: unknown
status_basis: >-
  很长的
  说明
curated: true"""


def test_keys_are_set_in_their_place_and_everything_else_stays() -> None:
    told = with_keys(HEAD, {"status": "replaced", "faults": None, "later_version": "x-1"})
    assert (
        told
        == HEAD.replace("status: unknown", 'status: "replaced"').replace(
            "faults:\n  - {kind: layout, start: 1, end: 2, begins: x, note: y}\n", ""
        )
        + '\nlater_version: "x-1"\n'
    )


@pytest.mark.parametrize("text", ["{title: x, status: y}", "title: x\nstatus: y", "\ufeff".join(["", "title: x\r\nstatus: y\r\n"])[1:]])
def test_other_ways_to_write_a_mapping(text: str) -> None:
    assert yaml.safe_load(with_keys(text, {"status": "z"})) == {"title": "x", "status": "z"}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.one_of(st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3), st.integers())),
    st.dictionaries(st.sampled_from("abcdef"), st.none() | st.text(max_size=20)),
)
def test_any_mapping_gets_any_keys(before: dict[str, Any], values: dict[str, Any]) -> None:
    text = yaml.safe_dump(before, default_flow_style=False) if before else "z: 1\n"
    expected = {key: value for key, value in ({**(before or {"z": 1}), **values}).items() if key not in values or value is not None}
    assert (yaml.safe_load(with_keys(text, values)) or {}) == json.loads(json.dumps(expected))


def parsed(text: str) -> ParsedSource:
    outline = load_outline("opinion-articles")
    return ParsedSource(text, normalise(text, outline.noise), read_clauses(text, outline), [], outline.noise)


OLD = parsed("""关于甲的意见
一、总则
（一）改革编制管理。由市委编办牵头，动态调整编制。
（二）放宽职称条件。由市人社局牵头，下放评审权限。
（三）加强组织领导。由市委组织部统筹。
""")


def test_a_clause_is_known_by_its_words_whatever_its_number_is() -> None:
    new = parsed("""关于甲的意见
一、总则
（一）设立人才荣誉。由市政府授予称号。
（二）改革编制管理。由市委编办牵头，动态调整编制。
（三）放宽职称条件。由市人社局牵头，下放评审权限，并逐年公布目录。
""")
    found = match_clauses(OLD, new)
    assert found.same == {"preamble": "preamble", "c1": "c1", "a1": "a2"} and found.alike == {"a2": "a3"}
    assert found.of("a3") is None and found.of("a2") == "a3"


def test_clauses_that_say_the_same_keep_their_paths() -> None:
    text = "关于甲的意见\n一、总则\n（一）同上。\n（二）同上。\n（三）同上。\n"
    assert match_clauses(parsed(text), parsed(text)).same == {path: path for path in ("preamble", "c1", "a1", "a2", "a3")}


def test_faults_are_found_anew_where_their_words_stand_once() -> None:
    head = DocumentHead.model_validate(
        {
            "title": "x", "issuer": [], "place": "910100", "status": "unknown", "status_basis": "x", "source_note": "x", "sha256": "0" * 64,
            "outline": "x", "curated": False,
            "faults": [
                {"kind": "contents", "start": 0, "end": 4, "begins": "目录", "note": "x"},
                {"kind": "garbled", "start": 4, "end": 6, "begins": "乱", "note": "x"},
            ],
        }
    )  # fmt: skip
    kept, left = relocated_faults(head, "目录甲乙乱码正文", "题目目录甲乙正文")
    assert [(fault["start"], fault["end"]) for fault in kept] == [(2, 6)] and [one.what for one in left] == ["faults"]


def test_corrections_are_found_anew_unless_the_new_text_is_right() -> None:
    def correction(start: int, read: str, printed: str) -> Correction:
        return Correction.model_validate({"start": start, "as_read": read, "as_printed": printed, "reason": "x", "by": "x"})

    old = "建立人才往房保障，完善公积金缴存和提取办法。设立入才专项资金。"
    both = [correction(4, "往", "住"), correction(24, "入", "人")]
    kept, left = relocated_corrections(both, old, "题\n" + old)
    assert [one.start for one in kept] == [6, 26] and not left
    kept, left = relocated_corrections(both, old, old.replace("往", "住").replace("入才", ""))
    assert kept == [] and [one.what for one in left] == ["corrections.csv"]
