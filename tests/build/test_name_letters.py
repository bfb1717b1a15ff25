"""The letters of names, as somebody types them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.build.name_letters import document_names, letters, shared_names


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("市人社局", "shirensheju", "srsj"),
        ("“351人才”培养工程", "351rencaipeiyanggongcheng", "351rcpygc"),
        ("重庆路", "chongqinglu", "cql"),
        ("R&D经费", "r&djingfei", "r&djf"),
        ("", "", ""),
    ],
)
def test_a_name_has_its_pinyin_and_first_letters(name: str, full: str, initials: str) -> None:
    assert letters(name) == (full, initials)


def test_ids_are_no_names_and_a_document_goes_by_title_and_number() -> None:
    registry = [
        {"thing": "900100", "type": "place", "name": "900100", "preferred": "云泽市", "place": None},
        {"thing": "900100-office", "type": "agency", "name": "市引才办", "preferred": "市引才办", "place": "900100"},
    ]
    documents = [{"document": "yunze-1", "title": "云泽市引才办法", "number": "云发〔2020〕1号", "city": "云泽市"}]
    names = [*shared_names(registry), *document_names(documents)]
    named = [(name.type, name.name, name.place) for name in names if name.type != "question"]
    assert named == [("agency", "市引才办", "云泽市"), ("document", "云泽市引才办法", "云泽市"), ("document", "云发〔2020〕1号", "云泽市")]


def test_a_reader_of_the_graph_does_not_load_pinyin() -> None:
    loaded = "import sys, kg.graph, kg.store.name_index; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0
