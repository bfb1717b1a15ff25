"""The text of the graph is that of `source.txt` with its corrections; what is known of its places moves along."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.curation.files import write_rows
from kg.errors import DataIssue
from kg.loaders.documents import read_document
from kg.loaders.evidence import ParsedSource
from kg.loaders.original import CorrectedText, load_original
from kg.model.document import DocumentHead
from kg.model.original import Correction, Original
from tests.datasets import CORPUS

TEXT = "关于引才的通知\n一、博士奖励3O万元。\n— 1 —\n"
FILE = b"a scan"
LAYOUT = [(0, 7, 1), (8, 19, 1), (20, 25, 1)]


def make(folder: Path, corrections: list[tuple[int, str, str]], *, original: bool = True) -> DocumentHead:
    folder.mkdir(exist_ok=True)
    sha256 = hashlib.sha256(FILE).hexdigest()
    if original:
        (folder / "original.png").write_bytes(FILE)
        write_rows(folder / "pages.csv", ["page", "width", "height"], [{"page": "1", "width": "595", "height": "842"}])
        columns = ["start", "end", "page", "left", "top", "right", "bottom"]
        rows = [dict(zip(columns, map(str, (*row, 0.1, i / 10, 0.9, i / 10 + 0.05)), strict=True)) for i, row in enumerate(LAYOUT, start=1)]
        write_rows(folder / "layout.csv", columns, rows)
        doubts = [{"kind": "low_confidence", "start": "14", "end": "16", "page": "1", "found": "0.61"}]
        doubts += [{"kind": "line_gap", "start": "20", "end": "20", "page": "", "found": ""}]
        write_rows(folder / "doubts.csv", ["kind", "start", "end", "page", "found"], doubts)
    rows = [{"start": str(at), "as_read": old, "as_printed": new, "reason": "误读", "by": "甲"} for at, old, new in corrections]
    write_rows(folder / "corrections.csv", ["start", "as_read", "as_printed", "reason", "by"], rows)
    kept = Original(file="original.png", name="扫描件.png", sha256=sha256, reader="ocr", version="1") if original else None
    return DocumentHead(
        title="x", issuer=[], place="910100", status="unknown", status_basis="x", source_note="x",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(), outline="opinion-items", curated=False, original=kept,
        address="https://www.example.com/a.html",
    )  # fmt: skip


def loaded(folder: Path, corrections: list[tuple[int, str, str]]) -> tuple[CorrectedText, list[DataIssue]]:
    return load_original(folder, make(folder, corrections), TEXT, folder)


def test_corrections_change_the_text_and_move_the_places(tmp_path: Path) -> None:
    found, issues = loaded(tmp_path, [(20, r"— 1 —\n", ""), (14, "", "每人"), (15, "O", "0")])
    assert issues == []
    assert found.text == "关于引才的通知\n一、博士奖励每人30万元。\n"
    provenance = found.provenance
    assert [(found.text[line.start : line.end], line.box.top) for line in provenance.layout] == [
        ("关于引才的通知", 0.1),
        ("一、博士奖励每人30万元。", 0.2),
    ]
    assert [found.text[doubt.start : doubt.end] for doubt in provenance.doubts] == ["每人30", ""]
    assert [(c.correction.as_read, found.text[c.start : c.end]) for c in provenance.corrections] == [
        ("", "每人"),
        ("O", "0"),
        ("— 1 —\n", ""),
    ]
    assert provenance.original and provenance.original.name == "扫描件.png"
    assert provenance.address == "https://www.example.com/a.html"
    assert provenance.pages[0].width == 595


def test_a_text_without_any_of_it_stays_as_it_is(tmp_path: Path) -> None:
    head = make(tmp_path, [], original=False)
    (tmp_path / "corrections.csv").unlink()
    found, issues = load_original(tmp_path, head, TEXT, tmp_path)
    assert issues == [] and found.text == TEXT
    assert found.provenance.original is None and found.provenance.layout == ()


def test_a_correction_that_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    found, issues = loaded(tmp_path, [(15, "0", "O"), (16, "万", "千")])
    assert found.text == TEXT
    assert [(issue.file, issue.row, issue.column) for issue in issues] == [("corrections.csv", 2, "as_read")]


def test_a_correction_at_the_end_of_the_text(tmp_path: Path) -> None:
    found, issues = loaded(tmp_path, [(len(TEXT), "", "（印章）")])
    assert issues == [] and found.text == TEXT + "（印章）"


@pytest.mark.parametrize("written", [r"甲\n乙\t丙", "甲\n乙\t丙"])
def test_breaks_of_a_cell(written: str) -> None:
    correction = Correction(start=0, as_read="", as_printed=written, reason="x", by="x")
    assert correction.as_printed == "甲\n乙\t丙"
    assert correction.cells()["as_printed"] == r"甲\n乙\t丙"
    assert Correction.model_validate(correction.cells()) == correction


def read(data: Path, document: str) -> tuple[DocumentHead, ParsedSource]:
    head, source, issues = read_document(data / "documents" / document, data, data)
    assert head and source and issues == []
    return head, source


def test_clauses_and_faults_are_those_of_the_corrected_text(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path, dirs_exist_ok=True)
    document = "wuling-2021-2025"
    head, before = read(tmp_path, document)
    folder = tmp_path / "documents" / document
    correction = {"start": "0", "as_read": "", "as_printed": "（扫描件）", "reason": "漏读", "by": "甲"}
    write_rows(folder / "corrections.csv", list(correction), [correction])
    moved, after = read(tmp_path, document)
    assert after.text == "（扫描件）" + before.text
    assert head.faults and [(f.start + 5, f.end + 5) for f in head.faults] == [(f.start, f.end) for f in moved.faults]
    assert {path: clause.end + 5 for path, clause in before.tree.clauses.items()} == {
        path: clause.end for path, clause in after.tree.clauses.items()
    }
