"""The texts of a version: whole, as received, and what is known of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from kg import paths
from kg.build.pipeline import build
from kg.errors import UnknownValue
from kg.graph import Graph
from kg.store.source_texts import ScanFault, SourceText, Texts

DOCUMENTS = sorted(path.name for path in (paths.DATA / "documents").iterdir())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_text_is_the_curators_file_to_the_letter(graph: Graph, document: str) -> None:
    folder = paths.DATA / "documents" / document
    source = graph.source(document)
    assert source.text == (folder / "source.txt").read_bytes().decode("utf-8")
    head = yaml.safe_load((folder / "document.yaml").read_text("utf-8"))
    assert [(f.kind, f.start, f.end, f.note) for f in source.faults] == [
        (f["kind"], f["start"], f["end"], f["note"]) for f in head.get("faults", [])
    ]
    with (folder / "read.csv").open(encoding="utf-8-sig", newline="") as file:
        assert source.reasons == {f"{document}/{row['clause'].strip()}": row["reason"].strip() for row in csv.DictReader(file)}


def test_the_evidence_of_every_fact_stands_at_its_offsets(graph: Graph) -> None:
    texts = {document: graph.source(document).text for document in DOCUMENTS}
    for question in ("tasks", "responsibilities", "funding", "measures", "targets", "findings"):
        for row in graph.answer(question).rows:
            assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


def test_page_marks_are_told(graph: Graph) -> None:
    source = graph.source("yuncheng-2021-2025")
    assert [source.text[start:end].strip() for start, end in source.noise] == ["— 23 —", "— 27 —"]


def test_a_number_and_a_title_name_a_document(graph: Graph) -> None:
    assert graph.source("石党办发〔2020〕32号").document == "shizuishan-2020-32"
    with pytest.raises(UnknownValue, match="found “火星”"):
        graph.source("火星")
    with pytest.raises(UnknownValue, match="expected one of"):
        graph.source("规划")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    source = SourceText("a-1", "甲\r\n乙\u3000𠮷", (ScanFault("garbled", 0, 1, "乱码"),), ((1, 3),), {"a-1/c1": "章标题"})
    texts = Texts(tmp_path / "texts.sqlite", write=True)
    texts.add(source)
    texts.add(SourceText("b-1", ""))
    texts.remove("b-1")
    texts.close()
    again = Texts(tmp_path / "texts.sqlite")
    assert again.read("a-1") == source
    with pytest.raises(LookupError):
        again.read("b-1")


def test_an_incremental_build_replaces_only_what_changed(data: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    build(data, home)
    read = data / "documents" / "taiyuan-2018-2" / "read.csv"
    read.write_bytes(read.read_bytes().replace(b"heading of a chapter; what it orders stands in its articles", b"a heading", 1))
    report = build(data, home)
    assert report.changed == ["taiyuan-2018-2"]
    after = Graph(home)
    assert after.source("taiyuan-2018-2").reasons["taiyuan-2018-2/c1"] == "a heading"
    assert after.source("shizuishan-2020-32").text
