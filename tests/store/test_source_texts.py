"""The texts of a version: whole, as received, and what is known of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from kg.build.pipeline import build
from kg.errors import UnknownValue
from kg.graph import Graph
from kg.loaders.documents import document_folders
from kg.model.facts import FACT_KINDS
from kg.model.original import Corrected, Correction, Doubt, Original, Page, Provenance, Stretch
from kg.store.source_texts import ScanFault, SourceText, SourceTexts
from tests.datasets import CORPUS

DOCUMENTS = [folder.name for folder in document_folders(CORPUS)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_text_is_the_curators_file_to_the_letter(graph: Graph, document: str) -> None:
    folder = CORPUS / "documents" / document
    source = graph.source(document)
    as_read = (folder / "source.txt").read_bytes().decode("utf-8")
    for corrected in source.provenance.corrections:
        as_read = as_read[: corrected.start] + corrected.correction.as_printed + as_read[corrected.end :]
    assert source.text == as_read
    head = yaml.safe_load((folder / "document.yaml").read_text("utf-8"))
    assert [(f.kind, f.start, f.end, f.note) for f in source.faults] == [
        (f["kind"], f["start"], f["end"], f["note"]) for f in head.get("faults", [])
    ]
    with (folder / "read.csv").open(encoding="utf-8-sig", newline="") as file:
        reasons = {f"{document}/{row['clause'].strip()}": row["reason"].strip() for row in csv.DictReader(file)}
    assert source.reasons == (reasons if head["curated"] else {})


def test_the_evidence_of_every_fact_stands_at_its_offsets(graph: Graph) -> None:
    texts = {document: graph.source(document).text for document in DOCUMENTS}
    for question in (*FACT_KINDS, "findings"):
        for row in graph.answer(question).rows:
            assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


def test_page_marks_are_told(graph: Graph) -> None:
    for document, marks in (("wuling-2021-2025", ["— 1 —", "— 2 —"]), ("yunze-2021-5", ["- 1 -", "- 2 -"])):
        source = graph.source(document)
        assert [source.text[start:end].strip() for start, end in source.noise] == marks


def test_a_number_and_a_title_name_a_document(graph: Graph) -> None:
    assert graph.source("雾政发〔2021〕12号").document == "wuling-2021-2025"
    with pytest.raises(UnknownValue, match="found “火星”"):
        graph.source("火星")
    with pytest.raises(UnknownValue, match="expected one of"):
        graph.source("规划")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    provenance = Provenance(
        Original(file="original.pdf", name="a.pdf", sha256="0" * 64, reader="pdf", version="1"),
        "https://www.example.com/",
        (Page(page=1, width=595, height=842),),
        (Stretch(start=0, end=1, page=1, left=0.1, top=0.1, right=0.2, bottom=0.2),),
        (Doubt(kind="line_gap", start=1, end=1), Doubt(kind="low_confidence", start=0, end=1, page=1, found="0.5")),
        (Corrected(Correction(start=0, as_read="申", as_printed="甲", reason="误读", by="乙"), 0, 1),),
    )
    source = SourceText("a-1", "甲\r\n乙\u3000𠮷", (ScanFault("garbled", 0, 1, "乱码"),), ((1, 3),), {"a-1/c1": "章标题"}, provenance)
    texts = SourceTexts(tmp_path / "texts.sqlite", write=True)
    texts.add(source)
    texts.add(SourceText("b-1", ""))
    texts.remove("b-1")
    texts.close()
    again = SourceTexts(tmp_path / "texts.sqlite")
    assert again.read("a-1") == source
    with pytest.raises(LookupError):
        again.read("b-1")


def test_an_incremental_build_replaces_only_what_changed(data: Path, own_home: Path) -> None:
    read = data / "documents" / "yunze-2021-5" / "read.csv"
    read.write_bytes(read.read_bytes().replace(b"c1,heading", b"c1,heading of a chapter", 1))
    report = build(data, own_home)
    assert report.changed == ["yunze-2021-5"]
    after = Graph(own_home)
    assert after.source("yunze-2021-5").reasons["yunze-2021-5/c1"] == "heading of a chapter"
    assert after.source("wuling-2019-8").text
